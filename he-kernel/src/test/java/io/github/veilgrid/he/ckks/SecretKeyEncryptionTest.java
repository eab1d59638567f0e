package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.ring.Schoolbook;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
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

    @Test
    void theSameSeedGivesTheSameKeyAndAnotherSeedAnother() {
        CkksParameters p = CkksParameters.of(2048, 49);
        byte[] other = SEED.clone();
        other[31] = 1;
        try (SecretKey one = SecretKey.derive(p, SEED); SecretKey two = SecretKey.derive(p, SEED);
                SecretKey three = SecretKey.derive(p, other)) {
            assertArrayEquals(one.row(0), two.row(0));
            assertFalse(Arrays.equals(one.row(0), three.row(0)));
        }
    }

    /** The specification in WIRE.md carried out block by block with AES in ECB mode. */
    @Test
    void aKeyIsDerivedAsTheFormatSays() throws GeneralSecurityException {
        CkksParameters p = CkksParameters.of(2048, 49);
        byte[] seed = new byte[32];
        seed[5] = 77;
        Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
        aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(seed, "AES"));
        double[] expected = new double[2048];
        for (int k = 0; k < 2048; k += 2) {
            ByteBuffer counter = ByteBuffer.allocate(16).put("ternary key".getBytes(StandardCharsets.US_ASCII));
            counter.putInt(12, k / 2);
            ByteBuffer words = ByteBuffer.wrap(aes.doFinal(counter.array())).order(ByteOrder.LITTLE_ENDIAN);
            for (int i = 0; i < 2; i++) {
                BigInteger u = BigInteger.valueOf(words.getLong() >>> 2);
                expected[k + i] = u.multiply(BigInteger.valueOf(3)).shiftRight(62).intValue() - 1;
            }
        }
        try (SecretKey key = SecretKey.derive(p, seed)) {
            double[] s = new double[2048];
            p.ring().ntt(0).inverse(key.row(0), s);
            assertArrayEquals(expected, s);
        }
    }

    /** Which keys are extreme is found by summing cosines, not by the encoder. */
    @Test
    void extremeKeysArePassedOverAndTheNextWordsTaken() {
        CkksParameters p = CkksParameters.of(1024, 25);
        double bound = 5 * Math.sqrt(4 * 1024 / 3.0);
        assertEquals(bound, SecretKey.slotBound(1024));
        double[] cosines = new double[4096];
        Arrays.setAll(cosines, k -> 2 * Math.cos(2 * Math.PI * k / 4096));
        int extreme = 0;
        for (int number = 0; extreme < 1; number++) {
            byte[] seed = ByteBuffer.allocate(32).putInt(number).array();
            KeyStream stream = new KeyStream(seed);
            stream.seek(ByteBuffer.allocate(16).put("ternary key".getBytes(StandardCharsets.US_ASCII)).array());
            SecretSampler sampler = new SecretSampler(stream, 1024);
            double[] first = new double[1024];
            sampler.ternary(first);
            if (p.encoder().largestSlot(first) <= bound) {
                continue;
            }
            extreme++;
            assertTrue(largestSlot(first, cosines) > bound, "seed " + number);
            double[] second = new double[1024];
            sampler.ternary(second);
            try (SecretKey key = SecretKey.derive(p, seed)) {
                double[] s = new double[1024];
                p.ring().ntt(0).inverse(key.row(0), s);
                assertArrayEquals(second, s, "seed " + number);
                assertTrue(largestSlot(s, cosines) <= bound);
            }
        }
    }

    private static double largestSlot(double[] s, double[] cosines) {
        return IntStream.range(0, s.length).mapToDouble(j -> {
            double sum = s[0];
            for (int k = 1; k < s.length; k++) {
                sum += s[k] * cosines[(int) (k * (4L * j + 1) % cosines.length)];
            }
            return Math.abs(sum);
        }).max().orElseThrow();
    }

    @Test
    void aKeyEncryptsWithASeedOnce() {
        CkksParameters p = CkksParameters.of(1024, 25);
        try (SecretKey key = SecretKey.derive(p, SEED)) {
            new Encryptor(key, SEED, new SecureRandom());
            assertThrows(IllegalStateException.class, () -> new Encryptor(key, SEED.clone(), new SecureRandom()));
            byte[] other = SEED.clone();
            other[7] = 1;
            new Encryptor(key, other, new SecureRandom());
        }
    }

    /** Noise bounds rely on the errors that evaluation keys carry: b + a to - P g from, of every digit. */
    @Test
    void noErrorOfAnEvaluationKeyHasAnExtremeSlot() {
        CkksParameters p = CkksParameters.of(new CkksLiteral(4096, java.util.List.of(36, 30), java.util.List.of(34)));
        try (SecretKey key = SecretKey.derive(p, SEED)) {
            EvaluationKeys keys = EvaluationKeys.generate(key, new SecureRandom(), IntStream.rangeClosed(1, 12).toArray());
            double largest = 0;
            for (int digit = 0; digit < 2; digit++) {
                for (int steps = 1; steps <= 12; steps++) {
                    SwitchingKey k = keys.rotation(steps);
                    double[] to = new double[4096];
                    new io.github.veilgrid.he.ring.Rotation(4096, -steps).apply(key.row(2), to);
                    double[] error = k.b[digit][2].clone();
                    ModularLoops.multiplyAdd(error, k.a[digit][2], to, p.keyRing().modulus(2));
                    ModularLoops.reduce(error, p.keyRing().modulus(2));
                    p.keyRing().ntt(2).inverse(error, error);
                    assertTrue(Arrays.stream(error).allMatch(e -> Math.abs(e) <= SecretSampler.ERROR_BOUND));
                    largest = Math.max(largest, p.encoder().largestSlot(error));
                }
            }
            assertTrue(largest <= 6.5 * Math.sqrt(2 * 4096 * 10.5) && largest > 3.5 * Math.sqrt(2 * 4096 * 10.5));
        }
    }

    @Test
    void aClosedKeyIsWipedAndTellsNothing() {
        CkksParameters p = CkksParameters.of(1024, 25);
        SecretKey key = SecretKey.derive(p, SEED);
        double[] row = key.row(0);
        key.close();
        assertTrue(Arrays.stream(row).allMatch(v -> v == 0));
        assertThrows(IllegalStateException.class,
                () -> new Decryptor(key).decrypt(p.ring().allocate(), p.ring().allocate(), new double[1024]));
        assertEquals("secret key", key.toString());
    }
}
