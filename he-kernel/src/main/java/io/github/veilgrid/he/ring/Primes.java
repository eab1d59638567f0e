package io.github.veilgrid.he.ring;

import java.math.BigInteger;
import java.util.Arrays;

/** Primes that a ring can use: 1 modulo 4N, close below a power of two. Stateless, thread safe. */
public final class Primes {

    private Primes() {
    }

    /**
     * For each bit size the largest prime below {@code 2^bits} that is 1 modulo {@code 4*dimension} and was not taken
     * by an earlier entry. Close below a power of two, a uniform bit string is nearly always a residue, and packed
     * residues waste nothing. Deterministic: the rule is part of the wire format.
     *
     * @throws IllegalArgumentException if a size is above {@link Modulus#MAX_BITS} or has no such prime left
     */
    public static long[] below(int dimension, int... bits) {
        long step = 4L * dimension;
        long[] primes = new long[bits.length];
        for (int i = 0; i < bits.length; i++) {
            primes[i] = largest(step, bits[i], Arrays.copyOf(primes, i));
        }
        return primes;
    }

    private static long largest(long step, int bits, long[] taken) {
        if (bits < 2 || bits > Modulus.MAX_BITS) {
            throw new IllegalArgumentException("a prime has 2 to " + Modulus.MAX_BITS + " bits, not " + bits);
        }
        long smallest = 1L << (bits - 1);
        for (long c = ((1L << bits) - 2) / step * step + 1; c > smallest; c -= step) {
            long candidate = c;
            if (Arrays.stream(taken).noneMatch(t -> t == candidate) && BigInteger.valueOf(c).isProbablePrime(80)) {
                return c;
            }
        }
        throw new IllegalArgumentException("there is no further prime of " + bits + " bits that is 1 modulo " + step);
    }
}
