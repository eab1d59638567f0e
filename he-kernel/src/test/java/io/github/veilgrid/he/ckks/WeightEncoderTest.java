package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WeightEncoderTest {

    private static final int N = 2048;
    private static final double SCALE = 1 << 17;

    private final Encoder encoder = new Encoder(N);
    private final WeightEncoder weights = new WeightEncoder(encoder);

    /** Four small weights: all coefficients are below a half, so that rounding to the nearest integer loses them altogether. */
    @Test
    void fewSmallWeightsAreRightOnAverageAndNearlyAlways() {
        double[] slots = new double[N];
        double[] exact = {0.0005, -0.0003, 0.0007, 0.0006};
        System.arraycopy(exact, 0, slots, 0, exact.length);
        double[] coefficients = new double[N];
        encoder.encode(slots, SCALE, coefficients);
        assertTrue(Arrays.stream(coefficients).allMatch(c -> c == 0), "the example is none");

        int runs = 2000;
        double[] decoded = new double[N];
        double[] sum = new double[exact.length];
        double squares = 0;
        double largest = 0;
        for (int run = 0; run < runs; run++) {
            weights.encode(slots, null, SCALE, 1000L + run, coefficients, null);
            assertTrue(Arrays.stream(coefficients).allMatch(c -> c == Math.rint(c)), "no integers");
            encoder.decode(coefficients, SCALE, decoded);
            for (int i = 0; i < exact.length; i++) {
                double error = (decoded[i] - exact[i]) * SCALE;
                sum[i] += error;
                squares += error * error / (runs * exact.length);
                largest = Math.max(largest, Math.abs(error));
            }
        }
        double deviation = Math.sqrt(2 * N * WeightEncoder.ROUNDING_VARIANCE);
        assertTrue(Math.sqrt(squares) <= deviation, "root mean square " + Math.sqrt(squares) + ", said " + deviation);
        assertTrue(largest < 5 * deviation, "largest " + largest);
        for (double total : sum) {
            assertTrue(Math.abs(total / runs) < 5 * Math.sqrt(squares / runs), "off on average by " + total / runs);
        }
    }

    @Test
    void weightsThatFillTheSlotsAreRoundedToTheNearest() {
        Random random = new Random(3);
        double[][] slots = new double[2][];
        double[][] nearest = new double[2][N];
        double[][] seen = new double[2][N];
        for (int i = 0; i < 2; i++) {
            slots[i] = random.doubles(N, -1, 1).toArray();
        }
        encoder.encodePair(slots[0], slots[1], SCALE, nearest[0], nearest[1]);
        weights.encode(slots[0], slots[1], SCALE, 5, seen[0], seen[1]);
        assertArrayEquals(nearest[0], seen[0]);
        assertArrayEquals(nearest[1], seen[1]);

        // Beside a sparse one it is rounded as ever, within the coarseness of what is known before.
        Arrays.fill(slots[1], 10, N, 0);
        weights.encode(slots[0], slots[1], SCALE, 5, seen[0], seen[1]);
        double[] decoded = new double[N];
        encoder.decode(seen[0], SCALE, decoded);
        double worst = 0;
        for (int slot = 0; slot < N; slot++) {
            worst = Math.max(worst, Math.abs(decoded[slot] - slots[0][slot]) * SCALE);
        }
        assertTrue(worst < 6 * Math.sqrt(2 * N / 12.0), "off by " + worst);
    }

    /** Full vectors go the way of sparse ones: another seed, other errors, within what is said of them. */
    @Test
    void secretWeightsAreDitheredHoweverManyThereAre() {
        double[] slots = new Random(4).doubles(N, -1, 1).toArray();
        WeightEncoder secret = WeightEncoder.ofSecret(encoder);
        double[][] seen = new double[2][N];
        double[] decoded = new double[N];
        double deviation = Math.sqrt(2 * N * WeightEncoder.ROUNDING_VARIANCE);
        for (int i = 0; i < 2; i++) {
            secret.encode(slots, null, SCALE, i, seen[i], null);
            encoder.decode(seen[i], SCALE, decoded);
            for (int slot = 0; slot < N; slot++) {
                assertEquals(slots[slot], decoded[slot], 6 * deviation / SCALE);
            }
        }
        assertFalse(Arrays.equals(seen[0], seen[1]), "rounded to the nearest");
    }

    @Test
    void aSeedSaysWhatComesOutAndEachSaysSomethingElse() {
        double[] slots = new double[N];
        slots[7] = 0.3;
        double[][] seen = new double[4][N];
        weights.encode(slots, slots, SCALE, 9, seen[0], seen[1]);
        weights.encode(slots, slots, SCALE, 9, seen[2], new double[N]);
        weights.encode(slots, slots, SCALE, 10, seen[3], new double[N]);
        assertArrayEquals(seen[0], seen[2]);
        assertFalse(Arrays.equals(seen[0], seen[1]), "both of a pair have the same errors");
        assertFalse(Arrays.equals(seen[0], seen[3]), "two seeds have the same errors");
    }

    @Test
    void nothingStaysNothingAndLargeScalesAreCarried() {
        double[] slots = new double[N];
        double[] seen = new double[N];
        weights.encode(slots, null, SCALE, 1, seen, null);
        assertTrue(Arrays.stream(seen).allMatch(c -> c == 0));
        slots[3] = 1;
        weights.encode(slots, null, 0x1p40, 1, seen, null);
        double[] decoded = new double[N];
        encoder.decode(seen, 0x1p40, decoded);
        assertEquals(1, decoded[3], 1e-8);
        assertEquals(0, decoded[4], 1e-8);
    }
}
