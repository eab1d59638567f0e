package io.github.veilgrid.he.ckks;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Small polynomials from a secret stream: one coefficient for each element of the basis {@code {1, X^k + X^-k}}. No
 * branch and no table index depends on what is drawn. Used by one thread at a time.
 */
final class SecretSampler {

    /** Variance of the errors: centred binomial, 21 bits against 21 (deviation 3.24, at least the table's 3.2). */
    static final double ERROR_VARIANCE = 10.5;
    /** No error is larger. */
    static final int ERROR_BOUND = 21;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SIDE = (1L << ERROR_BOUND) - 1;
    private static final int ERROR_BYTES = 6;

    private final KeyStream stream;
    private final byte[] buffer;

    /** @param stream positioned where drawing starts */
    SecretSampler(KeyStream stream, int dimension) {
        this.stream = stream;
        this.buffer = new byte[dimension * Long.BYTES];
    }

    /** A sampler with a fresh seed of its own. */
    static SecretSampler fresh(SecureRandom random, int dimension) {
        byte[] seed = new byte[KeyStream.KEY_BYTES];
        random.nextBytes(seed);
        KeyStream stream = new KeyStream(seed);
        Arrays.fill(seed, (byte) 0);
        stream.seek(new byte[KeyStream.IV_BYTES]);
        return new SecretSampler(stream, dimension);
    }

    /** Adds a centred binomial error to each coefficient. Takes six bytes of the stream for each, 42 bits of them. */
    void addErrors(double[] coefficients) {
        stream.read(buffer, coefficients.length * ERROR_BYTES);
        for (int i = 0; i < coefficients.length; i++) {
            long word = (long) WORD.get(buffer, i * ERROR_BYTES);
            coefficients[i] += Long.bitCount(word & SIDE) - Long.bitCount(word >>> ERROR_BOUND & SIDE);
        }
    }

    /**
     * Coefficients uniform in {-1, 0, 1}: {@code floor(3u / 2^62) - 1} for the upper 62 bits u of an eight-byte little
     * endian word; the three probabilities differ by less than 2^-61.
     */
    void ternary(double[] coefficients) {
        stream.read(buffer, coefficients.length * Long.BYTES);
        for (int i = 0; i < coefficients.length; i++) {
            long u = (long) WORD.get(buffer, i * Long.BYTES) >>> 2;
            coefficients[i] = (u * 3 >>> 62) - 1;
        }
    }

    /**
     * Integers uniform in {@code -2^(bits-1) .. 2^(bits-1) - 1}.
     *
     * @param bits 1 to 53
     */
    void uniform(double[] integers, int bits) {
        stream.read(buffer, integers.length * Long.BYTES);
        for (int i = 0; i < integers.length; i++) {
            integers[i] = (long) WORD.get(buffer, i * Long.BYTES) >> (Long.SIZE - bits);
        }
    }

    void wipe() {
        Arrays.fill(buffer, (byte) 0);
    }
}
