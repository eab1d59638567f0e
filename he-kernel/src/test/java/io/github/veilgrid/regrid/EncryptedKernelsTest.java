package io.github.veilgrid.regrid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.PlanRefusedException;
import io.github.veilgrid.regrid.plan.Planner;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.plan.TargetGrid;
import io.github.veilgrid.regrid.wire.Antialias;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.Kernel;
import io.github.veilgrid.regrid.wire.WirePlan;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** B-splines and antialiasing under encryption: every voxel against dense matrices, within the bound predicted before. */
class EncryptedKernelsTest {

    private static final ValueScale TWELVE_BIT = new ValueScale(1, -1024, 0, 4095);
    private static final ValueScale SIXTEEN_BIT = new ValueScale(1, 0, -32768, 32767);

    static Stream<Arguments> jobs() {
        Kernel spline = Kernel.of(Interpolation.BSPLINE);
        Kernel area = new Kernel(Interpolation.LINEAR, Antialias.AREA);
        Kernel smooth = new Kernel(Interpolation.LINEAR, Antialias.GAUSSIAN);
        Size small = new Size(30, 26, 12);
        return Stream.of(
                Arguments.of("spline, general in the plane", spline, small, spacing(0.684, 0.684, 2.5), spacing(1, 1, 1), TWELVE_BIT),
                Arguments.of("spline, 16 bits", spline, small, spacing(0.684, 0.684, 2.5), spacing(1, 1, 1), SIXTEEN_BIT),
                Arguments.of("spline, slices only", spline, small, spacing(0.9, 0.9, 5), spacing(0, 0, 1), TWELVE_BIT),
                Arguments.of("spline, all axes rational", spline, small, spacing(0.5, 0.5, 2), spacing(1, 0.8, 1), TWELVE_BIT),
                Arguments.of("spline, one slice", spline, new Size(20, 3, 1), spacing(1, 1, 1), spacing(0.7, 0.7, 1), TWELVE_BIT),
                Arguments.of("spline, nothing to do", spline, small, spacing(1, 1, 1), spacing(0, 0, 0), TWELVE_BIT),
                Arguments.of("area, whole ratios", area, small, spacing(1, 1, 2), spacing(2, 3, 4), TWELVE_BIT),
                Arguments.of("area, general", area, small, spacing(0.684, 0.7, 2), spacing(1.5, 2, 3.3), SIXTEEN_BIT),
                Arguments.of("area in the plane, thinner slices", area, small, spacing(0.7, 0.7, 3), spacing(1.6, 1.6, 1.1), TWELVE_BIT),
                Arguments.of("area beside a spline", new Kernel(Interpolation.BSPLINE, Antialias.AREA), small, spacing(0.7, 0.7, 3), spacing(1.6, 1.6, 1.1), TWELVE_BIT),
                Arguments.of("Gaussian, whole ratios", smooth, small, spacing(1, 1, 2), spacing(2, 3, 4), TWELVE_BIT),
                Arguments.of("Gaussian, general", smooth, small, spacing(0.684, 0.7, 2), spacing(1.5, 1.7, 3.3), TWELVE_BIT),
                Arguments.of("Gaussian before a cubic", new Kernel(Interpolation.CUBIC, Antialias.GAUSSIAN), small, spacing(0.684, 0.7, 2), spacing(1.5, 1.1, 1), TWELVE_BIT),
                Arguments.of("Gaussian before a sinc", new Kernel(Interpolation.LANCZOS3, Antialias.GAUSSIAN), small, spacing(1, 1, 2), spacing(1, 1, 5), TWELVE_BIT),
                Arguments.of("Gaussian before a spline", new Kernel(Interpolation.BSPLINE, Antialias.GAUSSIAN), small, spacing(0.7, 0.7, 2), spacing(1.5, 1.7, 1), TWELVE_BIT));
    }

    private static double[] spacing(double x, double y, double z) {
        return new double[] {x, y, z};
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jobs")
    void kernelsStayWithinTheirBound(String name, Kernel kernel, Size size, double[] from, double[] to, ValueScale values)
            throws Exception {
        Grid source = Grid.of(size, new double[] {-73.1, 13.5, 696.2}, new double[] {from[0], 0, 0},
                new double[] {0, from[1], 0}, new double[] {0, 0, from[2]});
        Grid target = TargetGrid.spacing(source, to);
        for (TestVolume.Content content : TestVolume.Content.values()) {
            check(source, target, kernel, Outside.FILL, values, content, 31);
        }
    }

    @Test
    void splinesAreMirroredHalfAVoxelBeyondTheScanAsInItk() throws Exception {
        Grid source = Jobs.axial(new Size(12, 10, 6), 1, 1, 2);
        Grid target = Grid.of(new Size(30, 25, 16), new double[] {-0.75, -0.45, -1.9}, new double[] {0.45, 0, 0},
                new double[] {0, 0.45, 0}, new double[] {0, 0, 0.95});
        check(source, target, Kernel.of(Interpolation.BSPLINE), Outside.ITK, TWELVE_BIT, TestVolume.Content.RANDOM, 32);
        check(source, target, Kernel.of(Interpolation.LINEAR), Outside.ITK, TWELVE_BIT, TestVolume.Content.RANDOM, 33);
    }

    @ParameterizedTest
    @CsvSource({"BSPLINE, NONE", "LINEAR, AREA"})
    void ratiosAreRecognisedThroughTheRoundingOfDecimalStrings(Interpolation interpolation, Antialias antialias) throws Exception {
        double third = 0.66666666666667;
        Grid source = Jobs.axial(new Size(31, 28, 9), third, third, 3);
        Grid target = TargetGrid.spacing(source, spacing(1, 1, 2));
        Kernel kernel = new Kernel(interpolation, antialias);
        RegridPlan plan = Planner.plan(new RegridTask(source, target, kernel, Outside.FILL, TWELVE_BIT, -1024, 0.5));
        for (int axis = 0; axis < 3; axis++) {
            assertEquals(axis < 2 ? 3 : 2, ((WirePlan) plan.wire()).axis(axis).numerator());
            assertEquals(axis < 2 ? 2 : 3, ((WirePlan) plan.wire()).axis(axis).denominator());
        }
        check(source, target, kernel, Outside.FILL, TWELVE_BIT, TestVolume.Content.EXTREME, 34);
    }

    @Test
    void theEdgeOfASplineIsRefusedWithAWayOn() throws Exception {
        Grid source = Jobs.axial(new Size(12, 10, 6), 1, 1, 2);
        RegridTask task = new RegridTask(source, source, Interpolation.BSPLINE, Outside.EDGE, TWELVE_BIT, 0, 0.5);
        assertTrue(assertThrows(PlanRefusedException.class, () -> Planner.plan(task)).getMessage().contains("choose"));
    }

    @Test
    void fartherThanAFilterReachesIsRefusedWithAWayOn() throws Exception {
        Grid source = Jobs.axial(new Size(2, 2, 400), 1, 1, 1);
        Grid target = TargetGrid.spacing(source, spacing(1, 1, 300));
        RegridTask task = new RegridTask(source, target, new Kernel(Interpolation.LINEAR, Antialias.AREA), Outside.FILL,
                TWELVE_BIT, 0, 0.5);
        assertTrue(assertThrows(PlanRefusedException.class, () -> Planner.plan(task)).getMessage().contains("two steps"));
    }

    private static void check(Grid source, Grid target, Kernel kernel, Outside outside, ValueScale values,
            TestVolume.Content content, int seed) throws Exception {
        RegridTask task = new RegridTask(source, target, kernel, outside, values, values.minimum(), 0.5);
        TestVolume volume = TestVolume.of(source.size(), values, content, new Random(seed));
        WholeJob.worstError(Planner.plan(task), volume, DenseReference.alongAxes(task, volume), content + ", seed " + seed);
    }
}
