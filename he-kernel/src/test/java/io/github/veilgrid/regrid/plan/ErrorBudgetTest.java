package io.github.veilgrid.regrid.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.ckks.Encoder;
import io.github.veilgrid.he.ckks.WeightEncoder;
import io.github.veilgrid.regrid.wire.Packing;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorBudgetTest {

    /** Counted over every value of the bits that matter: those left out, and the one that decides on ties. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void noiseGrowsByTheVarianceOfTheBitsLeftOut(int dropped) {
        double step = 1 << dropped;
        double variance = IntStream.range(0, 2 << dropped)
                .mapToDouble(x -> Math.pow(x - step * Math.rint(x / step), 2)).average().orElseThrow();
        ErrorBudget budget = new ErrorBudget(2047.5, 1e6, 0.5, 0, 1, 1);
        for (Packing packing : Packing.values()) {
            double ratio = budget.noise(1024, packing, dropped) / budget.noise(1024, packing, 0);
            assertEquals((10.75 + variance) / 10.75, ratio * ratio, 1e-12);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5, 1", "0.5, 5, 1", "127.5, 5, 1.2", "2047.5, 0.5, 1", "1.5, 0.5, 0.5"})
    void theLargestOutputAndTheWholeToleranceFitTheModulus(double halfRange, double tolerance, double gain) {
        ErrorBudget budget = new ErrorBudget(halfRange, 1e6, tolerance, 0, gain, 1).less(tolerance / 3);
        double scale = 1000;
        double modulus = Math.pow(2, budget.modulusBits(scale, 1));
        assertTrue(2 * scale * (gain * halfRange + tolerance) <= modulus * (1 + 1e-12));
        assertEquals(modulus / scale, Math.scalb(budget.switching(1024, Packing.COEFFICIENTS, 10), 10) / 0.625, 1e-6 * modulus);
    }

    /** Whoever knows the weights can make voxels that meet every rounding error with its sign: 121 are those of a sinc of ten. */
    @ParameterizedTest
    @CsvSource({"1, 1024, 1024", "27, 2048, 2048", "121, 2048, 2048", "400, 1024, 1024", "1, 1024, 4", "121, 2048, 4", "27, 2048, 300"})
    void roundedWeightsStayWithinTheirShareWhateverTheVoxels(int taps, int ringDimension, int filled) {
        long seed = 12;
        Random random = new Random(seed);
        Encoder encoder = new Encoder(ringDimension);
        WeightEncoder rounding = new WeightEncoder(encoder);
        double scale = 1 << 20;
        double[] sum = new double[ringDimension];
        double[] coefficients = new double[ringDimension];
        double[] rounded = new double[ringDimension];
        for (int tap = 0; tap < taps; tap++) {
            double[] weights = Arrays.copyOf(random.doubles(filled, -0.2, 1).toArray(), ringDimension);
            rounding.encode(weights, null, scale, tap, coefficients, null);
            encoder.decode(coefficients, scale, rounded);
            for (int slot = 0; slot < ringDimension; slot++) {
                sum[slot] += Math.abs(rounded[slot] - weights[slot]);
            }
        }
        double worst = DoubleStream.of(sum).max().orElseThrow();
        double share = new ErrorBudget(2047.5, 1e6, 0.5, 0, 1, 1).weightRounding(ringDimension, taps) / scale;
        assertTrue(worst <= share && share < 7 * worst, "seed " + seed + ": " + worst + " of " + share);
    }
}
