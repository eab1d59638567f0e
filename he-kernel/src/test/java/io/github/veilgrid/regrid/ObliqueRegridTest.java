package io.github.veilgrid.regrid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.Planner;
import io.github.veilgrid.regrid.plan.Preference;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.Kernel;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Turned, tilted and sheared grids, encrypted, against a reference that goes voxel by voxel through patient space. */
class ObliqueRegridTest {

    private static final ValueScale TWELVE_BIT = new ValueScale(1, -1024, 0, 4095);
    private static final ValueScale SIXTEEN_BIT = new ValueScale(1, 0, -32768, 32767);

    private static final Grid SMALL = grid(new Size(20, 18, 8), new double[] {-11, -10, 12},
            new double[][] {{0.9, 0, 0}, {0, 0.9, 0}, {0, 0, 2.5}});
    private static final Grid LARGER = grid(new Size(40, 36, 14), new double[] {-20, -18, 5},
            new double[][] {{0.9, 0, 0}, {0, 0.9, 0}, {0, 0, 2.5}});

    static Stream<Arguments> jobs() {
        Size size = LARGER.size();
        Grid axial = LARGER;
        double tilt = Math.toRadians(14);
        Grid tilted = grid(size, new double[] {-20, -18, 5}, new double[][] {{0.9, 0, 0}, {0, 0.9, 0}, {0, 2.5 * Math.tan(tilt), 2.5}});
        return Stream.of(
                Arguments.of("turned in space", axial, turned(new Size(30, 30, 26), 1.0, 0.3, -0.2, 0.5), TWELVE_BIT),
                Arguments.of("turned in the plane", axial, turned(new Size(34, 34, 13), 1.0, 0, 0, 0.35), TWELVE_BIT),
                Arguments.of("coronal", axial, grid(new Size(36, 30, 32), new double[] {-18, -16, 36},
                        new double[][] {{1, 0, 0}, {0, 0, -1}, {0, 1, 0}}), TWELVE_BIT),
                Arguments.of("gantry tilt taken out", tilted, grid(new Size(38, 40, 30), new double[] {-19, -18, 5},
                        new double[][] {{0.9, 0, 0}, {0, 0.9, 0}, {0, 0, 1}}), TWELVE_BIT),
                Arguments.of("coronal, most slices not needed", grid(new Size(20, 18, 40), new double[] {-20, -18, 5},
                        new double[][] {{0.9, 0, 0}, {0, 0.9, 0}, {0, 0, 0.5}}), grid(new Size(15, 4, 12), new double[] {-18, -16, 23},
                        new double[][] {{1, 0, 0}, {0, 0, -4}, {0, 1, 0}}), TWELVE_BIT),
                Arguments.of("sixteen bits", axial, turned(new Size(20, 20, 12), 1.3, 0.1, 0.2, 0.1), SIXTEEN_BIT),
                Arguments.of("much coarser", axial, turned(new Size(7, 6, 5), 4.5, 0.2, 0.4, -0.3), TWELVE_BIT),
                Arguments.of("four voxels", axial, turned(new Size(2, 2, 1), 1, 0.2, 0.4, -0.3), TWELVE_BIT),
                Arguments.of("beside the scan", axial, turned(new Size(12, 12, 12), 6, 0.6, 0.4, -0.3), TWELVE_BIT));
    }

    /** A grid about the scan's middle, turned about x, y and z by angles in radians. */
    static Grid turned(Size size, double spacing, double x, double y, double z) {
        double[][] m = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        double[] angles = {x, y, z};
        for (int axis = 0; axis < 3; axis++) {
            int a = (axis + 1) % 3;
            int b = (axis + 2) % 3;
            for (double[] v : m) {
                double p = v[a] * Math.cos(angles[axis]) - v[b] * Math.sin(angles[axis]);
                v[b] = v[a] * Math.sin(angles[axis]) + v[b] * Math.cos(angles[axis]);
                v[a] = p;
            }
        }
        double[] origin = {-2, -2, 21};
        for (int axis = 0; axis < 3; axis++) {
            for (int row = 0; row < 3; row++) {
                m[axis][row] *= spacing;
                origin[row] -= m[axis][row] * (size.along(axis) - 1) / 2;
            }
        }
        return grid(size, origin, m);
    }

    static Grid grid(Size size, double[] origin, double[][] step) {
        return Grid.of(size, origin, step[0], step[1], step[2]);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jobs")
    void linearJobsStayWithinTheirBound(String name, Grid source, Grid target, ValueScale values) throws Exception {
        for (TestVolume.Content content : TestVolume.Content.values()) {
            check(source, target, Interpolation.LINEAR, Outside.FILL, values, content, 31);
        }
        check(source, target, Interpolation.LINEAR, Outside.EDGE, values, TestVolume.Content.RANDOM, 32);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jobs")
    void labelsComeBackExactly(String name, Grid source, Grid target, ValueScale values) throws Exception {
        double worst = check(source, target, Interpolation.NEAREST, Outside.FILL, values, TestVolume.Content.RANDOM, 33);
        assertTrue(worst < 0.5 * values.slope(), "labels would not round back: " + worst);
    }

    @ParameterizedTest
    @EnumSource
    void everyInterpolationStaysWithinItsBound(Interpolation interpolation) throws Exception {
        for (TestVolume.Content content : TestVolume.Content.values()) {
            check(SMALL, turned(new Size(9, 8, 7), 1.4, 0.2, -0.1, 0.4), Kernel.of(interpolation), Outside.FILL, TWELVE_BIT, content, 34);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CUBIC", "BSPLINE"})
    void cubicsStayWithinTheirBoundOnSixteenBitsAndBeyondTheHull(Interpolation interpolation) throws Exception {
        Grid target = turned(new Size(20, 18, 16), 1, 0.2, -0.1, 0.4);
        check(SMALL, target, Kernel.of(interpolation), Outside.FILL, SIXTEEN_BIT, TestVolume.Content.EXTREME, 35);
        check(SMALL, target, Kernel.of(interpolation), Outside.ITK, TWELVE_BIT, TestVolume.Content.RANDOM, 36);
    }

    /** One pass and two, each ring dimension, sorted tiles and not. */
    @ParameterizedTest
    @EnumSource(names = {"LINEAR", "CUBIC", "BSPLINE", "LANCZOS3"})
    void everyWayThatThePlannerOffersStaysWithinItsBound(Interpolation interpolation) throws Exception {
        Grid target = turned(new Size(16, 14, 12), 1.3, 0.3, -0.2, 0.5);
        RegridTask task = new RegridTask(LARGER, target, interpolation, Outside.FILL, TWELVE_BIT, -1024, 0.5);
        List<RegridPlan> ways = Planner.ways(task, Preference.BALANCED);
        for (boolean twoPasses : new boolean[] {false, true}) {
            assertTrue(ways.stream().anyMatch(way -> ((AffinePlan) way.wire()).twoPasses() == twoPasses));
        }
        for (TestVolume.Content content : TestVolume.Content.values()) {
            TestVolume volume = TestVolume.of(LARGER.size(), TWELVE_BIT, content, new Random(39));
            WholeJob.Reference expected = DenseReference.turned(task, volume);
            for (RegridPlan way : ways) {
                WholeJob.worstError(way, volume, expected, way.description() + ", " + content + ", seed 39");
            }
        }
    }

    @Test
    void aWayOfLittleMemoryHasBlocksAndGivesTheSame() throws Exception {
        Grid target = turned(new Size(30, 30, 26), 1.0, 0.3, -0.2, 0.5);
        RegridTask task = new RegridTask(LARGER, target, Interpolation.LINEAR, Outside.FILL, TWELVE_BIT, -1024, 0.5);
        RegridPlan balanced = plan(task);
        RegridPlan small = Planner.plan(task, Preference.BALANCED.with(Preference.Aim.MEMORY));
        assertTrue(((AffinePlan) small.wire()).blocks().count() > ((AffinePlan) balanced.wire()).blocks().count(), small.description());
        TestVolume volume = TestVolume.of(LARGER.size(), TWELVE_BIT, TestVolume.Content.EXTREME, new Random(38));
        WholeJob.worstError(small, volume, ClearRegrid.of(task, volume), "blocks");
    }

    @Test
    void whatTouchesPaddingBecomesPadding() throws Exception {
        Size size = SMALL.size();
        Grid target = turned(new Size(16, 16, 14), 1, 0.2, -0.1, 0.4);
        TestVolume whole = TestVolume.of(size, TWELVE_BIT, TestVolume.Content.RANDOM, new Random(36));
        int hole = 9 + 20 * (8 + 18 * 4);
        VoxelSource holed = new VoxelSource() {
            @Override
            public Size size() {
                return size;
            }

            @Override
            public void readSlice(int z, double[] values) {
                whole.readSlice(z, values);
                if (z == 4) {
                    values[hole % size.slice()] = Double.NaN;
                }
            }
        };
        RegridPlan plan = plan(new RegridTask(SMALL, target, Interpolation.LINEAR, Outside.FILL, TWELVE_BIT, -1024, 0.5));
        double[][] result = Walk.through(plan, holed, 2).slices();
        double[] marked = new double[(int) size.voxels()];
        marked[hole] = 1;
        int padded = 0;
        for (int k = 0; k < 14; k++) {
            for (int j = 0; j < 16; j++) {
                for (int i = 0; i < 16; i++) {
                    double touch = ClearRegrid.linear(marked, SMALL, target, i, j, k, 0, false);
                    boolean padding = Double.isNaN(result[k][i + 16 * j]);
                    padded += padding ? 1 : 0;
                    assertEquals(touch > 1e-6, padding, i + "," + j + "," + k);
                }
            }
        }
        assertTrue(padded > 0, "nothing touched the hole: the test tests nothing");
    }

    static RegridPlan plan(RegridTask task) throws Exception {
        RegridPlan plan = Planner.plan(task);
        assertInstanceOf(AffinePlan.class, plan.wire());
        return plan;
    }

    private static double check(Grid source, Grid target, Interpolation interpolation, Outside outside, ValueScale values,
            TestVolume.Content content, int seed) throws Exception {
        RegridTask task = new RegridTask(source, target, interpolation, outside, values, values.minimum(), 0.5);
        TestVolume volume = TestVolume.of(source.size(), values, content, new Random(seed));
        return WholeJob.worstError(plan(task), volume, ClearRegrid.of(task, volume), content + ", seed " + seed);
    }

    static void check(Grid source, Grid target, Kernel kernel, Outside outside, ValueScale values,
            TestVolume.Content content, int seed) throws Exception {
        RegridTask task = new RegridTask(source, target, kernel, outside, values, values.minimum(), 0.5);
        TestVolume volume = TestVolume.of(source.size(), values, content, new Random(seed));
        WholeJob.worstError(plan(task), volume, DenseReference.turned(task, volume), content + ", seed " + seed);
    }
}
