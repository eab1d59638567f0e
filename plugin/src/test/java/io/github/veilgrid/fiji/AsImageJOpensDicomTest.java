package io.github.veilgrid.fiji;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.plugin.FolderOpener;
import ij.util.DicomTools;
import io.github.veilgrid.app.Cancellation;
import io.github.veilgrid.app.GridTarget;
import io.github.veilgrid.app.Progress;
import io.github.veilgrid.app.RegridJob;
import io.github.veilgrid.app.RegridRequest;
import io.github.veilgrid.app.RegridResult;
import io.github.veilgrid.reference.TestData;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we open against what ImageJ's own DICOM opener shows, of the source and of the derived series. */
class AsImageJOpensDicomTest {

    @TempDir
    private Path temp;

    private static Path series(String name) {
        return name.contains("/") ? TestData.shared(name) : TestData.sample(name);
    }

    private RegridResult regrid(Path series, double spacing) throws Exception {
        return RegridJob.run(RegridRequest.of(series, new GridTarget.Spacing(spacing, spacing, spacing))
                .output(temp.resolve("out")).build(), Progress.SILENT, new Cancellation());
    }

    private static ImagePlus asImageJ(Path folder) {
        return FolderOpener.open(folder.toString());
    }

    private static void assertSameValues(ImagePlus expected, ImagePlus found, boolean toTheBit) {
        assertEquals(expected.getStackSize(), found.getStackSize());
        assertEquals(expected.getBitDepth(), found.getBitDepth());
        for (int z = 1; z <= expected.getStackSize(); z++) {
            short[] here = (short[]) expected.getStack().getProcessor(z).getPixels();
            short[] there = (short[]) found.getStack().getProcessor(z).getPixels();
            if (toTheBit) {
                assertArrayEquals(here, there, "slice " + z);
            }
            for (int i = 0; i < here.length; i++) {
                assertEquals(expected.getCalibration().getCValue(here[i] & 0xFFFF),
                        found.getCalibration().getCValue(there[i] & 0xFFFF), 1e-9, "voxel " + i + " of slice " + z);
            }
        }
    }

    private static void assertSameCalibration(ImagePlus expected, ImagePlus found) {
        Calibration here = expected.getCalibration();
        Calibration there = found.getCalibration();
        assertEquals(here.getFunction(), there.getFunction());
        assertArrayEquals(here.getCoefficients(), there.getCoefficients());
        assertEquals(here.getValueUnit(), there.getValueUnit());
        assertEquals(here.getUnit(), there.getUnit());
        assertEquals(here.pixelWidth, there.pixelWidth, 1e-6);
        assertEquals(here.pixelHeight, there.pixelHeight, 1e-6);
    }

    private static void assertSameWindow(ImagePlus expected, ImagePlus found) {
        expected.setSlice(found.getCurrentSlice());
        assertEquals(expected.getDisplayRangeMin(), found.getDisplayRangeMin(), 1e-9);
        assertEquals(expected.getDisplayRangeMax(), found.getDisplayRangeMax(), 1e-9);
    }

    private static String firstLine(ImagePlus image) {
        String label = image.getStack().getSliceLabel(1);
        return label.substring(0, label.indexOf('\n') + 1);
    }

    private static double[] directions(ImagePlus image) {
        return Arrays.stream(DicomTools.getTag(image, "0020,0037").strip().split("\\\\"))
                .mapToDouble(Double::parseDouble).toArray();
    }

    /** Regridding onto the scan's own grid changes nothing, so ImageJ must show source and result alike. */
    @ParameterizedTest
    @ValueSource(strings = {"ct-skull", "mr-brain", "open/mr-t1-oblique-defaced", "conformance/D34-signed-with-padding"})
    void onItsOwnGridAScanLooksAsImageJShowsTheSource(String name) throws Exception {
        Path source = series(name);
        RegridResult done = regrid(source, 0);
        ImagePlus expected = asImageJ(source);
        ImagePlus found = DerivedSeriesOpener.open(done);
        assertSameValues(expected, found, false);
        assertSameCalibration(expected, found);
        assertEquals(expected.getCalibration().pixelDepth, found.getCalibration().pixelDepth,
                name.startsWith("open/") || name.equals("mr-brain") ? 10 : 1e-6, "ImageJ may take slice thickness for it");
        if (DicomTools.getTag(expected, "0028,1050") != null) {
            assertSameWindow(expected, found);
        }
        assertEquals("00001.dcm\n", firstLine(found), "a label is the file's name, then the header");
        assertTrue(source.resolve(firstLine(expected).strip()).toFile().isFile(), "as ImageJ's are");
        assertArrayEquals(directions(expected), directions(found), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ct-skull", "conformance/D34-signed-with-padding"})
    void aDerivedSeriesIsWhatImageJOpensByItself(String name) throws Exception {
        RegridResult done = regrid(series(name), 1.5);
        ImagePlus expected = asImageJ(done.output());
        ImagePlus found = DerivedSeriesOpener.open(done);
        assertSameValues(expected, found, true);
        assertSameCalibration(expected, found);
        assertEquals(expected.getCalibration().pixelDepth, found.getCalibration().pixelDepth, 1e-6);
        assertSameWindow(expected, found);
        for (int z = 1; z <= expected.getStackSize(); z++) {
            assertEquals(expected.getStack().getSliceLabel(z), found.getStack().getSliceLabel(z));
        }
    }

    @Test
    void whatDoesNotFitOpensAsAVirtualStackOfTheSameValues() throws Exception {
        RegridResult done = regrid(TestData.sample("ct-skull"), 1.5);
        ImagePlus inMemory = DerivedSeriesOpener.open(done.output(), done.report().output(), 1, Long.MAX_VALUE);
        ImagePlus virtual = DerivedSeriesOpener.open(done.output(), done.report().output(), 1, 1000);
        assertFalse(inMemory.getStack().isVirtual());
        assertTrue(virtual.getStack().isVirtual());
        assertSameValues(inMemory, virtual, true);
        assertSameCalibration(inMemory, virtual);
        assertSameWindow(inMemory, virtual);
        Calibration here = inMemory.getCalibration();
        Calibration there = virtual.getCalibration();
        assertEquals(here.pixelDepth, there.pixelDepth, 1e-12);
        assertArrayEquals(new double[] {here.xOrigin, here.yOrigin, here.zOrigin},
                new double[] {there.xOrigin, there.yOrigin, there.zOrigin}, 1e-9);
        assertEquals(there.pixelDepth, 1.5, 1e-9);
        virtual.setSlice(7);
        inMemory.setSlice(7);
        assertEquals(inMemory.getStack().getSliceLabel(7).strip(), virtual.getStack().getSliceLabel(7).strip());
        assertNotNull(DicomTools.getTag(virtual, "0020,0037"), "direction cosines");
        assertEquals(inMemory.getProcessor().getPixelValue(50, 60), virtual.getProcessor().getPixelValue(50, 60), 0);
    }
}
