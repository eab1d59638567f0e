package io.github.veilgrid.regrid.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AxisKernelTest {

    static Stream<Arguments> coarser() {
        return Stream.of(Interpolation.values()).filter(interpolation -> interpolation != Interpolation.NEAREST)
                .flatMap(interpolation -> Stream.of(Antialias.values()).flatMap(filter -> Stream.of(1.2, 5.0 / 3, 2.0, 4.7)
                        .map(step -> Arguments.of(new Kernel(interpolation, filter), step))));
    }

    private static double[] weights(AxisKernel kernel, double position) {
        double[] weights = new double[kernel.support()];
        for (int tap = 0; tap < weights.length; tap++) {
            weights[tap] = kernel.weight(position, kernel.first(position) + tap);
        }
        return weights;
    }

    @ParameterizedTest
    @MethodSource("coarser")
    void weightsSumToOneAndNoneIsLeftOut(Kernel kernel, double step) {
        AxisKernel axis = kernel.along(step, false);
        for (double position = 40; position < 41; position += 0.0371) {
            int first = axis.first(position);
            double sum = Arrays.stream(weights(axis, position)).sum();
            assertEquals(1, sum, kernel.sumsToOne() ? 1e-13 : 0.02);
            boolean ends = kernel.sumsToOne();
            assertEquals(0, ends ? axis.weight(position, first - 1) : 0, 1e-15);
            assertEquals(0, ends ? axis.weight(position, first + axis.support()) : 0, 1e-15);
        }
    }

    @ParameterizedTest
    @MethodSource("coarser")
    void changesWithTheStepAreNoSteeperThanSaid(Kernel kernel, double step) {
        double change = 1e-7;
        AxisKernel axis = kernel.along(step, false);
        AxisKernel wider = kernel.along(step + change, false);
        assertTrue(axis.resembles(wider));
        for (double position = 40; position < 41; position += 0.0173) {
            double moved = 0;
            for (int input = 0; input < 100; input++) {
                boolean here = input >= axis.first(position) && input < axis.first(position) + axis.support();
                boolean there = input >= wider.first(position + change)
                        && input < wider.first(position + change) + wider.support();
                double before = here ? axis.weight(position, input) : 0;
                double after = there ? wider.weight(position + change, input) : 0;
                moved += Math.abs(after - before) / change;
            }
            assertTrue(moved <= axis.steepness() + 0.05, "steeper than said: " + moved + " at " + position);
        }
    }

    @Test
    void areaAveragesOverTheBoxOfAnOutput() {
        AxisKernel axis = new Kernel(Interpolation.CUBIC, Antialias.AREA).along(2, false);
        assertEquals(0, axis.weight(10.5, 9), 0);
        assertEquals(0.5, axis.weight(10.5, 10), 0);
        assertEquals(0.5, axis.weight(10.5, 11), 0);
        assertEquals(0.25, axis.weight(10, 9), 0);
        assertEquals(0.5, axis.weight(10, 10), 0);
        assertEquals(0.25, axis.weight(10, 11), 0);
    }

    @Test
    void finerAxesAreNotFiltered() {
        for (Antialias filter : Antialias.values()) {
            AxisKernel axis = new Kernel(Interpolation.CUBIC, filter).along(0.7, false);
            assertEquals(4, axis.support());
            assertEquals(Interpolation.CUBIC.weight(0.3), axis.weight(10.3, 10), 1e-13);
        }
    }

    @Test
    void rationalAxesHaveIntegerWeightsThatSumToTheirScale() {
        for (Kernel kernel : new Kernel[] {new Kernel(Interpolation.LINEAR, Antialias.AREA), Kernel.of(Interpolation.BSPLINE)}) {
            for (int[] ratio : new int[][] {{5, 3}, {2, 1}, {7, 5}, {8, 5}, {5, 2}}) {
                int scale = kernel.along((double) ratio[0] / ratio[1], false).exactScale(ratio[0], ratio[1]);
                WireAxis axis = new WireAxis(50, 20, ratio[1], (double) ratio[0] / ratio[1], ratio[1] == 1 ? 0 : 1.0 / ratio[1],
                        ratio[0], ratio[1], scale);
                AxisTaps taps = AxisTaps.of(axis, kernel);
                for (int output = 0; output < axis.tileSize(); output++) {
                    long[] integers = taps.integerWeights(output);
                    assertEquals(axis.whole() && taps.kernel().nearest() ? axis.scale() : scale, Arrays.stream(integers).sum());
                    for (int tap = 0; tap < integers.length; tap++) {
                        assertEquals(integers[tap], taps.weight(output, tap, 0) * scale, 1e-5, kernel + " " + ratio[0]);
                    }
                }
            }
        }
    }

    @Test
    void splinesOnVoxelCentresAreTheVoxels() {
        AxisKernel axis = Kernel.of(Interpolation.BSPLINE).along(2, true);
        assertTrue(axis.nearest());
        assertFalse(axis.prefiltered());
        assertEquals(1, axis.weight(4, 4), 0);
    }

    /** The constant in the code against sums over a long cardinal spline. */
    @Test
    void splinesOvershootByNoMoreThanSaid() {
        double pole = Math.sqrt(3) - 2;
        double worst = 0;
        for (double f = 0; f <= 1; f += 0.001) {
            double sum = 0;
            for (int k = -40; k <= 40; k++) {
                double cardinal = 0;
                for (int tap = -1; tap <= 2; tap++) {
                    cardinal += Interpolation.BSPLINE.weight(f - tap) * Math.sqrt(3) * Math.pow(pole, Math.abs(k - tap));
                }
                sum += Math.abs(cardinal);
            }
            worst = Math.max(worst, sum);
        }
        AxisKernel axis = Kernel.of(Interpolation.BSPLINE).along(0.7, false);
        assertEquals(worst, axis.gain(1) * axis.prefilterGain(), 2e-3);
        assertTrue(worst <= axis.gain(1) * axis.prefilterGain());
        double inverse = 0;
        for (int k = -60; k <= 60; k++) {
            inverse += Math.abs(Math.sqrt(3) * Math.pow(pole, Math.abs(k)));
        }
        assertEquals(3, inverse, 1e-12);
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void theBorderIsTheEdgeOrForSplinesTheMirrorImage(Interpolation interpolation) {
        AxisKernel axis = Kernel.of(interpolation).along(0.7, false);
        int[] expected = interpolation == Interpolation.BSPLINE ? new int[] {3, 2, 1, 0, 1, 2, 3, 4, 3, 2}
                : new int[] {0, 0, 0, 0, 1, 2, 3, 4, 4, 4};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], axis.source(i - 3, 5), "voxel " + (i - 3));
        }
        assertEquals(0, axis.source(-7, 1));
    }

    @ParameterizedTest
    @MethodSource("coarser")
    void codesLeadBack(Kernel kernel, double step) {
        assertEquals(kernel, Kernel.ofCode(kernel.code()));
    }

    @Test
    void codesOfVersionOneStandForInterpolationsAlone() {
        for (Interpolation interpolation : Interpolation.values()) {
            assertEquals(Kernel.of(interpolation), Kernel.ofCode((byte) interpolation.code()));
        }
        for (int code : new int[] {0, 20, 63, 65, 129, 192, 194, 255}) {
            assertNull(Kernel.ofCode((byte) code), "code " + code);
        }
    }

    @Test
    void labelsAreNotMixed() {
        assertThrows(IllegalArgumentException.class, () -> new Kernel(Interpolation.NEAREST, Antialias.AREA));
    }

    @Test
    void aPlanCannotAskForMoreWeightsThanThereIsRoomFor() {
        WireAxis axis = new WireAxis(65535, 50000, 50000, 60, 0, 60, 1, 400);
        Kernel kernel = new Kernel(Interpolation.LINEAR, Antialias.GAUSSIAN);
        assertThrows(IllegalArgumentException.class, () -> AxisTaps.of(axis, kernel));
    }
}
