package io.github.veilgrid.regrid;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.Planner;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.plan.TargetGrid;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole jobs on made-up volumes: every decrypted voxel against float64, within the bound predicted before. */
class EncryptedRegridTest {

    private static final ValueScale TWELVE_BIT = new ValueScale(1, -1024, 0, 4095);
    private static final ValueScale SIXTEEN_BIT = new ValueScale(1, 0, -32768, 32767);
    private static final ValueScale FRACTIONAL = new ValueScale(0.0314159265358, -17.25, 0, 4095);

    static Stream<Arguments> jobs() {
        return Stream.of(
                Arguments.of("general in the plane, thin slices", new Size(60, 50, 12), spacing(0.684, 0.684, 2.5), spacing(1, 1, 1), TWELVE_BIT),
                Arguments.of("16 bits", new Size(60, 50, 12), spacing(0.684, 0.684, 2.5), spacing(1, 1, 1), SIXTEEN_BIT),
                Arguments.of("slices only", new Size(40, 30, 20), spacing(0.9, 0.9, 5), spacing(0, 0, 1), TWELVE_BIT),
                Arguments.of("nothing to do", new Size(40, 30, 20), spacing(1, 1, 1), spacing(0, 0, 0), TWELVE_BIT),
                Arguments.of("all axes rational", new Size(40, 30, 20), spacing(0.5, 0.5, 2), spacing(1, 0.8, 1), TWELVE_BIT),
                Arguments.of("irrational along z", new Size(30, 30, 31), spacing(2.083, 2.083, 2.7799), spacing(1, 1, 1), SIXTEEN_BIT),
                Arguments.of("fractional slope", new Size(33, 21, 9), spacing(0.45117, 0.9, 3), spacing(0.7, 0.7, 0.7), FRACTIONAL),
                Arguments.of("coarser", new Size(64, 64, 40), spacing(0.7, 0.7, 1), spacing(2, 2, 3.1), TWELVE_BIT),
                Arguments.of("one voxel", new Size(1, 1, 1), spacing(1, 1, 1), spacing(0.3, 0.3, 0.3), TWELVE_BIT),
                Arguments.of("one column", new Size(1, 1, 50), spacing(1, 1, 1.3), spacing(1, 1, 1), TWELVE_BIT));
    }

    private static double[] spacing(double x, double y, double z) {
        return new double[] {x, y, z};
    }

    private static Grid axial(Size size, double[] s) {
        return Grid.of(size, new double[] {-73.1, 13.5, 696.2}, new double[] {s[0], 0, 0}, new double[] {0, s[1], 0},
                new double[] {0, 0, s[2]});
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jobs")
    void linearJobsStayWithinTheirBound(String name, Size size, double[] from, double[] to, ValueScale values) throws Exception {
        Grid source = axial(size, from);
        Grid target = TargetGrid.spacing(source, to);
        for (TestVolume.Content content : TestVolume.Content.values()) {
            check(source, target, Interpolation.LINEAR, Outside.FILL, values, content, new Random(7));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jobs")
    void nearestJobsGiveTheVeryValues(String name, Size size, double[] from, double[] to, ValueScale values) throws Exception {
        Grid source = axial(size, from);
        Grid target = TargetGrid.spacing(source, to);
        double worst = check(source, target, Interpolation.NEAREST, Outside.FILL, values, TestVolume.Content.RANDOM, new Random(8));
        assertTrue(worst < values.slope() / 2, "labels would not round back: " + worst);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jobs")
    void overshootingKernelsStayWithinTheirBound(String name, Size size, double[] from, double[] to, ValueScale values)
            throws Exception {
        Grid source = axial(size, from);
        Grid target = TargetGrid.spacing(source, to);
        check(source, target, Interpolation.CUBIC, Outside.FILL, values, TestVolume.Content.EXTREME, new Random(21));
        check(source, target, Interpolation.LANCZOS3, Outside.FILL, values, TestVolume.Content.EXTREME, new Random(22));
    }

    @ParameterizedTest(name = "outside {0}")
    @MethodSource("shifts")
    void targetsBesideTheScanGetFillOrEdge(double shift, Outside outside) throws Exception {
        Grid source = axial(new Size(30, 20, 10), spacing(0.8, 0.8, 3));
        double[] origin = {source.origin(0) - shift, source.origin(1) + shift, source.origin(2) - shift};
        Grid target = Grid.of(new Size(35, 25, 31), origin, new double[] {1, 0, 0}, new double[] {0, 1, 0}, new double[] {0, 0, 1});
        check(source, target, Interpolation.LINEAR, outside, TWELVE_BIT, TestVolume.Content.RANDOM, new Random(9));
        check(source, target, Interpolation.NEAREST, outside, TWELVE_BIT, TestVolume.Content.RANDOM, new Random(10));
    }

    static Stream<Arguments> shifts() {
        return Stream.of(Arguments.of(0.0, Outside.EDGE), Arguments.of(3.3, Outside.FILL), Arguments.of(3.3, Outside.EDGE),
                Arguments.of(200.0, Outside.FILL));
    }

    /** Noise of half a unit is a large part of such a range: it must not carry the largest values over the modulus' edge. */
    @ParameterizedTest(name = "0 to {0}, tolerance {1}, {2}")
    @CsvSource({"1, 0.5, NEAREST", "1, 0.5, LINEAR", "3, 0.5, CUBIC", "15, 0.5, LINEAR", "15, 5, LINEAR", "255, 5, LINEAR"})
    void smallRangesAndLargeTolerancesDoNotWrap(int largest, double tolerance, Interpolation interpolation) throws Exception {
        ValueScale values = new ValueScale(1, 0, 0, largest);
        for (double[] to : List.of(spacing(0, 0, 1), spacing(1, 1, 1))) {
            Grid source = axial(new Size(40, 30, 20), spacing(0.684, 0.684, 5));
            RegridTask task = new RegridTask(source, TargetGrid.spacing(source, to), interpolation, Outside.FILL, values, 0,
                    tolerance);
            TestVolume volume = TestVolume.of(source.size(), values, TestVolume.Content.EXTREME, new Random(23));
            WholeJob.worstError(Planner.plan(task), volume, ClearRegrid.of(task, volume), "seed 23");
        }
    }

    private static double check(Grid source, Grid target, Interpolation interpolation, Outside outside, ValueScale values,
            TestVolume.Content content, Random random) throws Exception {
        RegridTask task = new RegridTask(source, target, interpolation, outside, values, values.minimum(), 0.5);
        TestVolume volume = TestVolume.of(source.size(), values, content, random);
        return WholeJob.worstError(Planner.plan(task), volume, ClearRegrid.of(task, volume), content.toString());
    }
}
