package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.ring.Ring;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many secrets under the same uniform polynomials. */
class SharedMaskTest {

    private static final byte[] SEED = {7, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4};

    private static SecretKey key(CkksParameters parameters, int lane) {
        byte[] seed = new byte[32];
        seed[0] = (byte) lane;
        return SecretKey.derive(parameters, seed);
    }

    @ParameterizedTest
    @CsvSource({"1024, 25, 0, true", "1024, 22, 0, false", "2048, 50, 0, true", "4096, 40, 40, true", "4096, 40, 40, false"})
    void eachLaneDecryptsByTheTextbookUnderItsOwnSecretAndNoOther(int n, int bits0, int bits1, boolean transformed) {
        CkksParameters parameters = bits1 == 0 ? CkksParameters.of(n, bits0) : CkksParameters.of(n, bits0, bits1);
        Ring ring = parameters.ring();
        SharedMaskEncryptor encryptor = new SharedMaskEncryptor(parameters, SEED, 3, transformed, new SecureRandom());
        double[][] a = ring.allocate();
        new UniformExpander(parameters, SEED).expand(0, 2, a);
        Random random = new Random(n);
        for (int lane = 0; lane < 3; lane++) {
            double[] message = random.doubles(n, -0x1p16, 0x1p16).map(Math::rint).toArray();
            double[][] b = ring.allocate();
            try (SecretKey key = key(parameters, lane); SecretKey other = key(parameters, lane + 1)) {
                encryptor.lane(key).encrypt(message, 2, b);
                for (int limb = 0; limb < b.length && !transformed; limb++) {
                    ring.ntt(limb).forward(b[limb], b[limb]);
                }
                int[] places = {0, 1, n / 2, n - 1, random.nextInt(n)};
                BigInteger[] seen = new Textbook(key, parameters.limbs()).decrypt(b, a, places);
                BigInteger[] wrong = new Textbook(other, parameters.limbs()).decrypt(b, a, places);
                int hit = 0;
                for (int i = 0; i < places.length; i++) {
                    assertEquals(message[places[i]], seen[i].doubleValue(), SecretSampler.ERROR_BOUND, "lane " + lane);
                    hit += Math.abs(message[places[i]] - wrong[i].doubleValue()) <= SecretSampler.ERROR_BOUND ? 1 : 0;
                }
                assertTrue(hit < places.length, "another lane's secret opens lane " + lane);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1024, 25, 0, 18", "2048, 50, 0, 24", "4096, 40, 40, 30"})
    void sumsOverLanesDecryptUnderTheSumOfSecretsWithinTheRoundingOfB(int n, int bits0, int bits1, int bodyBits) {
        CkksParameters parameters = bits1 == 0 ? CkksParameters.of(n, bits0) : CkksParameters.of(n, bits0, bits1);
        Ring ring = parameters.ring();
        Random random = new Random(bits0);
        SharedMaskEncryptor encryptor = new SharedMaskEncryptor(parameters, SEED, 1, false, new SecureRandom());
        long[] weights = {3, -1, 4};
        double modulus = Math.pow(2, parameters.log2Modulus());
        double limit = modulus / 32;
        BigInteger[] exact = new BigInteger[n];
        Arrays.fill(exact, BigInteger.ZERO);
        double[] sum = new double[n];
        SecretKey[] keys = new SecretKey[weights.length];
        for (int lane = 0; lane < keys.length; lane++) {
            keys[lane] = key(parameters, lane);
            double[] message = random.doubles(n, -Math.min(limit, 0x1p50), Math.min(limit, 0x1p50)).map(Math::rint).toArray();
            double[][] b = ring.allocate();
            encryptor.lane(keys[lane]).encrypt(message, 0, b);
            double[] fractions = new double[n];
            new ModulusSwitch(ring).fractions(b, fractions);
            for (int k = 0; k < n; k++) {
                exact[k] = exact[k].add(BigInteger.valueOf(weights[lane] * (long) message[k]));
                sum[k] += weights[lane] * fractions[k];
            }
        }
        double unit = Math.scalb(1.0, bodyBits);
        double[] body = Arrays.stream(sum).map(x -> Math.rint((x - Math.rint(x)) * unit)).toArray();
        double[][] a = ring.allocate();
        new UniformExpander(parameters, SEED).expand(0, 0, a);
        SharedMaskDecryptor decryptor = new SharedMaskDecryptor(parameters);
        double[] seen = new double[n];
        try (SharedMaskDecryptor.Secret secret = decryptor.combine(keys, weights)) {
            assertEquals("combined secret", secret.toString());
            decryptor.decrypt(body, bodyBits, a, secret, seen);
        }
        double noise = 8 * SecretSampler.ERROR_BOUND / modulus + 0.5 / unit + 0x1p-48;
        double worst = 0;
        for (int k = 0; k < n; k++) {
            worst = Math.max(worst, Math.abs(seen[k] - exact[k].doubleValue() / modulus));
        }
        assertTrue(worst <= noise, worst + " of " + noise);
        assertTrue(worst > 0.1 / unit, "nothing was rounded");
    }

    @Test
    void nothingIsEncryptedTwiceUnderOneSecretAndOneA() {
        CkksParameters parameters = CkksParameters.of(1024, 25);
        SharedMaskEncryptor encryptor = new SharedMaskEncryptor(parameters, SEED, 2, true, new SecureRandom());
        try (SecretKey key = key(parameters, 1)) {
            SharedMaskEncryptor.Lane lane = encryptor.lane(key);
            double[][] b = parameters.ring().allocate();
            lane.encrypt(new double[1024], 1, b);
            assertThrows(IllegalStateException.class, () -> lane.encrypt(new double[1024], 1, b));
            assertThrows(IllegalArgumentException.class, () -> lane.encrypt(new double[1024], 2, b));
            assertThrows(IllegalStateException.class, () -> encryptor.lane(key));
            assertThrows(IllegalStateException.class,
                    () -> new SharedMaskEncryptor(parameters, SEED, 2, true, new SecureRandom()).lane(key));
        }
    }

    @Test
    void keysOfOtherParametersAreRefused() {
        SharedMaskEncryptor encryptor = new SharedMaskEncryptor(CkksParameters.of(1024, 25), SEED, 2, true, new SecureRandom());
        try (SecretKey key = key(CkksParameters.of(1024, 24), 1)) {
            assertThrows(IllegalArgumentException.class, () -> encryptor.lane(key));
        }
    }

    @Test
    void planesOfZerosLookUniformAndDoNotResembleEachOther() {
        CkksParameters parameters = CkksParameters.of(1024, 25);
        SharedMaskEncryptor encryptor = new SharedMaskEncryptor(parameters, SEED, 1, false, new SecureRandom());
        double q = parameters.ring().modulus(0).asDouble();
        double[][][] b = new double[2][][];
        for (int lane = 0; lane < 2; lane++) {
            b[lane] = parameters.ring().allocate();
            try (SecretKey key = key(parameters, lane)) {
                encryptor.lane(key).encrypt(new double[1024], 0, b[lane]);
            }
        }
        double correlation = 0;
        for (int k = 0; k < 1024; k++) {
            correlation += b[0][0][k] * b[1][0][k] * 12 / (q * q);
        }
        assertEquals(0, correlation / 1024, 6 / Math.sqrt(1024));
        for (double[][] rows : b) {
            double square = Arrays.stream(rows[0]).map(x -> x * x * 12 / (q * q)).average().orElseThrow();
            assertEquals(1, square, 6 * Math.sqrt(0.8 / 1024));
        }
        assertFalse(Arrays.equals(b[0][0], b[1][0]));
    }
}
