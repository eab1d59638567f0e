package io.github.veilgrid.fiji;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.util.DicomTools;
import io.github.veilgrid.reference.PlainVolume;
import io.github.veilgrid.reference.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.command.DynamicCommand;

/** The command as Fiji runs it without a display. */
class RegridSeriesTest {

    private final Commands commands = new Commands();

    @TempDir
    private Path temp;

    @AfterEach
    void dispose() {
        commands.close();
    }

    private DynamicCommand run(Path input, Path output, Object... more) throws Exception {
        List<Object> inputs = new ArrayList<>(List.of("input", input.toFile(), "output", output.toFile()));
        inputs.addAll(List.of(more));
        return commands.run(RegridSeries.class, inputs.toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ct-skull", "mr-brain"})
    void theResultIsACalibratedStackOfTheWrittenValues(String name) throws Exception {
        Path output = temp.resolve("out");
        DynamicCommand module = run(TestData.sample(name), output, "spacing", "1 1 1");
        assertFalse(module.isCanceled(), module.getCancelReason());
        ImagePlus image = (ImagePlus) module.getOutput("result");
        PlainVolume written = PlainVolume.read(output);
        assertEquals(written.size()[0], image.getWidth());
        assertEquals(written.size()[1], image.getHeight());
        assertEquals(written.size()[2], image.getStackSize());
        Calibration calibration = image.getCalibration();
        assertEquals("mm", calibration.getUnit());
        assertEquals(1, calibration.pixelDepth, 1e-9);
        for (int z = 0; z < written.size()[2]; z += 10) {
            image.setSlice(z + 1);
            for (int i = 0; i < written.slices()[z].length; i += 37) {
                double shown = calibration.getCValue(image.getProcessor().get(i));
                assertEquals(written.slices()[z][i], shown, 1e-6, "slice " + z);
            }
        }
        assertNotNull(DicomTools.getTag(image, "0020,0037"), "direction cosines in Info");
        assertTrue(image.getStack().getSliceLabel(1).contains("\n"), "labels carry the header, as ImageJ's do");
        assertTrue(image.getDisplayRangeMax() > image.getDisplayRangeMin());
    }

    @Test
    void theOriginIsWherePatientZeroLies() throws Exception {
        DynamicCommand module = run(TestData.sample("mr-brain"), temp.resolve("out"), "spacing", "2");
        Calibration calibration = ((ImagePlus) module.getOutput("result")).getCalibration();
        PlainVolume source = PlainVolume.read(TestData.sample("mr-brain"));
        // Rows run to the back (+y), columns downwards (-z), slices to the right (-x).
        assertEquals(-source.origin()[1] / 2, calibration.xOrigin, 1e-6);
        assertEquals(source.origin()[2] / 2, calibration.yOrigin, 1e-6);
        assertEquals(Math.abs(source.origin()[0]) / 2, Math.abs(calibration.zOrigin), 1e-6);
    }

    @Test
    void aSeriesOfAFolderCanBeChosenAndAnothersGridVouchedFor() throws Exception {
        DynamicCommand ambiguous = run(TestData.project().resolve("sample-scans"), temp.resolve("out"));
        assertTrue(ambiguous.isCanceled(), "two series, none chosen");
        DynamicCommand chosen = run(TestData.project().resolve("sample-scans"), temp.resolve("out"),
                "choice", "#2", "spacing", "4");
        assertFalse(chosen.isCanceled(), chosen.getCancelReason());
        DynamicCommand stated = run(TestData.sample("ct-skull"), temp.resolve("ct"),
                "like", TestData.sample("mr-brain").toFile());
        assertTrue(stated.getCancelReason().contains("frame of reference"), stated.getCancelReason());
        DynamicCommand vouched = run(TestData.sample("ct-skull"), temp.resolve("ct"),
                "like", TestData.sample("mr-brain").toFile(), "space", "vouched");
        assertFalse(vouched.isCanceled(), vouched.getCancelReason());
        assertArrayEquals(PlainVolume.read(TestData.sample("mr-brain")).size(),
                PlainVolume.read(temp.resolve("ct")).size());
        DynamicCommand volume = run(TestData.sample("ct-skull"), temp.resolve("none"), "volume", "first");
        assertTrue(volume.getCancelReason().contains("counted from 0"), volume.getCancelReason());
    }

    @Test
    void allTimePointsOpenAsFrames() throws Exception {
        Path series = TestData.shared("conformance/D57-two-time-points");
        DynamicCommand both = run(series, temp.resolve("both"), "spacing", "1", "volume", "all");
        assertFalse(both.isCanceled(), both.getCancelReason());
        ImagePlus image = (ImagePlus) both.getOutput("result");
        assertEquals(2, image.getNFrames());
        for (int frame = 1; frame <= 2; frame++) {
            DynamicCommand one = run(series, temp.resolve("one" + frame), "spacing", "1", "volume", "" + (frame - 1));
            ImagePlus alone = (ImagePlus) one.getOutput("result");
            assertEquals(alone.getNSlices(), image.getNSlices());
            for (int z = 1; z <= alone.getNSlices(); z++) {
                float[] expected = (float[]) alone.getStack().getProcessor(z).convertToFloat().getPixels();
                int index = image.getStackIndex(1, z, frame);
                float[] found = (float[]) image.getStack().getProcessor(index).convertToFloat().getPixels();
                assertArrayEquals(expected, found, 1, "frame " + frame + ", slice " + z);
            }
        }
    }

    @Test
    void aResultMayBeANiftiFile() throws Exception {
        Path output = temp.resolve("brain.nii.gz");
        DynamicCommand module = run(TestData.sample("mr-brain"), output, "spacing", "4");
        assertFalse(module.isCanceled(), module.getCancelReason());
        assertTrue(Files.size(output) > 1000);
    }

    @Test
    void aRefusalCancelsWithItsSentenceAndLeavesNothing() throws Exception {
        DynamicCommand module = run(temp.resolve("none"), temp.resolve("out"));
        assertTrue(module.isCanceled());
        assertTrue(module.getCancelReason().contains("does not exist"), module.getCancelReason());
        assertFalse(Files.exists(temp.resolve("out")));
    }

    @Test
    void anotherAimLeadsToAnotherPlanAndAnUnknownOneToASentence() throws Exception {
        String balanced = planned();
        assertEquals(balanced, planned("prefer", "balance", "bandwidth", 200.0));
        assertTrue(planned("prefer", "memory").contains("--prefer memory"));
        assertTrue(planned("bandwidth", 5.0).contains("at 5 Mbit/s"));
        DynamicCommand unknown = commands.run(PlanRegridding.class, "input", TestData.sample("mr-brain").toFile(),
                "prefer", "beauty");
        assertTrue(unknown.getCancelReason().contains("choose one of balance, bytes, time, memory"), unknown.getCancelReason());
    }

    private String planned(Object... more) throws Exception {
        List<Object> inputs = new ArrayList<>(List.of("input", TestData.sample("mr-brain").toFile()));
        inputs.addAll(List.of(more));
        DynamicCommand module = commands.run(PlanRegridding.class, inputs.toArray());
        assertFalse(module.isCanceled(), module.getCancelReason());
        return (String) module.getOutput("plan");
    }

    @Test
    void nonsenseSpacingCancelsWithASentence() throws Exception {
        DynamicCommand module = run(TestData.sample("mr-brain"), temp.resolve("out"), "spacing", "one");
        assertTrue(module.isCanceled());
        assertTrue(module.getCancelReason().contains("not understood"), module.getCancelReason());
    }
}
