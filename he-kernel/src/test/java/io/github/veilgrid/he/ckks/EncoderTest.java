package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncoderTest {

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 128, 1024, 2048, 4096})
    void slotJIsTheEvaluationAtZetaToThe5ToTheJ(int n) {
        Random random = new Random(n);
        double scale = 0x1p30;
        double[] slots = random.doubles(n, -1000, 1000).toArray();
        double[] coefficients = new double[n];
        new Encoder(n).encode(slots, scale, coefficients);
        assertTrue(Arrays.stream(coefficients).allMatch(c -> c == Math.rint(c)));
        double bound = 6 * Math.sqrt(2 * n / 12.0) / scale + 1e-9;
        int[] some = n <= 128 ? IntStream.range(0, n).toArray() : random.ints(40, 0, n).toArray();
        for (int j : some) {
            assertEquals(slots[j], evaluate(coefficients, j) / scale, bound);
        }
    }

    /** {@code a_0 + sum 2 a_k cos(2 pi k 5^j / 4N)}, term by term. */
    private static double evaluate(double[] a, int slot) {
        int order = 4 * a.length;
        long exponent = 1;
        for (int i = 0; i < slot; i++) {
            exponent = exponent * 5 % order;
        }
        double sum = a[0];
        for (int k = 1; k < a.length; k++) {
            sum += 2 * a[k] * Math.cos(2 * Math.PI * (k * exponent % order) / order);
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 1024, 8192, 32768})
    void decodingUndoesEncodingAndPairsGiveWhatSinglesGive(int n) {
        Random random = new Random(n + 1);
        Encoder encoder = new Encoder(n);
        double scale = 0x1p34;
        double[] s0 = random.doubles(n, -4096, 4096).toArray();
        double[] s1 = random.doubles(n, -1, 1).toArray();
        double[] c0 = new double[n];
        double[] c1 = new double[n];
        double[] single = new double[n];
        encoder.encodePair(s0, s1, scale, c0, c1);
        encoder.encode(s0, scale, single);
        assertArrayEquals(single, c0, 1, "at most a tie rounds the other way");
        double[] back0 = new double[n];
        double[] back1 = new double[n];
        encoder.decodePair(c0, c1, scale, back0, back1);
        double bound = 6 * Math.sqrt(2 * n / 12.0) / scale + 1e-9;
        assertArrayEquals(s0, back0, bound);
        assertArrayEquals(s1, back1, bound);
        encoder.decode(c0, scale, back1);
        assertArrayEquals(s0, back1, bound);
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 4096, 32768})
    void decodingIsAsExactAsErrorBoundsAssume(int n) {
        Random random = new Random(n + 2);
        double[] coefficients = random.doubles(n, -0x1p40, 0x1p40).map(Math::rint).toArray();
        double[] slots = new double[n];
        new Encoder(n).decode(coefficients, 1, slots);
        double magnitude = Arrays.stream(slots).map(Math::abs).max().orElseThrow();
        for (int j : random.ints(20, 0, n).toArray()) {
            assertEquals(evaluate(coefficients, j), slots[j], magnitude * ErrorBound.TRANSFORM);
        }
    }

    @Test
    void theSameBitsOnEveryMachine() {
        int n = 2048;
        double[] slots = new double[n];
        for (int j = 0; j < n; j++) {
            slots[j] = (j * 7919 % 4096 - 2048) / 64.0;
        }
        double[] coefficients = new double[n];
        new Encoder(n).encode(slots, 0x1p40, coefficients);
        assertEquals(KNOWN_ENCODING, Arrays.hashCode(coefficients), "the encoder's bits are relied on by both parties");
    }

    private static final int KNOWN_ENCODING = 517314796;

    @Test
    void aConstantIsAConstantPolynomial() {
        int n = 1024;
        double[] slots = new double[n];
        Arrays.fill(slots, 5);
        double[] coefficients = new double[n];
        new Encoder(n).encode(slots, 1 << 20, coefficients);
        assertEquals(5 << 20, coefficients[0]);
        assertTrue(Arrays.stream(coefficients).skip(1).allMatch(c -> c == 0));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Encoder encoder = new Encoder(1024);
        double[] slots = new double[1024];
        double[] out = new double[1024];
        Arrays.fill(slots, 1);
        encoder.encode(slots, 0x1.fp51, out);
        assertThrows(IllegalArgumentException.class, () -> encoder.encode(slots, 0x1p52, out));
        assertThrows(IllegalArgumentException.class, () -> encoder.encode(slots, 0, out));
        slots[17] = Double.NaN;
        assertThrows(IllegalArgumentException.class, () -> encoder.encode(slots, 1, out));
        assertThrows(IllegalArgumentException.class, () -> encoder.encodePair(new double[1024], slots, 1, out, new double[1024]));
    }
}
