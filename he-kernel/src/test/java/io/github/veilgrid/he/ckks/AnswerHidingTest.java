package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Ring;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the owner of the key can and cannot find out of weights, as an attack that works where nothing is hidden. */
class AnswerHidingTest {

    private static final long SEED = 40;
    private static final int WEIGHT_BITS = 25;

    private final CkksParameters parameters = CkksParameters.of(8192, 49, 49, 49);
    private final Ring ring = parameters.ring();
    private final int n = ring.dimension();
    private final SecretKey key = SecretKey.derive(parameters, new byte[32]);
    private final Textbook textbook = new Textbook(key, 3);
    private final Encryptor encryptor = new Encryptor(key, new byte[32], new SecureRandom());
    private final UniformExpander expander = new UniformExpander(parameters, new byte[32]);

    /** An encryption of zero; all its noise is known to whoever holds the key. */
    private double[][][] zero(int index) {
        double[][] b = ring.allocate();
        double[][] a = ring.allocate();
        encryptor.encrypt(new double[n], 0, index, b);
        expander.expand(0, index, a);
        return new double[][][] {b, a};
    }

    /** {@code w0 c0 + w1 c1} for whole numbers. */
    private double[][] sum(double[][] c0, long w0, double[][] c1, long w1) {
        double[][] out = ring.allocate();
        for (int limb = 0; limb < out.length; limb++) {
            ModularLoops.multiplyScalar(out[limb], c0[limb], w0, ring.modulus(limb));
            ModularLoops.multiplyScalarAdd(out[limb], c1[limb], w1, ring.modulus(limb));
            ModularLoops.reduce(out[limb], ring.modulus(limb));
        }
        return out;
    }

    private double[] noise(double[][] b, double[][] a) {
        return Arrays.stream(textbook.decryptAll(key, b, a)).mapToDouble(BigInteger::doubleValue).toArray();
    }

    private static double correlation(double[] x, double[] y) {
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += x[i] * y[i];
            xx += x[i] * x[i];
            yy += y[i] * y[i];
        }
        return xy / Math.sqrt(xx * yy);
    }

    /** From coefficients back to rows in the transform's domain, for the textbook. */
    private double[][] forward(double[][] rows) {
        double[][] out = ring.allocate();
        for (int limb = 0; limb < out.length; limb++) {
            ring.ntt(limb).forward(rows[limb], out[limb]);
        }
        return out;
    }

    @Test
    void theOwnerReadsWeightsOffTheNoiseUnlessItIsDrowned() {
        long f = Math.round(0.3 * (1 << WEIGHT_BITS));
        double[][][] c0 = zero(0);
        double[][][] c1 = zero(1);
        double[][][] publicKey = zero(2);
        double[][] b = sum(c0[0], (1 << WEIGHT_BITS) - f, c1[0], f);
        double[][] a = sum(c0[1], (1 << WEIGHT_BITS) - f, c1[1], f);
        double[] e0 = noise(c0[0], c0[1]);
        double[] e1 = noise(c1[0], c1[1]);
        double[] guess = new double[n];
        Arrays.setAll(guess, i -> 0.7 * e0[i] + 0.3 * e1[i]);
        assertTrue(correlation(noise(b, a), guess) > 0.999999, "the attack works where nothing is hidden");

        int bits = AnswerHiding.floodBits(n, AnswerHiding.freshNoise(n) * (1 << WEIGHT_BITS), 40, 1);
        double[][] before = ring.allocate();
        double[][] open = sum(c0[1], (1 << WEIGHT_BITS) - f, c1[1], f);
        new AnswerHiding(parameters, publicKey[0], publicKey[1], bits, new SecureRandom()).hide(b, a);
        double[] seen = noise(forward(b), forward(a));
        assertTrue(Math.abs(correlation(seen, guess)) < 6 / Math.sqrt(n), "and tells nothing where it is drowned");

        for (int limb = 0; limb < before.length; limb++) {
            ring.ntt(limb).inverse(open[limb], before[limb]);
            ModularLoops.subtract(before[limb], a[limb]);
            ModularLoops.reduce(before[limb], ring.modulus(limb));
            double q = ring.modulus(limb).asDouble();
            double mean = Arrays.stream(before[limb]).map(x -> Math.abs(x) / q).average().orElseThrow();
            assertEquals(0.25, mean, 6 * 0.144 / Math.sqrt(n), "polynomial a is masked by something uniform");
        }
    }

    /** Noise of the result, all else known, is uniform on the interval announced: in its high bits and in its low ones. */
    @Test
    void whatTheOwnerSeesIsUniform() {
        double[][][] c = zero(0);
        double[][][] publicKey = zero(1);
        int bits = AnswerHiding.floodBits(n, AnswerHiding.freshNoise(n), 40, 1);
        double[][] b = sum(c[0], 1, c[0], 0);
        double[][] a = sum(c[1], 1, c[1], 0);
        new AnswerHiding(parameters, publicKey[0], publicKey[1], bits, new SecureRandom()).hide(b, a);
        BigInteger[] seen = textbook.decryptAll(key, forward(b), forward(a));
        BigInteger half = BigInteger.ONE.shiftLeft(bits);
        double[] high = new double[32];
        double[] low = new double[32];
        for (BigInteger x : seen) {
            int bin = x.add(half).shiftRight(bits - 4).intValue();
            high[Math.max(0, Math.min(31, bin))]++;
            low[x.shiftRight(bits - 30).intValue() & 31]++;
        }
        for (double[] counts : new double[][] {high, low}) {
            double expected = n / 32.0;
            double chi = Arrays.stream(counts).map(k -> (k - expected) * (k - expected) / expected).sum();
            assertTrue(chi < 31 + 8 * Math.sqrt(62), "chi-square with 31 degrees of freedom: " + chi);
        }
    }

    /** The inequality that the amount of flooding rests on, for dense, sparse and one-sided polynomials. */
    @Test
    void theSumOfCoefficientsIsBoundedByTheLargestSlot() {
        Random random = new Random(SEED);
        double closest = 0;
        for (int round = 0; round < 60; round++) {
            double[] coefficients = new double[n];
            int terms = round % 3 == 0 ? n : 1 + random.nextInt(200);
            for (int i = 0; i < terms; i++) {
                int at = terms == n ? i : random.nextInt(n);
                coefficients[at] = round % 2 == 0 ? random.nextGaussian() * 1000 : random.nextBoolean() ? 900 : -900;
            }
            double sum = Arrays.stream(coefficients).map(Math::abs).sum();
            double bound = Math.sqrt(n) * parameters.encoder().largestSlot(coefficients);
            assertTrue(sum <= bound, sum + " above " + bound + ", seed " + SEED);
            closest = Math.max(closest, sum / bound);
        }
        assertTrue(closest > 0.1, "not by orders of magnitude: " + closest);
    }

    @Test
    void floodingGrowsWithNoiseAnswersAndSecurity() {
        int bits = AnswerHiding.floodBits(n, 1e6, 40, 100);
        double drowned = (1e6 + AnswerHiding.maskNoise(n)) * Math.sqrt(n) * 100;
        assertTrue(Math.scalb(1.0, bits) >= drowned * 0x1p40 && Math.scalb(1.0, bits - 1) < drowned * 0x1p40);
        assertEquals(bits + 5, AnswerHiding.floodBits(n, 1e6, 45, 100));
        assertEquals(bits + 3, AnswerHiding.floodBits(n, 1e6, 40, 800));
    }
}
