package io.github.veilgrid.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.veilgrid.dicom.builtin.BuiltinToolkit;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.DicomToolkit;
import io.github.veilgrid.dicom.data.Limits;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.Toolkits;
import io.github.veilgrid.dicom.data.TransferSyntax;
import io.github.veilgrid.dicom.data.Vr;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Scan;
import io.github.veilgrid.grid.Size;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Derived series read back as they were written, and tools of others accept them. */
public class DerivedSeriesTest {

    private static final Derivation DERIVATION = Derivation.of("Resampled by linear interpolation", 1);

    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"open/ct-head-phantom", "open/mr-t1-oblique-defaced", "open/pet-nema-iq-phantom",
        "open/mr-epi-sagittal-phantom", "conformance/D34-signed-with-padding", "conformance/D53-gantry-tilt",
        "conformance/D67-unicode-names", "conformance/R24-mr-nonsquare-fractional-slope",
        "conformance/D60-legacy-enhanced-ct", "conformance/R36-jpeg2000-t1", "conformance/R19-enhanced-mr-sagittal/classic"})
    void aCopyOnTheSameGridReadsBackWithinHalfAStoredUnit(String name) throws IOException {
        SourceSeries source = SeriesReader.read(SharedData.path(name), ReadOptions.standard());
        Path out = copy(source, source.scan().grid());
        SourceSeries back = SeriesReader.read(out, ReadOptions.standard());
        Scan scan = source.scan();
        assertEquals(scan.grid().size(), back.scan().grid().size());
        double[] a = new double[scan.grid().size().slice()];
        double[] b = new double[a.length];
        double worst = 0;
        for (int z = 0; z < scan.grid().size().z(); z++) {
            scan.volumes().get(0).readSlice(z, a);
            back.scan().volumes().get(0).readSlice(z, b);
            for (int i = 0; i < a.length; i++) {
                assertEquals(Double.isNaN(a[i]), Double.isNaN(b[i]));
                worst = Math.max(worst, Double.isNaN(a[i]) ? 0 : Math.abs(a[i] - b[i]));
            }
        }
        assertTrue(worst <= 0.5000001 * scan.values().slope(), "off by " + worst);
        for (int corner = 0; corner < 8; corner++) {
            double[] p = corner(scan.grid(), corner);
            double[] q = corner(back.scan().grid(), corner);
            for (int row = 0; row < 3; row++) {
                assertEquals(p[row], q[row], 1e-6);
            }
        }
        assertTrue(Validator.newErrors(SharedData.path(name), out).isEmpty(), Validator.newErrors(SharedData.path(name), out).toString());
    }

    private static double[] corner(Grid grid, int corner) {
        return grid.position((corner & 1) * (grid.size().x() - 1), (corner >> 1 & 1) * (grid.size().y() - 1),
                (corner >> 2) * (grid.size().z() - 1));
    }

    @Test
    void dcm2niixSeesTheGridThatWasWritten() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/dcm2niix")), "dcm2niix is not installed");
        SourceSeries source = SeriesReader.read(SharedData.path("open/mr-t1-oblique-defaced"), ReadOptions.standard());
        Grid grid = source.scan().grid();
        Size size = new Size(60, 50, 12);
        Grid target = Grid.of(size, grid.position(10, 10, 1), scaled(grid, 0, 2.5), scaled(grid, 1, 1.7),
                scaled(grid, 2, 0.4));
        Path out = copy(source, target);
        Path nifti = Files.createDirectory(temp.resolve("nifti"));
        String said = Validator.run("dcm2niix", "-f", "x", "-o", nifti.toString(), out.toString());
        assertTrue(said.contains("60x50x12x1"), said);
    }

    private static double[] scaled(Grid grid, int axis, double factor) {
        return IntStream.range(0, 3).mapToDouble(row -> factor * grid.step(row, axis)).toArray();
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void everyEncodingKeepsEveryPixel(Encoding encoding) throws IOException {
        SourceSeries source = SeriesReader.read(SharedData.path("conformance/D34-signed-with-padding"),
                ReadOptions.standard());
        Grid grid = source.scan().grid();
        double[] a = new double[grid.size().slice()];
        double[] b = a.clone();
        Path out = temp.resolve("encoded");
        try (DerivedSeriesWriter writer = DerivedSeriesWriter.open(
                out, source.templates(), grid, source.scan().values(), DERIVATION, encoding, Layout.CLASSIC)) {
            for (int z = 0; z < grid.size().z(); z++) {
                source.scan().volumes().get(0).readSlice(z, a);
                writer.writeSlice(0, z, a);
            }
            writer.finish();
        }
        for (DicomToolkit toolkit : Toolkits.installed().found()) {
            SourceSeries back = SeriesReader.read(out, ReadOptions.standard().withToolkit(toolkit.name()));
            for (int z = 0; z < grid.size().z(); z++) {
                source.scan().volumes().get(0).readSlice(z, a);
                back.scan().volumes().get(0).readSlice(z, b);
                assertArrayEquals(a, b);
            }
        }
        Set<String> errors = Validator.newErrors(SharedData.path("conformance/D34-signed-with-padding"),
                encoding == Encoding.DEFLATED ? inflated(out) : out);
        assertTrue(errors.isEmpty(), errors.toString());
    }

    @ParameterizedTest
    @CsvSource({"open/ct-head-phantom, PLAIN", "open/pet-nema-iq-phantom, PLAIN", "open/mr-epi-sagittal-phantom, PLAIN",
        "conformance/D34-signed-with-padding, PLAIN", "open/ct-head-phantom, RLE",
        "conformance/D34-signed-with-padding, RLE", "open/pet-nema-iq-phantom, DEFLATED",
        "conformance/D34-signed-with-padding, DEFLATED"})
    void oneMultiFrameObjectHoldsTheSameSeries(String name, Encoding encoding) throws IOException {
        SourceSeries source = SeriesReader.read(SharedData.path(name), ReadOptions.standard());
        Scan scan = source.scan();
        double[] a = new double[scan.grid().size().slice()];
        double[] b = a.clone();
        Path out = temp.resolve("multi-frame");
        try (DerivedSeriesWriter writer = DerivedSeriesWriter.open(out, source.templates(), scan.grid(), scan.values(),
                DERIVATION, encoding, Layout.MULTI_FRAME)) {
            for (int z = scan.grid().size().z() - 1; z >= 0; z--) {
                scan.volumes().get(0).readSlice(z, a);
                writer.writeSlice(0, z, a);
            }
            writer.finish();
        }
        try (Stream<Path> files = Files.list(out)) {
            assertEquals(1, files.count());
        }
        assertEquals("MONOCHROME2", SmallSeries.first(out).text(Tag.PHOTOMETRIC), "the only one such objects may have");
        SourceSeries back = SeriesReader.read(out, ReadOptions.standard());
        assertEquals(scan.grid().size(), back.scan().grid().size());
        assertArrayEquals(corner(scan.grid(), 7), corner(back.scan().grid(), 7), 1e-6);
        for (int z = 0; z < scan.grid().size().z(); z++) {
            scan.volumes().get(0).readSlice(z, a);
            back.scan().volumes().get(0).readSlice(z, b);
            assertArrayEquals(a, b, 1e-9);
        }
        Set<String> errors = Validator.newErrors(SharedData.path(name), encoding == Encoding.DEFLATED ? inflated(out) : out);
        assertTrue(errors.isEmpty(), errors.toString());
    }

    @Test
    void theTemplateSurvivesBytesAndRefusesAlteredOnes() throws IOException {
        SourceSeries source = SeriesReader.read(SharedData.path("open/ct-head-phantom"), ReadOptions.standard());
        byte[] bytes = source.template().toBytes();
        SeriesTemplate again = SeriesTemplate.fromBytes(bytes);
        assertArrayEquals(bytes, again.toBytes());
        assertEquals("CT", again.modality());
        assertEquals(source.scan().grid(), again.grid());
        assertThrows(DicomException.class, () -> SeriesTemplate.fromBytes(new byte[0]));
        for (int cut = 1; cut < bytes.length; cut += 97) {
            byte[] shorter = Arrays.copyOf(bytes, bytes.length - cut);
            assertThrows(DicomException.class, () -> SeriesTemplate.fromBytes(shorter));
        }
    }

    @Test
    void anUnfinishedSeriesLeavesNothingBehind() throws IOException {
        SourceSeries source = SeriesReader.read(SharedData.path("open/ct-head-phantom"), ReadOptions.standard());
        Grid grid = source.scan().grid();
        Path out = temp.resolve("unfinished");
        try (DerivedSeriesWriter writer =
                DerivedSeriesWriter.open(out, source.templates(), grid, source.scan().values(), DERIVATION,
                        Encoding.PLAIN, Layout.CLASSIC)) {
            writer.writeSlice(0, 3, new double[grid.size().slice()]);
            assertThrows(DicomException.class, writer::finish);
        }
        try (Stream<Path> left = Files.list(temp)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aFolderWithFilesIsNeverWrittenInto() throws IOException {
        SourceSeries source = SeriesReader.read(SharedData.path("open/ct-head-phantom"), ReadOptions.standard());
        Path out = Files.createDirectory(temp.resolve("full"));
        Files.writeString(out.resolve("note.txt"), "mine");
        DicomException refusal = assertThrows(DicomException.class, () -> DerivedSeriesWriter.open(
                out, source.templates(), source.scan().grid(), source.scan().values(), DERIVATION,
                        Encoding.PLAIN, Layout.CLASSIC));
        assertTrue(refusal.getMessage().contains("exists already"));
        assertFalse(Files.notExists(out.resolve("note.txt")));
    }

    private Path copy(SourceSeries source, Grid target) throws IOException {
        Path out = temp.resolve("derived ä");
        boolean same = target.equals(source.scan().grid());
        double[] slice = new double[target.size().slice()];
        try (DerivedSeriesWriter writer =
                DerivedSeriesWriter.open(out, source.templates(), target, source.scan().values(), DERIVATION,
                        Encoding.PLAIN, Layout.CLASSIC)) {
            for (int z = target.size().z() - 1; z >= 0; z--) {
                if (same) {
                    source.scan().volumes().get(0).readSlice(z, slice);
                }
                writer.writeSlice(0, z, slice);
            }
            writer.finish();
        }
        return out;
    }

    /** dciodvfy reads no deflated files: the same files without that. */
    private Path inflated(Path deflated) throws IOException {
        Path folder = Files.createDirectory(temp.resolve("inflated"));
        try (Stream<Path> files = Files.list(deflated)) {
            for (Path file : files.toList()) {
                DicomObject object = new BuiltinToolkit().parse(file, Limits.STANDARD).toBuilder()
                        .text(Tag.TRANSFER_SYNTAX, Vr.UI, TransferSyntax.EXPLICIT_LITTLE.uid()).build();
                try (OutputStream out = Files.newOutputStream(folder.resolve(file.getFileName()))) {
                    new BuiltinToolkit().write(object, out);
                }
            }
        }
        return folder;
    }
}
