package io.github.veilgrid.regrid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.regrid.plan.PrivateTilings;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A map that only the remote party knows: every voxel against a float64 reference, within the bound of the plan. */
class PrivateRegridTest {

    private static final long SEED = 7;

    @ParameterizedTest
    @CsvSource({
        "40, 36, 3, 40, 36, LINEAR, RANDOM, 2.0, 1.01, 0.7, -1.3",
        "40, 36, 1, 40, 36, LINEAR, EXTREME, 0, 1, 0.5, 0.5",
        "33, 47, 2, 50, 29, LINEAR, SMOOTH, -3.0, 0.97, -2.2, 1.9",
        "50, 21, 2, 23, 40, CUBIC, RANDOM, 3.0, 1.05, 0.3, 1.2",
        "31, 30, 2, 31, 30, CUBIC, EXTREME, -3.0, 1, 0.5, -0.5",
        "35, 35, 2, 41, 33, NEAREST, RANDOM, 5.0, 0.97, 0.25, 0.6",
        "1, 30, 2, 1, 44, LINEAR, RANDOM, 0, 1, 0, 3.3",
        "20, 20, 1, 20, 20, LINEAR, RANDOM, 0, 1, -4.0000000000000009, 4.0000000000000009",
    })
    void everyVoxelIsWithinThePlansBound(int nx, int ny, int nz, int width, int height, Interpolation interpolation,
            TestVolume.Content content, double degrees, double zoom, double moveX, double moveY) throws Exception {
        Size size = new Size(nx, ny, nz);
        RegridPlan plan = PrivateJobs.plan(size, width, height, 4, interpolation);
        double[] map = PrivateJobs.map(size, width, height, degrees, zoom, moveX, moveY);
        requireWithinBound(plan, TestVolume.of(size, Jobs.TWELVE_BIT, content, new Random(SEED)), map, -1024);
    }

    private static void requireWithinBound(RegridPlan plan, TestVolume volume, double[] map, double fill) throws Exception {
        Walk.Result result = Walk.through(plan, volume, 2, wire -> PrivateJobs.of(map));
        double worst = worst(plan, volume, map, fill, result.slices());
        System.out.println(plan.description() + ": error at most " + worst + ", bound " + plan.predictedBound());
        assertTrue(worst <= plan.predictedBound(), worst + " above " + plan.predictedBound() + ", seed " + SEED);
        assertTrue(plan.predictedBound() <= 0.5 * plan.task().values().slope());
        assertEquals(plan.bytesUp(), result.bytesUp());
        assertEquals(plan.bytesDown(), result.bytesDown());
    }

    private static double worst(RegridPlan plan, TestVolume volume, double[] map, double fill, double[][] slices) {
        int width = plan.task().target().size().x();
        double worst = 0;
        for (int z = 0; z < slices.length; z++) {
            for (int i = 0; i < slices[z].length; i++) {
                double expected = PrivateJobs.reference(volume, map, i % width, i / width, z,
                        plan.task().interpolation(), fill);
                worst = Math.max(worst, Math.abs(slices[z][i] - expected));
            }
        }
        return worst;
    }

    /**
     * Tiles of several pixels that hang over the end, and more slices than one block holds; weights that repeat in the slots
     * after one slice, several or all of them; rows of answers worked on two at a time, one, and in parts.
     */
    @ParameterizedTest
    @CsvSource({
        "33, 47, 50, 29, 7, 4, 2, 128, LINEAR", "33, 47, 50, 29, 7, 4, 3, 256, LINEAR", "44, 30, 20, 41, 20, 6, 3, 128, CUBIC",
        "44, 30, 20, 41, 20, 6, 3, 8192, CUBIC", "30, 30, 30, 30, 4, 30, 5, 128, NEAREST", "30, 30, 30, 30, 4, 1, 1, 1024, LINEAR",
        "44, 20, 47, 20, 47, 3, 2, 8192, LINEAR",
    })
    void tilesAndBlocksFitTogether(int nx, int ny, int width, int height, int tileX, int tileY, int slicesInBlock, int period,
            Interpolation interpolation) throws Exception {
        Size size = new Size(nx, ny, 5);
        RegridPlan plan = PrivateTilings.of(PrivateJobs.plan(size, width, height, 3, interpolation, Jobs.TWELVE_BIT, -1024, 0.01),
                tileX, tileY, slicesInBlock, period);
        double[] map = PrivateJobs.map(size, width, height, 2, 1.02, -0.6, 0.9);
        TestVolume volume = TestVolume.of(size, Jobs.TWELVE_BIT, TestVolume.Content.RANDOM, new Random(SEED));
        Walk.Result result = Walk.through(plan, volume, 2, wire -> PrivateJobs.of(map));
        double worst = worst(plan, volume, map, -1024, result.slices());
        assertTrue(worst <= plan.predictedBound() && worst < 10, worst + " above " + plan.predictedBound());
        assertEquals(plan.bytesUp(), result.bytesUp());
        assertEquals(plan.bytesDown(), result.bytesDown());
    }

    /** Sixteen bits, signed, with a slope: answers take more bits than one prime can decrypt. */
    @Test
    void sixteenBitsTakeLongerAnswers() throws Exception {
        Size size = new Size(24, 26, 2);
        ValueScale values = new ValueScale(0.5, 10, -32768, 32767);
        RegridPlan plan = PrivateJobs.plan(size, 20, 31, 2, Interpolation.LINEAR, values, 0, 0.5);
        assertTrue(((PrivatePlan) plan.wire()).answerForm().maskBits() > 35, plan.description());
        double[] map = PrivateJobs.map(size, 20, 31, 1, 1, 0.4, 0.3);
        requireWithinBound(plan, TestVolume.of(size, values, TestVolume.Content.EXTREME, new Random(SEED)), map, 0);
    }

    /** Labels come back as they were, and none that was not there. */
    @Test
    void labelsStayLabels() throws Exception {
        Size size = new Size(30, 30, 2);
        ValueScale labels = new ValueScale(1, 0, 0, 9);
        RegridPlan plan = PrivateJobs.plan(size, 30, 30, 3, Interpolation.NEAREST, labels, 0, 0.5);
        TestVolume volume = TestVolume.of(size, labels, TestVolume.Content.RANDOM, new Random(SEED));
        double[] map = PrivateJobs.map(size, 30, 30, 4, 1, 0.1, 0.7);
        double[][] slices = Walk.through(plan, volume, 1, wire -> PrivateJobs.of(map)).slices();
        for (double[] slice : slices) {
            Arrays.setAll(slice, i -> Math.rint(slice[i]));
        }
        assertEquals(0, worst(plan, volume, map, 0, slices));
    }

    /** Padding is no measurement and has no place of its own in the result: it counts as fill. */
    @Test
    void paddingAndWhatLiesOutsideAreFill() throws Exception {
        Size size = new Size(20, 20, 1);
        RegridPlan plan = PrivateJobs.plan(size, 20, 20, 8, Interpolation.LINEAR);
        double[] voxels = new double[400];
        double[] asFill = new double[400];
        Arrays.fill(voxels, 500);
        Arrays.fill(asFill, 500);
        voxels[210] = Double.NaN;
        asFill[210] = -1024;
        double[] map = PrivateJobs.map(size, 20, 20, 0, 1, 7.5, 0);
        double[][] slices = Walk.through(plan, new TestVolume(size, voxels), 1, wire -> PrivateJobs.of(map)).slices();
        assertTrue(worst(plan, new TestVolume(size, asFill), map, -1024, slices) <= plan.predictedBound());
        assertEquals(-1024, slices[0][19], plan.predictedBound());
    }
}
