package io.github.veilgrid.regrid.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTapsTest {

    /** Sum of weight times position must be the output's own position: linear interpolation reproduces lines. */
    @ParameterizedTest
    @CsvSource({"512, 350, 13, 1.4619883, 0, 0, 0", "150, 373, 125, 0.4, 0, 2, 5", "27, 131, 131, 0.2, 0, 1, 5",
        "40, 60, 7, 0.6180339, 0.3, 0, 0", "10, 10, 3, 1, 0, 1, 1", "90, 30, 30, 2.7, -4.25, 0, 0"})
    void linearTapsReproduceLines(int inputs, int outputs, int tileSize, double step, double offset, int numerator,
            int denominator) {
        boolean uniform = denominator > 0 || tileSize >= outputs;
        WireAxis axis = new WireAxis(inputs, outputs, tileSize, step, offset, numerator, denominator, uniform ? 1 : 0);
        AxisTaps taps = AxisTaps.of(axis, Kernel.of(Interpolation.LINEAR));
        for (int tile = 0; tile < axis.tiles(); tile++) {
            for (int u = 0; u < tileSize; u++) {
                double sum = 0;
                double line = 0;
                for (int tap = 0; tap < taps.taps(u); tap++) {
                    assertTrue(taps.input(u, tap) >= 0 && taps.input(u, tap) < taps.window());
                    sum += taps.weight(u, tap, tile);
                    line += taps.weight(u, tap, tile) * (taps.base(tile) + taps.input(u, tap));
                }
                assertEquals(1, sum, 1e-15);
                assertEquals(step * (tile * tileSize + u) + offset, line, 1e-9);
                assertTrue(taps.taps(u) <= 3, "support 2 needs at most 3 taps");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0", "1.5, 0", "0.4, 0.25", "0.7317, 0"})
    void nearestTakesTheNearestAndTiesGoUp(double step, double offset) {
        WireAxis axis = new WireAxis(100, 60, 7, step, offset, 0, 0, 0);
        AxisTaps taps = AxisTaps.of(axis, Kernel.of(Interpolation.NEAREST));
        for (int o = 0; o < 60; o++) {
            int tile = o / 7;
            int u = o % 7;
            int chosen = -1;
            for (int tap = 0; tap < taps.taps(u); tap++) {
                if (taps.weight(u, tap, tile) == 1) {
                    chosen = taps.base(tile) + taps.input(u, tap);
                }
            }
            assertEquals(Math.floor(step * o + offset + 0.5), chosen);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.4, 2, 5, 5", "0.2, 1, 5, 5", "0.7317, 0, 0, 65536"})
    void integerWeightsSumToTheScale(double step, int numerator, int denominator, int scale) {
        WireAxis axis = new WireAxis(100, 100, 100, step, 0, numerator, denominator, scale);
        AxisTaps taps = AxisTaps.of(axis, Kernel.of(Interpolation.LINEAR));
        for (int u = 0; u < 100; u++) {
            long[] integers = taps.integerWeights(u);
            assertEquals(scale, Arrays.stream(integers).sum());
            for (int tap = 0; tap < integers.length; tap++) {
                assertEquals(taps.weight(u, tap, 0) * scale, integers[tap], denominator > 0 ? 1e-9 : 0.5);
            }
        }
    }
}
