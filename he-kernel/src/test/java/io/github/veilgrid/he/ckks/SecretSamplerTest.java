package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Distributions over two million draws of a fixed seed. */
class SecretSamplerTest {

    private static final int N = 1 << 21;

    private static SecretSampler sampler() {
        KeyStream stream = new KeyStream(new byte[32]);
        stream.seek(new byte[16]);
        return new SecretSampler(stream, N);
    }

    @Test
    void errorsAreCentredBinomialOf42Bits() {
        double[] e = new double[N];
        sampler().addErrors(e);
        double[] counts = new double[43];
        double sum = 0;
        double squares = 0;
        double fourth = 0;
        for (double v : e) {
            counts[(int) v + 21]++;
            sum += v;
            squares += v * v;
            fourth += v * v * v * v;
        }
        double variance = SecretSampler.ERROR_VARIANCE;
        assertEquals(0, sum / N, 5 * Math.sqrt(variance / N));
        assertEquals(variance, squares / N, 5 * Math.sqrt(2 * variance * variance / N));
        double fourthMoment = 3 * variance * variance - variance / 2;
        assertEquals(fourthMoment, fourth / N, 0.01 * fourthMoment);
        double chi = 0;
        int cells = 0;
        double probability = Math.pow(2, -42);
        for (int k = 0; k <= 42; k++) {
            if (probability * N > 10) {
                chi += Math.pow(counts[k] - probability * N, 2) / (probability * N);
                cells++;
            }
            probability *= (42.0 - k) / (k + 1);
        }
        assertTrue(cells > 20);
        assertEquals(cells, chi, 6 * Math.sqrt(2.0 * cells));
    }

    @Test
    void secretsAreUniformTernary() {
        double[] s = new double[N];
        sampler().ternary(s);
        double[] counts = new double[3];
        for (double v : s) {
            counts[(int) v + 1]++;
        }
        double chi = 0;
        for (double count : counts) {
            chi += Math.pow(count - N / 3.0, 2) / (N / 3.0);
        }
        assertTrue(chi < 20, "chi-square with 2 degrees of freedom: " + chi);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 50, 53})
    void floodingIsUniform(int bits) {
        double[] u = new double[N];
        sampler().uniform(u, bits);
        double half = Math.scalb(1.0, bits - 1);
        int cells = (int) Math.min(256, 2 * half);
        double[] counts = new double[cells];
        double sum = 0;
        double squares = 0;
        for (double v : u) {
            assertTrue(v >= -half && v < half && v == Math.rint(v));
            counts[(int) ((v + half) / (2 * half) * cells)]++;
            sum += v / half;
            squares += v / half * (v / half);
        }
        double mean = -0.5 / half;
        double variance = (1 - 1 / (4 * half * half)) / 3;
        assertEquals(mean, sum / N, 5 * Math.sqrt(variance / N));
        assertEquals(variance + mean * mean, squares / N, 0.005);
        double chi = 0;
        for (double count : counts) {
            chi += Math.pow(count - (double) N / cells, 2) * cells / N;
        }
        assertTrue(Math.abs(chi - (cells - 1)) < 6 * Math.sqrt(2.0 * cells), "chi-square " + chi);
    }

    @Test
    void neighbouringDrawsAreIndependent() {
        double[] e = new double[N];
        sampler().addErrors(e);
        double product = 0;
        for (int i = 1; i < N; i++) {
            product += e[i] * e[i - 1];
        }
        assertEquals(0, product / N, 5 * SecretSampler.ERROR_VARIANCE / Math.sqrt(N));
    }
}
