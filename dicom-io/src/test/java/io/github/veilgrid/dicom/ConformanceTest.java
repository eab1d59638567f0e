package io.github.veilgrid.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.VoxelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hard cases with known voxels and grids: each is read exactly, or refused with words that say why. */
public class ConformanceTest {

    @ParameterizedTest(name = "{0} reads exactly")
    @CsvSource(textBlock = """
            D01-shuffled-names, base, 0
            D02-transfer-syntaxes/implicit-le, base, 0
            D02-transfer-syntaxes/explicit-be, base, 0
            D02-transfer-syntaxes/deflated, base, 0
            D02-transfer-syntaxes/rle, base, 0
            D02-transfer-syntaxes/jpeg-lossless-57, base, 0
            D02-transfer-syntaxes/jpeg-lossless-70, base, 0
            D02-transfer-syntaxes/jpeg-ls-80, base, 0
            D02-transfer-syntaxes/jpeg-ls-near-81, base, 2
            D02-transfer-syntaxes/jpeg2000-90, base, 0
            D02-transfer-syntaxes/jpeg2000-lossy-91, base, 11
            D02-transfer-syntaxes/jpeg-baseline-50, base, 48.3
            D02-transfer-syntaxes/jpeg-extended-51, base, 8
            D07-duplicate-file, base, 0
            D12-scout-in-series, base, 0
            D18-no-slice-thickness, base, 0
            D26-junk-among-files, base, 0
            D27-no-preamble, base, 0
            D33-monochrome1, base, 0
            D34-signed-with-padding, padded, 0
            D37-12-bit-dirty-high-bits, base, 0
            D40-fractional-slope, fractional, 0
            D45-sagittal-orientation, D45, 0
            D47-double-oblique, D47, 0
            D52-non-square-pixels, nonsquare, 0
            D54-one-slice, one, 0
            D60-legacy-enhanced-ct, base, 0
            D67-unicode-names, base, 0
            """)
    void readsExactly(String name, String truth, double tolerance) throws IOException {
        SourceSeries series = SeriesReader.read(SharedData.path("conformance/" + name), ReadOptions.standard());
        assertGrid(truth, series.scan().grid());
        assertVoxels(truth, series, tolerance);
    }

    @ParameterizedTest(name = "{0} is refused: {1}")
    @CsvSource(textBlock = """
            D04-missing-middle-slice, 1 slice is missing
            D09-variable-spacing, not evenly spaced
            D13-no-pixel-spacing, no Pixel Spacing
            D15-no-position, no Image Position
            D20-one-slice-smaller, another image size
            D24-one-slice-other-orientation, another orientation
            D25-one-truncated, damaged or cut short
            D30-unknown-transfer-syntax, 1.2.840.10008.1.2.9
            D42-zero-slope, Rescale Slope of 0
            D51-nonorthogonal-orientation, not perpendicular
            D57-two-time-points, choose one with --volume
            D58-two-series-one-folder, choose one with --series
            D63-enhanced-mixed-orientation, another orientation
            D65-rgb-series, colour (RGB)
            R05-dicomdir-dangling, none of which are there
            R10-mr-4d-fmri, 10 volumes
            R12-mr-mosaic-9-syntaxes/1.dcm, mosaic
            R17-enhanced-mr-fieldmap, 2 volumes
            R21-enhanced-mr-6-syntaxes/emri_small.dcm, describes 0
            R28-colour-and-palette/examples_rgb_color.dcm, Ultrasound
            R32-overlay-and-luts/mlut_18.dcm, Secondary Capture
            R27-monochrome1-single, no CT
            R28-colour-and-palette, no CT
            R33-deflated, no CT
            R34-dicomdir-variants/DICOMDIR-nooffset, name the folder it lies in
            R34-dicomdir-variants/DICOMDIR-empty.dcm, names no file
            R37-pet-singles, choose one with --series
            """)
    void refusesWithTheReason(String name, String reason) {
        Path folder = SharedData.path("conformance/" + name);
        DicomException refusal = assertThrows(DicomException.class,
                () -> SeriesReader.read(folder, ReadOptions.standard()));
        assertTrue(refusal.getMessage().contains(reason), refusal.getMessage());
        assertTrue(refusal.getMessage().endsWith("."), refusal.getMessage());
    }

    @Test
    void aTiltedGantryGivesAShearedGridAndSaysSo() throws IOException {
        SourceSeries series = SeriesReader.read(SharedData.path("conformance/D53-gantry-tilt"), ReadOptions.standard());
        assertEquals(Math.sin(Math.toRadians(20)), series.scan().grid().shear(), 1e-3);
        assertTrue(series.remarks().toString().contains("gantry tilt"), series.remarks().toString());
        SourceSeries real = SeriesReader.read(
                SharedData.path("conformance/R02-ct-gantry-tilt-pos16"), ReadOptions.standard());
        assertEquals(Math.sin(Math.toRadians(16.5)), real.scan().grid().shear(), 1e-2);
    }

    @Test
    void theAxialSeriesOfAVendorTreeIsReadAndTheRestIsNamed() throws IOException {
        SourceSeries series = SeriesReader.read(
                SharedData.path("conformance/R04-ct-study-tree-with-scout-and-sc"), ReadOptions.standard());
        assertEquals(10, series.scan().grid().size().z());
        assertTrue(series.remarks().size() >= 4, series.remarks().toString());
    }

    @Test
    void fractionalSlopesAndNonSquarePixelsOfAnObliqueMrAreRead() throws IOException {
        SourceSeries series = SeriesReader.read(
                SharedData.path("conformance/R24-mr-nonsquare-fractional-slope"), ReadOptions.standard());
        Grid grid = series.scan().grid();
        assertEquals("64 x 28 x 4", grid.size().toString());
        assertEquals(4.0, grid.spacing(1), 1e-6);
        assertEquals(6.4, grid.spacing(0), 1e-4);
        assertEquals(65535, series.scan().values().storedMax(), "rescales vary: one quantum of range / 65535");
    }

    @Test
    void anEnhancedSeriesHasTheGridOfItsClassicExport() throws IOException {
        Path folder = SharedData.path("conformance/R19-enhanced-mr-sagittal");
        Path enhanced;
        try (Stream<Path> files = Files.list(folder)) {
            enhanced = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        Grid one = SeriesReader.read(enhanced, ReadOptions.standard()).scan().grid();
        Grid other = SeriesReader.read(folder.resolve("classic"), ReadOptions.standard()).scan().grid();
        assertEquals("86 x 86 x 63", one.size().toString());
        assertEquals(other.size(), one.size());
        for (int axis = 0; axis < 3; axis++) {
            assertEquals(other.spacing(axis), one.spacing(axis), 1e-6);
        }
    }

    @Test
    void jpeg2000InManyFragmentsIsRead() throws IOException {
        SourceSeries series = SeriesReader.read(
                SharedData.path("conformance/R36-jpeg2000-t1"), ReadOptions.standard());
        assertEquals("128 x 128 x 24", series.scan().grid().size().toString());
        series.scan().volumes().get(0).readSlice(23, new double[128 * 128]);
    }

    @Test
    void aChosenTimePointIsRead() throws IOException {
        Path folder = SharedData.path("conformance/D57-two-time-points");
        for (int volume = 0; volume < 2; volume++) {
            SourceSeries series = SeriesReader.read(folder, ReadOptions.standard().withVolume(volume));
            assertEquals(11, series.scan().grid().size().z());
        }
        assertThrows(DicomException.class, () -> SeriesReader.read(folder, ReadOptions.standard().withVolume(2)));
    }

    @Test
    void allTimePointsAreReadAsOneScanAndDifferentQuantitiesAreNot() throws IOException {
        SourceSeries series = SeriesReader.read(
                SharedData.path("conformance/R10-mr-4d-fmri"), ReadOptions.standard().withAllVolumes());
        assertEquals(10, series.scan().volumes().size());
        assertEquals("64 x 64 x 15", series.scan().grid().size().toString());
        assertEquals(10, series.labels().stream().distinct().count());
        DicomException refusal = assertThrows(DicomException.class, () -> SeriesReader.read(
                SharedData.path("conformance/R17-enhanced-mr-fieldmap"), ReadOptions.standard().withAllVolumes()));
        assertTrue(refusal.getMessage().contains("different quantities"), refusal.getMessage());
    }

    @Test
    void aChosenSeriesIsReadExactly() throws IOException {
        SourceSeries series = SeriesReader.read(
                SharedData.path("conformance/D58-two-series-one-folder"), ReadOptions.standard().withSeries("#1"));
        assertGrid("base", series.scan().grid());
        assertVoxels("base", series, 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/DICOMDIR", "/DICOMDIR-bigEnd", "/DICOMDIR-implicit", "/DICOMDIR-nopatient",
        "/DICOMDIR-reordered", ""})
    void aDirectoryLeadsToItsFilesAndItsFolderNeedsNone(String name) throws IOException {
        SeriesSummary five = SeriesReader.survey(
                SharedData.path("conformance/R34-dicomdir-variants" + name), ReadOptions.standard()).series().stream()
                .filter(series -> series.modality().equals("CT") && series.images() == 5).findFirst().orElseThrow();
        assertEquals(Optional.empty(), five.refusal());
        assertEquals(5, five.grid().orElseThrow().size().z());
    }

    private static void assertGrid(String truth, Grid grid) throws IOException {
        Path json = SharedData.path("truth/" + truth + ".json");
        double[] size = SharedData.json(json, "size_xyz");
        double[] origin = SharedData.json(json, "origin_lps");
        double[] spacing = SharedData.json(json, "spacing_xyz");
        double[] rows = SharedData.json(json, "direction_rows");
        for (int axis = 0; axis < 3; axis++) {
            assertEquals((int) size[axis], grid.size().along(axis));
        }
        for (int corner = 0; corner < 8; corner++) {
            double[] index = {(corner & 1) * (size[0] - 1), (corner >> 1 & 1) * (size[1] - 1),
                (corner >> 2) * (size[2] - 1)};
            double[] position = grid.position(index[0], index[1], index[2]);
            for (int row = 0; row < 3; row++) {
                double expected = origin[row];
                for (int axis = 0; axis < 3; axis++) {
                    expected += rows[3 * axis + row] * spacing[axis] * index[axis];
                }
                assertEquals(expected, position[row], 1e-6, truth + " corner " + corner);
            }
        }
    }

    private static void assertVoxels(String truth, SourceSeries series, double tolerance) throws IOException {
        double[] expected = SharedData.npy(SharedData.path("truth/" + truth + ".npy"));
        VoxelSource volume = series.scan().volumes().get(0);
        double[] slice = new double[volume.size().slice()];
        int padding = 0;
        for (int z = 0; z < volume.size().z(); z++) {
            volume.readSlice(z, slice);
            for (int i = 0; i < slice.length; i++) {
                double wanted = expected[z * slice.length + i];
                if (Double.isNaN(slice[i])) {
                    padding++;
                    assertEquals(series.scan().fill(), wanted, "padding stands only where the file says so");
                } else {
                    assertEquals(wanted, slice[i], tolerance, "slice " + z + " voxel " + i);
                }
            }
        }
        assertEquals(truth.equals("padded"), padding > 0);
    }
}
