package io.github.veilgrid.regrid;

import static io.github.veilgrid.regrid.Jobs.TWELVE_BIT;
import static io.github.veilgrid.regrid.ObliqueRegridTest.check;
import static io.github.veilgrid.regrid.ObliqueRegridTest.grid;
import static io.github.veilgrid.regrid.ObliqueRegridTest.plan;
import static io.github.veilgrid.regrid.ObliqueRegridTest.turned;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.PlanRefusedException;
import io.github.veilgrid.regrid.plan.Planner;
import io.github.veilgrid.regrid.plan.Preference;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.plan.TargetGrid;
import io.github.veilgrid.regrid.plan.TurnedGrid;
import io.github.veilgrid.regrid.wire.Antialias;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.Kernel;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** B-splines and filters on turned targets, encrypted, against SciPy and dense rows of weights. */
class ObliqueKernelsTest {

    /** Values of {@code scipy.ndimage.affine_transform(v, m, o, order=3, mode="mirror")} (SciPy 1.17), {@code order=1} beside. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0, 48.1896965633107, 86.524", "6, 1, 0, 909.2347893968957, 985.00655",
        "3, 3, 2, 1444.282440348668, 1502.37773", "2, 5, 3, 2427.0917535215826, 2378.71562",
        "5, 2, 4, 1392.9849980170934, 1411.0158", "6, 5, 1, 536.4621328108138, 1072.20298",
        "4, 4, 4, 2265.948818052795, 2455.64384"})
    void splinesAndLinesAreThoseOfScipy(int x, int y, int z, double spline, double linear) throws Exception {
        Size size = new Size(9, 8, 7);
        double[] voxels = new double[(int) size.voxels()];
        for (int i = 0; i < voxels.length; i++) {
            int u = i % 9;
            int v = i / 9 % 8;
            int w = i / 72;
            voxels[i] = (37 * u + 91 * v * v + 53 * w + 17 * u * v * w) % 4096;
        }
        Grid source = Jobs.axial(size, 1, 1, 1);
        Grid target = grid(new Size(7, 6, 5), new double[] {0.4, 0.6, 0.3},
                new double[][] {{0.9, 0.21, -0.05}, {-0.25, 0.85, 0.3}, {0.12, -0.3, 0.7}});
        ValueScale values = new ValueScale(1, 0, 0, 4095);
        for (Interpolation interpolation : new Interpolation[] {Interpolation.BSPLINE, Interpolation.LINEAR}) {
            RegridPlan plan = plan(new RegridTask(source, target, interpolation, Outside.FILL, values, 0, 0.05));
            double[][] result = Walk.through(plan, new TestVolume(size, voxels), 1).slices();
            assertEquals(interpolation == Interpolation.LINEAR ? linear : spline, result[z][x + 7 * y], plan.predictedBound());
        }
    }

    static Stream<Arguments> filters() {
        Size size = new Size(30, 26, 12);
        Grid thick = grid(size, new double[] {-12, -11, 12}, new double[][] {{0.7, 0, 0}, {0, 0.7, 0}, {0, 0, 2}});
        Grid tilted = grid(size, new double[] {-12, -14, 12}, new double[][] {{0.7, 0, 0}, {0, 0.7, 0}, {0, 0.5, 2}});
        return Stream.of(
                Arguments.of("area, twice and thrice as coarse", thick, turned(new Size(9, 8, 7), 2.1, 0.2, -0.1, 0.4), Antialias.AREA, Interpolation.LINEAR),
                Arguments.of("area beside a sinc", thick, turned(new Size(10, 9, 8), 1.6, 0.1, -0.1, 0.3), Antialias.AREA, Interpolation.LANCZOS3),
                Arguments.of("area beside a spline", thick, turned(new Size(10, 9, 8), 1.6, 0.1, -0.1, 0.3), Antialias.AREA, Interpolation.BSPLINE),
                Arguments.of("Gaussian", thick, turned(new Size(8, 7, 6), 2.3, 0.3, 0.2, 0.1), Antialias.GAUSSIAN, Interpolation.LINEAR),
                Arguments.of("Gaussian before a spline", thick, turned(new Size(7, 6, 6), 1.5, 0.3, 0.2, 0.1), Antialias.GAUSSIAN, Interpolation.BSPLINE),
                Arguments.of("Gaussian before a cubic, tilted scan", tilted, grid(new Size(12, 11, 9), new double[] {-11, -10, 14},
                        new double[][] {{1.4, 0, 0}, {0, 1.3, 0}, {0, 0, 2}}), Antialias.GAUSSIAN, Interpolation.CUBIC));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("filters")
    void filtersAlongTheScansAxesStayWithinTheirBound(String name, Grid source, Grid target, Antialias antialias,
            Interpolation interpolation) throws Exception {
        for (TestVolume.Content content : TestVolume.Content.values()) {
            check(source, target, new Kernel(interpolation, antialias), Outside.FILL, TWELVE_BIT, content, 37);
        }
    }

    @Test
    void aFilterHasTheSameWidthHoweverTheTargetIsTurned() throws Exception {
        double[] wave = new double[24 * 24 * 24];
        for (int i = 0; i < wave.length; i++) {
            wave[i] = i % 2 * 2000;
        }
        Grid source = Jobs.axial(new Size(24, 24, 24), 1, 1, 1);
        for (double angle : new double[] {0.02, 0.4, 0.78}) {
            double c = 3 * Math.cos(angle);
            double s = 3 * Math.sin(angle);
            Grid target = grid(new Size(3, 3, 3), new double[] {11.5, 8, 8}, new double[][] {{c, s, 0}, {-s, c, 0}, {0, 0, 3}});
            RegridTask task = new RegridTask(source, target, new Kernel(Interpolation.LINEAR, Antialias.GAUSSIAN), Outside.FILL,
                    TWELVE_BIT, -1024, 0.5);
            double[][] result = Walk.through(plan(task), new TestVolume(source.size(), wave), 1).slices();
            for (double value : result[1]) {
                // A Gaussian of one voxel leaves 2 exp(-pi^2 / 2) of the finest wave there is.
                assertEquals(1000, value, 1000 * 0.0145 + 0.5, "turned by " + angle);
            }
        }
    }

    @Test
    void aSumOfTooManyVoxelsIsRefusedWithAWayOn() throws Exception {
        Grid fine = Jobs.axial(new Size(400, 400, 200), 0.1, 0.1, 0.1);
        Grid target = turned(new Size(4, 4, 4), 1.5, 0.2, -0.1, 0.4);
        PlanRefusedException refused = assertThrows(PlanRefusedException.class, () -> Planner.plan(new RegridTask(fine, target,
                new Kernel(Interpolation.LINEAR, Antialias.GAUSSIAN), Outside.FILL, TWELVE_BIT, -1024, 0.5)));
        assertTrue(refused.getMessage().contains("then turn it"), refused.getMessage());
    }

    /** A handful of tiles in thousands of slots: their weights are small in every coefficient, and must not vanish together. */
    @Test
    void aFewTilesInManySlotsStayWithinTheirBoundToo() throws Exception {
        Random random = new Random(1);
        ValueScale values = new ValueScale(1, 0, 0, 1);
        Kernel kernel = new Kernel(Interpolation.LANCZOS5, Antialias.AREA);
        Size size = new Size(1, 8, 1);
        for (int run = 0; run < 150; run++) {
            Grid source = Jobs.axial(size, 0.4 + random.nextDouble(), 0.4 + random.nextDouble(), 0.5 + 3 * random.nextDouble());
            double[] degrees = {random.nextInt(90) - 45.0, random.nextInt(90) - 45.0, random.nextInt(90) - 45.0};
            Grid target = TargetGrid.spacing(TurnedGrid.turned(source, degrees), new double[] {1.5, 1.7, 4.2});
            RegridTask task = new RegridTask(source, target, kernel, Outside.FILL, values, 0, 0.05);
            TestVolume volume = TestVolume.of(size, values, TestVolume.Content.EXTREME, random);
            for (RegridPlan way : Planner.ways(task, Preference.BALANCED)) {
                if (way.parameters().ringDimension() == 2048) {
                    WholeJob.worstError(way, volume, DenseReference.turned(task, volume), "seed 1, run " + run);
                }
            }
        }
    }
}
