package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomToolkit;
import io.github.veilgrid.dicom.data.Toolkits;
import io.github.veilgrid.dicom.derived.DerivedImages;
import io.github.veilgrid.dicom.derived.SeriesPart;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.ValueScale;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;

/**
 * Writes a derived series slice by slice, in any order and from several threads; of several volumes (time points, echoes)
 * where its source had them. Files grow in a folder beside the
 * target that takes the target's name in {@link #finish}: a reader sees the whole series or nothing.
 */
public final class DerivedSeriesWriter implements AutoCloseable {

    private final Path folder;
    private final Path growing;
    private final SliceFiles files;
    private final Grid target;
    private final AtomicIntegerArray written;
    private boolean finished;

    private DerivedSeriesWriter(Path folder, Path growing, SliceFiles files, Grid target, int volumes) {
        this.folder = folder;
        this.growing = growing;
        this.files = files;
        this.target = target;
        this.written = new AtomicIntegerArray(volumes * target.size().z());
    }

    /**
     * Begins a series.
     *
     * @param folder where the files will be; must not exist yet, or be an empty folder
     * @param sources a template for each volume, of one reading
     * @param target grid of the slices
     * @param values how real-world values are stored; {@code Scan.values} of the source for CT, MR and PET
     * @param derivation what the series says of its origin
     * @param encoding of the files
     * @param layout a file for each slice, or one for each volume
     * @throws DicomException if the folder cannot be used, or such a series must not be made
     */
    public static DerivedSeriesWriter open(
            Path folder, List<SeriesTemplate> sources, Grid target, ValueScale values, Derivation derivation,
            Encoding encoding, Layout layout) throws DicomException {
        return open(folder, sources, target, values, derivation, encoding, layout, Optional.empty());
    }

    /**
     * The same by a toolkit of choice.
     *
     * @param toolkitName empty takes the best there is
     */
    public static DerivedSeriesWriter open(
            Path folder, List<SeriesTemplate> sources, Grid target, ValueScale values, Derivation derivation,
            Encoding encoding, Layout layout, Optional<String> toolkitName) throws DicomException {
        Path whole = folder.toAbsolutePath().normalize();
        DerivedImages.Saying saying = new DerivedImages.Saying(
                derivation.description(), derivation.seriesDescription(), derivation.seriesNumber(), derivation.reach(),
                derivation.like().map(SeriesTemplate::content), derivation.resampled(), encoding.syntax());
        List<DerivedImages> volumes = new ArrayList<>();
        for (SeriesPart part : SeriesPart.of(sources.get(0).content(), sources.size())) {
            volumes.add(new DerivedImages(sources.get(part.index()).content(), target, values, saying, part));
        }
        DicomToolkit toolkit = Toolkits.installed().choose(toolkitName);
        try {
            if (Files.exists(whole) && !isEmptyFolder(whole)) {
                throw new DicomException(folder, "exists already; name a new folder.");
            }
            Files.createDirectories(whole.getParent());
            Path growing = Files.createDirectory(whole.resolveSibling(".veilgrid-" + UUID.randomUUID()));
            SliceFiles files = files(growing, volumes, toolkit, target, encoding, layout);
            return new DerivedSeriesWriter(whole, growing, files, target, volumes.size());
        } catch (DicomException refused) {
            throw refused;
        } catch (IOException unwritable) {
            throw new DicomException(folder, "cannot be written (" + unwritable.getMessage() + ").", unwritable);
        }
    }

    private static SliceFiles files(Path growing, List<DerivedImages> volumes, DicomToolkit toolkit, Grid target,
            Encoding encoding, Layout layout) throws IOException {
        if (layout == Layout.CLASSIC) {
            return new ClassicFiles(growing, volumes, target.size().z(), toolkit);
        }
        List<SliceFiles> files = new ArrayList<>();
        try {
            for (DerivedImages images : volumes) {
                files.add(switch (encoding) {
                    case PLAIN -> new MultiFrameFile(growing, images, toolkit, target.size());
                    case RLE -> new PackedMultiFrameFile(growing, images, toolkit, target.size().z());
                    case DEFLATED -> new DeflatedMultiFrameFile(growing, images, toolkit, target.size());
                });
            }
            return new VolumeFiles(files);
        } catch (IOException unwritable) {
            new VolumeFiles(files).close();
            remove(growing);
            throw unwritable;
        }
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
        }
    }

    /**
     * Writes one slice. Values are rounded to the nearest stored number and clamped to the stored range; NaN becomes
     * the source's padding value if it has one, else its fill value.
     *
     * @param volume which volume, from 0
     * @param z slice of the target grid, each once
     * @param values real-world values, x fastest
     */
    public void writeSlice(int volume, int z, double[] values) throws IOException {
        if (values.length != target.size().slice()) {
            throw new IllegalArgumentException("a slice of " + values.length + " values for " + target.size());
        }
        if (!written.compareAndSet(volume * target.size().z() + z, 0, 1)) {
            throw new IllegalStateException("slice " + z + " of volume " + volume + " was written before");
        }
        files.write(volume, z, values);
    }

    /**
     * Gives the series its place.
     *
     * @throws IOException if a slice is missing or the folder cannot be renamed
     */
    public void finish() throws IOException {
        for (int slice = 0; slice < written.length(); slice++) {
            if (written.get(slice) == 0) {
                throw new DicomException(folder, "slice " + slice + " was never written; no series is left behind.");
            }
        }
        files.finish();
        files.close();
        Files.deleteIfExists(folder);
        try {
            Files.move(growing, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException plain) {
            Files.move(growing, folder);
        }
        finished = true;
    }

    /** Removes everything written, unless {@link #finish} was reached. */
    @Override
    public void close() throws IOException {
        files.close();
        if (!finished) {
            remove(growing);
        }
    }

    private static void remove(Path growing) throws IOException {
        if (!Files.exists(growing)) {
            return;
        }
        try (Stream<Path> content = Files.list(growing)) {
            for (Path file : content.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(growing);
    }
}
