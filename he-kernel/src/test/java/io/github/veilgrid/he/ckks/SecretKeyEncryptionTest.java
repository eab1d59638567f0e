package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.ring.Schoolbook;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretKeyEncryptionTest {

    private static final byte[] SEED = new byte[32];

    static CkksParameters[] parameters() {
        return new CkksParameters[] {CkksParameters.of(1024, 25), CkksParameters.of(2048, 49), CkksParameters.of(4096, 34, 34),
            CkksParameters.of(4096, 50, 50), CkksParameters.of(8192, 50, 50, 50, 50), CkksParameters.of(16384, 50, 20, 45, 36)};
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void decryptionGivesTheMessageWithSmallNoise(CkksParameters p) {
        Random random = new Random(5);
        int n = p.ringDimension();
        try (SecretKey key = SecretKey.derive(p, SEED)) {
            double edge = Math.min(0x1p51, Math.pow(2, p.log2Modulus() - 1) - 30);
            double[] m = random.doubles(n, -edge, edge).map(Math::rint).toArray();
            double[][] b = p.ring().allocate();
            double[][] a = p.ring().allocate();
            new Encryptor(key, SEED, new SecureRandom()).encrypt(m, 4, 9, b);
            new UniformExpander(p, SEED).expand(4, 9, a);
            double[] decrypted = new double[n];
            new Decryptor(key).decrypt(b, a, decrypted);
            double squares = 0;
            for (int k = 0; k < n; k++) {
                double e = decrypted[k] - m[k];
                assertTrue(Math.abs(e) <= SecretSampler.ERROR_BOUND, "noise " + e);
                squares += e * e;
            }
            assertEquals(10.5, squares / n, 6 * 10.5 * Math.sqrt(2.0 / n));
        }
    }

    /** b + a s with schoolbook products, one limb, from nothing but residues and the key's own coefficients. */
    @Test
    void textbookDecryptionAgrees() {
        CkksParameters p = CkksParameters.of(1024, 25);
        Ring ring = p.ring();
        BigInteger q = BigInteger.valueOf(p.prime(0));
        try (SecretKey key = SecretKey.derive(p, SEED)) {
            double[] m = new Random(6).doubles(1024, -1e6, 1e6).map(Math::rint).toArray();
            double[][] b = ring.allocate();
            double[][] a = ring.allocate();
            new Encryptor(key, SEED, new SecureRandom()).encrypt(m, 0, 0, b);
            new UniformExpander(p, SEED).expand(0, 0, a);
            double[] s = new double[1024];
            ring.ntt(0).inverse(key.row(0), s);
            assertTrue(Arrays.stream(s).allMatch(v -> Math.abs(v) <= 1), "the key is ternary");
            ring.ntt(0).inverse(b[0], b[0]);
            ring.ntt(0).inverse(a[0], a[0]);
            BigInteger[] as = Schoolbook.multiply(Schoolbook.integers(a[0]), Schoolbook.integers(s));
            for (int k = 0; k < 1024; k++) {
                double d = Schoolbook.centred(as[k].add(BigInteger.valueOf((long) b[0][k])), q).doubleValue();
                assertEquals(m[k], d, SecretSampler.ERROR_BOUND);
            }
        }
    }

    @Test
    void weightedSumsOfCiphertextsDecryptToWeightedSums() {
        CkksParameters p = CkksParameters.of(4096, 50, 40);
        int n = p.ringDimension();
        long seed = 77;
        Random random = new Random(seed);
        Encoder encoder = new Encoder(n);
        double scale = 0x1p30;
        double weightScale = 0x1p20;
        try (SecretKey key = SecretKey.derive(p, SEED)) {
            Encryptor encryptor = new Encryptor(key, SEED, new SecureRandom());
            UniformExpander expander = new UniformExpander(p, SEED);
            double[][] sumB = p.ring().allocate();
            double[][] sumA = p.ring().allocate();
            double[] expected = new double[n];
            double[] scratch = new double[n];
            for (int term = 0; term < 3; term++) {
                double[] x = random.doubles(n, -1000, 1000).toArray();
                double[] w = random.doubles(n, 0, 1).toArray();
                double[][] b = p.ring().allocate();
                double[][] a = p.ring().allocate();
                encoder.encode(x, scale, scratch);
                encryptor.encrypt(scratch, 1, term, b);
                expander.expand(1, term, a);
                encoder.encode(w, weightScale, scratch);
                for (int limb = 0; limb < p.limbs(); limb++) {
                    double[] weights = new double[n];
                    p.ring().ntt(limb).forward(scratch, weights);
                    ModularLoops.multiplyAdd(sumB[limb], b[limb], weights, p.ring().modulus(limb));
                    ModularLoops.multiplyAdd(sumA[limb], a[limb], weights, p.ring().modulus(limb));
                }
                for (int j = 0; j < n; j++) {
                    expected[j] += x[j] * w[j];
                }
            }
            for (int limb = 0; limb < p.limbs(); limb++) {
                ModularLoops.reduce(sumA[limb], p.ring().modulus(limb));
            }
            double[] slots = new double[n];
            new Decryptor(key).decrypt(sumB, sumA, scratch);
            encoder.decode(scratch, scale * weightScale, slots);
            assertArrayEquals(expected, slots, 0.25, "seed " + seed);
        }
    }

    @Test
    void aPlaneAndIndexIsEncryptedOnce() {
        CkksParameters p = CkksParameters.of(1024, 25);
        try (SecretKey key = SecretKey.derive(p, SEED)) {
            Encryptor encryptor = new Encryptor(key, SEED, new SecureRandom());
            double[] m = new double[1024];
            encryptor.encrypt(m, 0, 1, p.ring().allocate());
            encryptor.encrypt(m, 1, 1, p.ring().allocate());
            encryptor.encrypt(m, 1, 0, p.ring().allocate());
            assertThrows(IllegalStateException.class, () -> encryptor.encrypt(m, 1, 1, p.ring().allocate()));
            assertThrows(IllegalArgumentException.class, () -> encryptor.encrypt(m, 1, -1, p.ring().allocate()));
        }
    }

    @Test
    void threadsShareAnEncryptorAndNoneCanRepeatAnother() {
        CkksParameters p = CkksParameters.of(2048, 49);
        int count = 400;
        try (SecretKey key = SecretKey.derive(p, SEED)) {
            Encryptor encryptor = new Encryptor(key, SEED, new SecureRandom());
            UniformExpander expander = new UniformExpander(p, SEED);
            Decryptor decryptor = new Decryptor(key);
            AtomicInteger refused = new AtomicInteger();
            IntStream.range(0, 2 * count).parallel().forEach(i -> {
                double[] m = new double[2048];
                Arrays.fill(m, 1000.0 * (i % count));
                double[][] b = p.ring().allocate();
                double[][] a = p.ring().allocate();
                try {
                    encryptor.encrypt(m, 0, i % count, b);
                } catch (IllegalStateException e) {
                    refused.incrementAndGet();
                    return;
                }
                expander.expand(0, i % count, a);
                double[] decrypted = new double[2048];
                decryptor.decrypt(b, a, decrypted);
                assertArrayEquals(m, decrypted, SecretSampler.ERROR_BOUND);
            });
            assertEquals(count, refused.get());
        }
    }
}
