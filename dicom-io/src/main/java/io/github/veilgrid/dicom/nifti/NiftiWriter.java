package io.github.veilgrid.dicom.nifti;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.ValueScale;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.zip.GZIPOutputStream;

/**
 * Writes one volume, or several on one grid, as NIfTI-1, slices in any order and from several threads; {@code .nii.gz} is
 * compressed at the end. Voxels are stored as the integers of the scale, in the smallest type that holds them, where
 * NIfTI's 32-bit slope and intercept hold the scale exactly, otherwise as 64-bit floating-point values. A file takes its
 * name in {@link #finish} or leaves nothing behind.
 */
public final class NiftiWriter implements AutoCloseable {

    private static final int OFFSET = 352;

    private final Path file;
    private final Path growing;
    private final FileChannel channel;
    private final NiftiHeader header;
    private final ValueScale values;
    private final double fill;
    private final AtomicIntegerArray written;

    private NiftiWriter(Path file, Path growing, NiftiHeader header, ValueScale values, double fill)
            throws IOException {
        this.file = file;
        this.growing = growing;
        this.header = header;
        this.values = values;
        this.fill = fill;
        this.channel = FileChannel.open(growing, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        this.written = new AtomicIntegerArray(header.volumes() * header.size().z());
    }

    /**
     * Begins a file.
     *
     * @param file a new file, {@code .nii} or {@code .nii.gz}
     * @param grid where the voxels are
     * @param values declared range and quantum of the values
     * @param fill what integers say where there is no measurement (NaN)
     * @param volumes how many volumes there will be
     * @param template what the file carries over from its source
     */
    public static NiftiWriter open(Path file, Grid grid, ValueScale values, double fill, int volumes,
            NiftiTemplate template) throws DicomException {
        boolean exact = (float) values.slope() == values.slope() && (float) values.intercept() == values.intercept();
        NiftiType type = Optional.of(values).filter(scale -> exact)
                .flatMap(scale -> NiftiType.of(scale.storedMin(), scale.storedMax())).orElse(NiftiType.FLOAT64);
        return open(file, grid, values, fill, type, volumes, template);
    }

    /** Begins a file of 64-bit floating-point values, for values that are not all multiples of the scale's quantum. */
    public static NiftiWriter openDouble(Path file, Grid grid, ValueScale values, int volumes, NiftiTemplate template)
            throws DicomException {
        return open(file, grid, values, Double.NaN, NiftiType.FLOAT64, volumes, template);
    }

    private static NiftiWriter open(Path file, Grid grid, ValueScale values, double fill, NiftiType type, int volumes,
            NiftiTemplate template) throws DicomException {
        Path whole = file.toAbsolutePath().normalize();
        String name = whole.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".nii") && !name.endsWith(".nii.gz")) {
            throw new DicomException(file, "is no name for a NIfTI file; end it with .nii or .nii.gz.");
        }
        if (Files.exists(whole)) {
            throw new DicomException(file, "exists already; name a new file.");
        }
        if (volumes > Short.MAX_VALUE) {
            throw new DicomException(file, "cannot hold " + volumes + " volumes; NIfTI-1 ends at 32767.");
        }
        for (int axis = 0; axis < 3; axis++) {
            if (grid.size().along(axis) > Short.MAX_VALUE) {
                throw new DicomException(file, "cannot hold " + grid.size() + " voxels; NIfTI-1 ends at 32767.");
            }
        }
        boolean integers = type != NiftiType.FLOAT64;
        NiftiHeader header = new NiftiHeader(ByteOrder.LITTLE_ENDIAN, grid.size(), volumes, type, OFFSET,
                integers ? values.slope() : 1, integers ? values.intercept() : 0, values.minimum(), values.maximum(),
                grid, template);
        try {
            Files.createDirectories(whole.getParent());
            Path growing = whole.resolveSibling(".veilgrid-" + UUID.randomUUID() + ".nii");
            NiftiWriter writer = new NiftiWriter(whole, growing, header, values, fill);
            writer.put(ByteBuffer.wrap(header.bytes()), 0);
            return writer;
        } catch (IOException unwritable) {
            throw new DicomException(file, "cannot be written (" + unwritable.getMessage() + ").", unwritable);
        }
    }

    /** Writes one slice of real-world values, x fastest; each slice of each volume once. */
    public void writeSlice(int volume, int z, double[] slice) throws IOException {
        if (slice.length != header.size().slice()) {
            throw new IllegalArgumentException("a slice of " + slice.length + " values for " + header.size());
        }
        if (!written.compareAndSet(volume * header.size().z() + z, 0, 1)) {
            throw new IllegalStateException("slice " + z + " of volume " + volume + " was written before");
        }
        ByteBuffer buffer = ByteBuffer.allocate(slice.length * header.type().bytes()).order(header.order());
        for (double value : slice) {
            header.type().put(buffer, header.type().floating() ? value
                    : values.stored(Double.isNaN(value) ? fill : value));
        }
        put(buffer.flip(), OFFSET + volume * header.volumeBytes() + (long) z * buffer.limit());
    }

    private void put(ByteBuffer bytes, long at) throws IOException {
        long start = at - bytes.position();
        while (bytes.hasRemaining()) {
            channel.write(bytes, start + bytes.position());
        }
    }

    /** Gives the file its name. */
    public void finish() throws IOException {
        for (int slice = 0; slice < written.length(); slice++) {
            if (written.get(slice) == 0) {
                throw new DicomException(file, "slice " + slice + " was never written; no file is left behind.");
            }
        }
        channel.close();
        if (file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gz")) {
            Path packed = growing.resolveSibling(growing.getFileName() + ".gz");
            try {
                try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed), 1 << 16)) {
                    Files.copy(growing, out);
                }
                Files.move(packed, file);
            } finally {
                Files.deleteIfExists(packed);
            }
            Files.delete(growing);
        } else {
            Files.move(growing, file);
        }
    }

    /** Removes what was written, unless {@link #finish} was reached. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(growing);
    }
}
