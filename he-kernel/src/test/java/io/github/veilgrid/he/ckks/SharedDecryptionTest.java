package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedDecryptionTest {

    private final CkksParameters parameters = CkksParameters.of(4096, 50, 50);

    @Test
    void floodingIsAsLargeAsPromisedAndWithinItsBound() {
        Vault vault = new Vault(parameters, 8);
        double[] x = vault.values(100);
        Ciphertext c = vault.encrypt(x, 100, 0x1p85);
        SharedDecryption shared = new SharedDecryption(vault.key, 40, new SecureRandom());
        double[] seen = shared.decrypt(c);
        double[] again = shared.decrypt(c);
        double squares = 0;
        for (int j = 0; j < x.length; j++) {
            assertEquals(x[j], seen[j], shared.errorBound(c));
            squares += Math.pow((seen[j] - again[j]) * c.scale(), 2);
        }
        double flooding = Math.scalb(1.0, shared.floodingBits(c, c.noiseBound()));
        double expected = 2 * 2 * 4096 * flooding * flooding / 3;
        assertEquals(1, squares / x.length / expected, 0.15, "two decryptions differ by two floodings");
        assertTrue(flooding >= 9.2 * Math.sqrt(21 * 4096) * 4096 * 0x1p40);
    }

    /** Beyond 52 bits no single double holds the noise; its low bits must be uniform all the same. */
    @ParameterizedTest
    @CsvSource({"8, 4096, 2", "60, 8192, 3"})
    void floodingIsUniformToTheLastBit(int security, int n, int limbs) {
        int[] bits = new int[limbs];
        Arrays.fill(bits, 50);
        CkksParameters p = CkksParameters.of(n, bits);
        SecureRandom fixed = new SecureRandom() {
            private final Random random = new Random(2026);

            @Override
            public void nextBytes(byte[] bytes) {
                random.nextBytes(bytes);
            }
        };
        int log = Flooding.bits(n, 1e4, security);
        double[][] rows = Flooding.sample(p, limbs, log, fixed);
        try (SecretKey key = SecretKey.derive(p, new byte[32])) {
            BigInteger[] noise = new Textbook(key, limbs).coefficients(rows);
            BigInteger half = BigInteger.ONE.shiftLeft(log);
            double[] low = new double[64];
            double[] high = new double[64];
            for (BigInteger x : noise) {
                assertTrue(x.abs().compareTo(half.add(half.shiftRight(40))) <= 0, "inside the interval");
                low[x.intValue() & 63]++;
                high[Math.min(63, Math.max(0, x.add(half).shiftRight(log + 1 - 6).intValue()))]++;
            }
            assertEquals(63, chiSquare(low, n), 6 * Math.sqrt(126), "lowest six bits");
            assertEquals(63, chiSquare(high, n), 6 * Math.sqrt(126), "highest six bits");
        }
    }

    private static double chiSquare(double[] counts, int draws) {
        double expected = (double) draws / counts.length;
        return Arrays.stream(counts).map(c -> (c - expected) * (c - expected) / expected).sum();
    }

    /** A sender who claims no noise would otherwise have his own drowned in nothing. */
    @Test
    void claimedNoiseIsNotTrusted() throws Exception {
        Vault vault = new Vault(parameters, 10);
        Ciphertext own = vault.evaluator.add(vault.encrypt(vault.values(1), 1, 0x1p85), vault.encrypt(vault.values(1), 1, 0x1p85));
        Ciphertext received = CkksWire.ciphertext(parameters, CkksWire.toBytes(own));
        SharedDecryption shared = new SharedDecryption(vault.key, 40, new SecureRandom());
        assertThrows(OperandException.class, () -> shared.decrypt(received));
        assertThrows(OperandException.class, () -> shared.decrypt(vault.evaluator.multiply(received, 1, 1)));
        double[] seen = shared.decrypt(received, own.noiseBound());
        double[] exact = vault.decryptor.decrypt(own);
        for (int j = 0; j < seen.length; j++) {
            assertEquals(exact[j], seen[j], shared.errorBound(own));
        }
    }

    @Test
    void floodingThatDoesNotFitIsRefused() {
        Vault vault = new Vault(parameters, 9);
        Ciphertext c = vault.encrypt(vault.values(1), 1, 0x1p30);
        Ciphertext narrow = vault.evaluator.dropTo(c, 1);
        SharedDecryption shared = new SharedDecryption(vault.key, 60, new SecureRandom());
        assertThrows(OperandException.class, () -> shared.decrypt(narrow));
        assertThrows(ParameterException.class, () -> new SharedDecryption(vault.key, 0, new SecureRandom()));
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThrows(OperandException.class, () -> shared.decrypt(c, wrong));
        }
    }
}
