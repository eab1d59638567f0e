package io.github.veilgrid.regrid.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InterpolationTest {

    /** Weights of every output at a position: voxel index by array index plus the first. */
    private static double[] weights(Interpolation interpolation, double position) {
        double[] weights = new double[interpolation.support()];
        for (int tap = 0; tap < weights.length; tap++) {
            weights[tap] = interpolation.weight(position - (interpolation.first(position) + tap));
        }
        return weights;
    }

    @ParameterizedTest
    @EnumSource(value = Interpolation.class, names = "BSPLINE", mode = EnumSource.Mode.EXCLUDE)
    void voxelCentresKeepTheirVoxel(Interpolation interpolation) {
        double[] weights = weights(interpolation, 7);
        for (int tap = 0; tap < weights.length; tap++) {
            assertEquals(interpolation.first(7) + tap == 7 ? 1 : 0, weights[tap], 0);
        }
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void sumsGainsAndSteepnessAreAsSaid(Interpolation interpolation) {
        double change = 1e-6;
        for (double position = 20; position < 21; position += 0.0009) {
            double sum = 0;
            double steepness = 0;
            double[] here = weights(interpolation, position);
            double[] next = weights(interpolation, position + change);
            boolean sameTaps = interpolation.first(position) == interpolation.first(position + change);
            for (int tap = 0; tap < here.length; tap++) {
                sum += here[tap];
                steepness += Math.abs(next[tap] - here[tap]) / change;
            }
            assertEquals(1, sum, interpolation.sumsToOne() ? 1e-14 : 0.02, "at " + position);
            assertTrue(!sameTaps || steepness <= interpolation.steepness() * (1 + 1e-6), "steeper than said: " + steepness);
        }
    }

    @Test
    void cubicReproducesQuadraticsAndLooksLikeCatmullRom() {
        for (double f = 0; f < 1; f += 0.01) {
            double[] w = weights(Interpolation.CUBIC, 5 + f);
            double value = 0;
            for (int tap = 0; tap < 4; tap++) {
                double x = 4 + tap;
                value += w[tap] * (3 * x * x - 2 * x + 1);
            }
            double x = 5 + f;
            assertEquals(3 * x * x - 2 * x + 1, value, 1e-11);
            assertEquals((-f + 2 * f * f - f * f * f) / 2, w[0], 1e-15);
            assertEquals((2 - 5 * f * f + 3 * f * f * f) / 2, w[1], 1e-15);
            assertEquals((f + 4 * f * f - 3 * f * f * f) / 2, w[2], 1e-15);
            assertEquals((-f * f + f * f * f) / 2, w[3], 1e-15);
        }
    }

    @ParameterizedTest
    @EnumSource(value = Interpolation.class, names = {"NEAREST", "LINEAR", "CUBIC", "BSPLINE"}, mode = EnumSource.Mode.EXCLUDE)
    void windowedSincsFollowTheirDefinition(Interpolation interpolation) {
        int m = interpolation.support() / 2;
        double[] w = weights(interpolation, 10.25);
        for (int tap = 0; tap < w.length; tap++) {
            double d = 0.25 + m - 1 - tap;
            double sinc = Math.sin(Math.PI * d) / (Math.PI * d);
            double window = switch (interpolation.name().replaceAll("\\d", "")) {
                case "LANCZOS" -> Math.sin(Math.PI * d / m) / (Math.PI * d / m);
                case "HAMMING" -> 0.54 + 0.46 * Math.cos(Math.PI * d / m);
                case "COSINE" -> Math.cos(Math.PI * d / (2 * m));
                case "WELCH" -> 1 - d * d / (m * m);
                default -> 0.42 + 0.5 * Math.cos(Math.PI * d / m) + 0.08 * Math.cos(2 * Math.PI * d / m);
            };
            assertEquals(sinc * window, w[tap], 1e-14);
        }
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void exactScalesMakeIntegers(Interpolation interpolation) {
        for (int denominator : new int[] {1, 2, 3, 5, 8}) {
            int scale = interpolation.exactScale(denominator);
            for (int k = 0; scale > 0 && k < denominator; k++) {
                for (double weight : weights(interpolation, 30 + (double) k / denominator)) {
                    assertEquals(Math.rint(weight * scale), weight * scale, 1e-9);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Interpolation.class)
    void codesAreNeverReused(Interpolation interpolation) {
        assertEquals(interpolation.ordinal() + 1, interpolation.code());
        assertEquals(interpolation, Interpolation.ofCode(interpolation.code()));
    }
}
