package io.github.veilgrid.regrid;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.Planner;
import io.github.veilgrid.regrid.plan.Preference;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.plan.TargetGrid;
import io.github.veilgrid.regrid.wire.Antialias;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.Kernel;
import io.github.veilgrid.regrid.wire.WirePlan;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** All ways that the planner offers for wide kernels, not only the best: each keeps the bound that it predicts. */
class EveryWayTest {

    /** Larger rings take seconds and show nothing new. */
    private static final int MAX_RING = 4096;

    private static final ValueScale SIXTEEN_BIT = new ValueScale(1, 0, -32768, 32767);

    static Stream<Arguments> tasks() {
        Size size = new Size(40, 33, 5);
        double[] odd = {0.684, 0.7, 2.5};
        return Stream.of(
                Arguments.of("cubic, denser", Kernel.of(Interpolation.CUBIC), size, odd, new double[] {0.41, 0.37, 2}, Jobs.TWELVE_BIT),
                Arguments.of("sinc of ten", Kernel.of(Interpolation.BLACKMAN5), size, odd, new double[] {1, 1, 2.5}, Jobs.TWELVE_BIT),
                Arguments.of("spline, 16 bits", Kernel.of(Interpolation.BSPLINE), size, odd, new double[] {0.5, 0.6, 0}, SIXTEEN_BIT),
                Arguments.of("Gaussian, coarser", new Kernel(Interpolation.LINEAR, Antialias.GAUSSIAN), size, odd, new double[] {2.1, 1.9, 3}, Jobs.TWELVE_BIT),
                Arguments.of("Gaussian before a spline, coarser", new Kernel(Interpolation.BSPLINE, Antialias.GAUSSIAN), size, odd, new double[] {1.3, 1.4, 2}, Jobs.TWELVE_BIT),
                Arguments.of("x whole, y general", Kernel.of(Interpolation.LANCZOS3), size, new double[] {0.5, 0.7, 2.5}, new double[] {0.8, 0.57, 2}, Jobs.TWELVE_BIT),
                Arguments.of("both rational", Kernel.of(Interpolation.LANCZOS3), size, new double[] {0.5, 0.5, 2.5}, new double[] {0.4, 0.4, 2.5}, Jobs.TWELVE_BIT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tasks")
    void everyWayKeepsItsBound(String name, Kernel kernel, Size size, double[] from, double[] to, ValueScale values) throws Exception {
        Grid source = Jobs.axial(size, from[0], from[1], from[2]);
        RegridTask task = new RegridTask(source, TargetGrid.spacing(source, to), kernel, Outside.FILL, values, values.minimum(), 0.5);
        List<RegridPlan> ways = Planner.ways(task, Preference.BALANCED).stream()
                .filter(way -> way.parameters().ringDimension() <= MAX_RING).toList();
        assertTrue(ways.stream().anyMatch(way -> ((WirePlan) way.wire()).separable()), "no way along x, then along y");
        assertTrue(ways.stream().anyMatch(way -> !((WirePlan) way.wire()).separable()), "no way along both axes at once");
        for (TestVolume.Content content : TestVolume.Content.values()) {
            TestVolume volume = TestVolume.of(size, values, content, new Random(41));
            WholeJob.Reference reference = DenseReference.alongAxes(task, volume);
            for (RegridPlan way : ways) {
                WholeJob.worstError(way, volume, reference, content + ", seed 41");
            }
        }
    }
}
