package io.github.veilgrid.dicom.nifti;

import io.github.veilgrid.dicom.data.ByteSource;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.grid.Scan;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.grid.VoxelSource;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads NIfTI-1 volumes. Plain files are read slice by slice; compressed ones are inflated into memory, up to what their
 * header declares. Thread safe.
 */
public final class NiftiReader {

    private static final int FILL = 0;

    private NiftiReader() {
    }

    /** Whether the file begins like NIfTI-1, compressed or not. */
    public static boolean recognises(Path file) {
        try (InputStream in = open(file)) {
            return NiftiHeader.startsLike(in.readNBytes(NiftiHeader.BYTES));
        } catch (IOException noNifti) {
            return false;
        }
    }

    /**
     * Reads all volumes of a file. NaN voxels have no measurement.
     *
     * @throws DicomException if it is no sound scalar volume; floating-point voxels need a declared range
     *     ({@code cal_min}, {@code cal_max}), since none may be taken from the voxels themselves
     */
    public static NiftiScan read(Path file) throws DicomException {
        return read(file, Optional.empty());
    }

    /**
     * The same for a file whose header does not say well what values it holds.
     *
     * @param range what values there can be; a voxel beyond it is refused when it is regridded
     */
    public static NiftiScan read(Path file, Optional<ValueRange> range) throws DicomException {
        try (InputStream in = open(file)) {
            NiftiHeader header = NiftiHeader.read(file, in.readNBytes(NiftiHeader.BYTES));
            ByteSource voxels = voxels(file, header, in);
            ValueScale values = scale(file, header, range);
            List<VoxelSource> volumes = new ArrayList<>();
            for (int i = 0; i < header.volumes(); i++) {
                volumes.add(new NiftiVolume(file, header, voxels, i * header.volumeBytes()));
            }
            double fill = Math.max(values.minimum(), Math.min(values.maximum(), FILL));
            return new NiftiScan(new Scan(header.grid(), volumes, values, fill), header.template().describing(""),
                    header.template().description());
        } catch (DicomException refused) {
            throw refused;
        } catch (EOFException | ZipException damaged) {
            throw new DicomException(file, "the compressed file is damaged or cut short.", damaged);
        } catch (IOException | ArithmeticException unreadable) {
            throw new DicomException(file, "cannot be read (" + unreadable.getMessage() + ").", unreadable);
        }
    }

    /** Whether only somebody who knows can say what values there are: floating-point voxels of an open range. */
    public static boolean lacksRange(Path file) throws DicomException {
        try (InputStream in = open(file)) {
            NiftiHeader header = NiftiHeader.read(file, in.readNBytes(NiftiHeader.BYTES));
            return lacksRange(header);
        } catch (DicomException refused) {
            throw refused;
        } catch (IOException unreadable) {
            throw new DicomException(file, "cannot be read (" + unreadable.getMessage() + ").", unreadable);
        }
    }

    private static boolean lacksRange(NiftiHeader header) {
        return header.type().floating() && !(header.calibrationMax() > header.calibrationMin());
    }

    private static boolean compressed(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] magic = in.readNBytes(2);
            return magic.length == 2 && magic[0] == 0x1F && (magic[1] & 0xFF) == 0x8B;
        }
    }

    private static InputStream open(Path file) throws IOException {
        boolean compressed = compressed(file);
        InputStream in = Files.newInputStream(file);
        return compressed ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static ByteSource voxels(Path file, NiftiHeader header, InputStream in) throws IOException {
        long needed = Math.multiplyExact(header.volumeBytes(), header.volumes());
        if (!(in instanceof GZIPInputStream)) {
            long there = Files.size(file) - header.offset();
            if (there < needed) {
                throw new DicomException(file, "holds " + Math.max(0, there) + " bytes of voxels, " + needed
                        + " are declared; it is cut short.");
            }
            return ByteSource.of(file, header.offset(), needed);
        }
        if (needed > Integer.MAX_VALUE - 16) {
            throw new DicomException(file, "is too large to be read compressed; uncompress it first (gunzip).");
        }
        in.skipNBytes(header.offset() - NiftiHeader.BYTES);
        byte[] bytes = in.readNBytes((int) needed);
        if (bytes.length < needed) {
            throw new DicomException(file, "holds " + bytes.length + " bytes of voxels, " + needed
                    + " are declared; it is cut short.");
        }
        return ByteSource.of(bytes);
    }

    private static ValueScale scale(Path file, NiftiHeader header, Optional<ValueRange> range) throws DicomException {
        try {
            NiftiType type = header.type();
            double slope = Math.abs(header.slope());
            if (range.isPresent()) {
                return type.floating() ? range.get().scale() : range.get().scale(slope, header.intercept());
            }
            if (lacksRange(header)) {
                throw new DicomException(file, "holds floating-point voxels without a declared range; say with --range "
                        + "what values it can hold, or set cal_min and cal_max.");
            }
            if (type.floating()) {
                return ValueRange.of(header.calibrationMin(), header.calibrationMax()).scale();
            }
            long low = header.slope() < 0 ? -type.largest() : type.smallest();
            long high = header.slope() < 0 ? -type.smallest() : type.largest();
            long shift = high > Integer.MAX_VALUE ? 1L << 31 : low < Integer.MIN_VALUE ? -(1L << 31) : 0;
            return new ValueScale(slope, header.intercept() + slope * shift, (int) (low - shift), (int) (high - shift));
        } catch (IllegalArgumentException impossible) {
            throw new DicomException(file, "its scaling is not sound: " + impossible.getMessage() + ".", impossible);
        }
    }
}
