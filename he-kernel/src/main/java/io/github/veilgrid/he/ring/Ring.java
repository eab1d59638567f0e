package io.github.veilgrid.he.ring;

import java.util.Arrays;
import java.util.Objects;

/**
 * The conjugate-invariant ring of dimension N modulo a product of primes, one limb for each prime (RNS).
 *
 * <p>Elements are {@code double[limbs][N]} of centred residues, either coefficients or values at the transform's points.
 * Immutable, thread safe; tables take 6N doubles per limb.
 */
public final class Ring {

    private final int dimension;
    private final Ntt[] limbs;

    private Ring(int dimension, Ntt[] limbs) {
        this.dimension = dimension;
        this.limbs = limbs;
    }

    /**
     * @param dimension N, a power of two from 16
     * @param primes distinct, below 2^50, 1 modulo 4N
     * @throws IllegalArgumentException if one is not
     */
    public static Ring of(int dimension, long... primes) {
        Ntt[] limbs = new Ntt[primes.length];
        for (int i = 0; i < primes.length; i++) {
            for (int j = 0; j < i; j++) {
                if (primes[i] == primes[j]) {
                    throw new IllegalArgumentException("the prime " + primes[i] + " occurs twice");
                }
            }
            limbs[i] = new Ntt(dimension, Modulus.of(primes[i]));
        }
        return new Ring(dimension, limbs);
    }

    /** The ring of the first limbs only; shares their tables. */
    public Ring prefix(int count) {
        return new Ring(dimension, Arrays.copyOf(limbs, Objects.checkIndex(count, limbs.length + 1)));
    }

    public int dimension() {
        return dimension;
    }

    public int limbs() {
        return limbs.length;
    }

    public Modulus modulus(int limb) {
        return limbs[limb].modulus();
    }

    public Ntt ntt(int limb) {
        return limbs[limb];
    }

    /** A zero element. */
    public double[][] allocate() {
        return new double[limbs.length][dimension];
    }
}
