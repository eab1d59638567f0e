package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.builtin.BuiltinToolkit;
import io.github.veilgrid.dicom.data.ByteSource;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Element;
import io.github.veilgrid.dicom.data.Limits;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.TransferSyntax;
import io.github.veilgrid.dicom.data.Vr;
import io.github.veilgrid.grid.Grid;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** A sound CT series of six slices of 4 x 3 voxels, 2.5 mm apart, for tests to spoil or vary. */
final class SmallSeries {

    static final int SLICES = 6;

    private SmallSeries() {
    }

    /** A change of slice k. */
    interface Change extends BiConsumer<Integer, DicomObject.Builder> {
    }

    static void only(int k, int slice, Runnable change) {
        if (k == slice) {
            change.run();
        }
    }

    /** Real-world values of a slice of the first volume. */
    static double[] slice(SourceSeries series, int z) throws IOException {
        double[] values = new double[series.scan().grid().size().slice()];
        series.scan().volumes().get(0).readSlice(z, values);
        return values;
    }

    /** The series, changed, in a new folder; names of files say nothing of the order. */
    static Path write(Path temp, Change change) throws IOException {
        Path folder = Files.createTempDirectory(temp, "series");
        for (int k = 0; k < SLICES; k++) {
            DicomObject.Builder image = sound(k);
            change.accept(k, image);
            try (OutputStream out = Files.newOutputStream(folder.resolve("image" + (7 * k + 3) % 10))) {
                new BuiltinToolkit().write(image.build(), out);
            }
        }
        return folder;
    }

    /** The series as it is written without resampling, and read again. */
    static SourceSeries copy(Path temp, SourceSeries source) throws IOException {
        return copy(temp, source, Encoding.PLAIN, Layout.CLASSIC);
    }

    static SourceSeries copy(Path temp, SourceSeries source, Encoding encoding, Layout layout) throws IOException {
        Path out = Files.createTempDirectory(temp, "copy");
        Grid grid = source.scan().grid();
        try (DerivedSeriesWriter writer = DerivedSeriesWriter.open(out, source.templates(), grid, source.scan().values(),
                Derivation.copy("Copied"), encoding, layout)) {
            double[] values = new double[grid.size().slice()];
            for (int volume = 0; volume < source.scan().volumes().size(); volume++) {
                for (int z = 0; z < grid.size().z(); z++) {
                    source.scan().volumes().get(volume).readSlice(z, values);
                    writer.writeSlice(volume, z, values);
                }
            }
            writer.finish();
        }
        return SeriesReader.read(out, ReadOptions.standard().withAllVolumes());
    }

    /** What the first file of a folder holds. */
    static DicomObject first(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new BuiltinToolkit().parse(files.sorted().findFirst().orElseThrow(), Limits.STANDARD);
        }
    }

    static DicomObject.Builder sound(int k) {
        DicomObject.Builder image = DicomObject.builder()
                .text(Tag.TRANSFER_SYNTAX, Vr.UI, TransferSyntax.EXPLICIT_LITTLE.uid())
                .text(Tag.SOP_CLASS, Vr.UI, "1.2.840.10008.5.1.4.1.1.2")
                .text(Tag.SOP_INSTANCE, Vr.UI, "2.25.1" + k)
                .text(Tag.MODALITY, Vr.CS, "CT")
                .text(Tag.PATIENT_NAME, Vr.PN, "SECRET").text(Tag.PATIENT_ID, Vr.LO, "SECRET")
                .text(Tag.STUDY_UID, Vr.UI, "2.25.2").text(Tag.SERIES_UID, Vr.UI, "2.25.3")
                .text(Tag.FRAME_OF_REFERENCE, Vr.UI, "2.25.4")
                .text(Tag.IMAGE_ORIENTATION, Vr.DS, "1", "0", "0", "0", "1", "0")
                .text(Tag.PIXEL_SPACING, Vr.DS, "0.7", "0.7")
                .text(Tag.PHOTOMETRIC, Vr.CS, "MONOCHROME2").integers(Tag.SAMPLES_PER_PIXEL, Vr.US, 1)
                .integers(Tag.ROWS, Vr.US, 3).integers(Tag.COLUMNS, Vr.US, 4)
                .integers(Tag.BITS_ALLOCATED, Vr.US, 16).integers(Tag.BITS_STORED, Vr.US, 12)
                .integers(Tag.HIGH_BIT, Vr.US, 11).integers(Tag.PIXEL_REPRESENTATION, Vr.US, 0)
                .text(Tag.RESCALE_SLOPE, Vr.DS, "1").text(Tag.RESCALE_INTERCEPT, Vr.DS, "-1024");
        position(image, 0, 0, 2.5 * k);
        pixels(image, cells(k, 2, 0, 0));
        return image;
    }

    /** Pixel i of slice k stores 100 k + i. */
    static byte[] cells(int k, int width, int shift, int garbage) {
        ByteBuffer cells = ByteBuffer.allocate(12 * width).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 12; i++) {
            cells.putShort((short) (100 * k + i << shift | garbage));
        }
        return cells.array();
    }

    static void position(DicomObject.Builder image, double x, double y, double z) {
        image.text(Tag.IMAGE_POSITION, Vr.DS, Double.toString(x), Double.toString(y), Double.toString(z));
    }

    static void pixels(DicomObject.Builder image, byte[] bytes) {
        image.put(new Element.Bulk(Tag.PIXEL_DATA, Vr.OW, ByteSource.of(bytes)));
    }
}
