package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniformExpanderTest {

    private static byte[] seed() {
        byte[] seed = new byte[32];
        for (int i = 0; i < seed.length; i++) {
            seed[i] = (byte) (7 * i + 1);
        }
        return seed;
    }

    /** The specification carried out block by block with AES in ECB mode. */
    @Test
    void residuesAreWhatTheFormatSaysIncludingRejections() throws Exception {
        CkksParameters parameters = CkksParameters.of(8192, 20, 49, 30);
        double[][] a = parameters.ring().allocate();
        new UniformExpander(parameters, seed()).expand(3, -5, a);
        Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
        aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(seed(), "AES"));
        int rejected = 0;
        for (int limb = 0; limb < 3; limb++) {
            long q = parameters.prime(limb);
            long mask = (1L << parameters.ring().modulus(limb).bits()) - 1;
            int position = 0;
            for (int block = 0; position < 8192; block++) {
                ByteBuffer counter = ByteBuffer.allocate(16).putInt(3).putInt(-5).putInt(limb).putInt(block);
                ByteBuffer words = ByteBuffer.wrap(aes.doFinal(counter.array())).order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < 2 && position < 8192; i++) {
                    long v = words.getLong() & mask;
                    if (v < q) {
                        assertEquals(v > q / 2 ? v - q : v, (long) a[limb][position++]);
                    } else {
                        rejected++;
                    }
                }
            }
        }
        assertTrue(rejected > 0, "the test must see a rejection");
    }

    /** Computed apart, with OpenSSL. */
    @Test
    void knownAnswers() {
        CkksParameters parameters = CkksParameters.of(2048, 49);
        double[][] a = parameters.ring().allocate();
        new UniformExpander(parameters, seed()).expand(1, 2, a);
        long[] expected = {194247677220976L, -59197458865342L, 174821392651755L, -227660700312669L};
        assertArrayEquals(expected, Arrays.stream(a[0]).limit(4).mapToLong(v -> (long) v).toArray());
    }

    /** Over two million draws for a prime of each kind: chi-square, mean and variance. */
    @ParameterizedTest
    @CsvSource({"1024, 25", "2048, 50", "4096, 37"})
    void residuesAreUniform(int n, int bits) {
        CkksParameters parameters = CkksParameters.of(n, bits);
        UniformExpander expander = new UniformExpander(parameters, seed());
        int bins = 256;
        long[] counts = new long[bins];
        double[][] a = parameters.ring().allocate();
        int draws = 1 << 21;
        double q = parameters.prime(0);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws / n; i++) {
            expander.expand(0, i, a);
            for (double v : a[0]) {
                counts[(int) ((v + q / 2) / q * bins)]++;
                sum += v / q;
                squares += v / q * (v / q);
            }
        }
        double chi = 0;
        for (long count : counts) {
            chi += Math.pow(count - draws / (double) bins, 2) * bins / draws;
        }
        assertEquals(bins - 1, chi, 6 * Math.sqrt(2 * (bins - 1)), "chi-square of a fixed seed");
        assertEquals(0, sum / draws, 5 * Math.sqrt(1 / 12.0 / draws));
        assertEquals(1 / 12.0, squares / draws, 5 * Math.sqrt(1 / 180.0 / draws));
    }

    @Test
    void aSeedHas32Bytes() {
        assertThrows(IllegalArgumentException.class, () -> new UniformExpander(CkksParameters.of(2048, 49), new byte[16]));
    }
}
