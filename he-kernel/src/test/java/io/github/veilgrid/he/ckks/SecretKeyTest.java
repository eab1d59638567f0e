package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Rotation;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Which keys there are, and what they promise. */
class SecretKeyTest {

    private static final byte[] SEED = new byte[32];

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
        CkksParameters p = CkksParameters.of(new CkksLiteral(4096, List.of(36, 30), List.of(34)));
        try (SecretKey key = SecretKey.derive(p, SEED)) {
            EvaluationKeys keys = EvaluationKeys.generate(key, new SecureRandom(), IntStream.rangeClosed(1, 12).toArray());
            double largest = 0;
            for (int digit = 0; digit < 2; digit++) {
                for (int steps = 1; steps <= 12; steps++) {
                    SwitchingKey k = keys.rotation(steps);
                    double[] to = new double[4096];
                    new Rotation(4096, -steps).apply(key.row(2), to);
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
