package io.github.veilgrid.he.ring;

import java.util.Arrays;
import java.util.Objects;

/**
 * The conjugate-invariant ring of dimension N modulo a product of primes, one limb for each prime (RNS).
 *
 * <p>Elements are {@code double[limbs][N]} of centred residues, either coefficients or values at the transform's points.
 * Immutable as far as anybody can see, thread safe; tables take 2N doubles per limb.
 */
public final class Ring {

    private final int dimension;
    private final Modulus[] moduli;
    /** Built when first asked for, since planners look at many rings and use one. Shared with prefixes. */
    private final Ntt[] transforms;

    private Ring(int dimension, Modulus[] moduli, Ntt[] transforms) {
        this.dimension = dimension;
        this.moduli = moduli;
        this.transforms = transforms;
    }

    /**
     * @param dimension N, a power of two from 16
     * @param primes distinct, below 2^50, 1 modulo 4N
     * @throws IllegalArgumentException if one is not
     */
    public static Ring of(int dimension, long... primes) {
        new RowLayout(dimension);
        Modulus[] moduli = new Modulus[primes.length];
        for (int i = 0; i < primes.length; i++) {
            for (int j = 0; j < i; j++) {
                if (primes[i] == primes[j]) {
                    throw new IllegalArgumentException("the prime " + primes[i] + " occurs twice");
                }
            }
            moduli[i] = Modulus.of(primes[i]);
            if ((primes[i] - 1) % (4L * dimension) != 0) {
                throw new IllegalArgumentException("the prime " + primes[i] + " is not 1 modulo " + 4L * dimension);
            }
        }
        return new Ring(dimension, moduli, new Ntt[primes.length]);
    }

    /** The ring of the first limbs only; shares their tables. */
    public Ring prefix(int count) {
        return new Ring(dimension, Arrays.copyOf(moduli, Objects.checkIndex(count, moduli.length + 1)), transforms);
    }

    /**
     * The ring of dimension K that lies in this one as the polynomials in {@code X^(N/K) + X^-(N/K)}. The values of such an
     * element at the N points of the transform are its values at the K points of the smaller one, repeated: position p has
     * that of p modulo K, as one root of unity is a power of the other ({@link Modulus#rootOfUnity}). The same holds of slots.
     *
     * @param smaller K, a power of two from 16 that divides N
     * @throws IllegalArgumentException if it is not
     */
    public Ring subring(int smaller) {
        new RowLayout(smaller);
        if (smaller > dimension) {
            throw new IllegalArgumentException("a ring of dimension " + smaller + " does not lie in one of " + dimension);
        }
        return smaller == dimension ? this : new Ring(smaller, moduli, new Ntt[moduli.length]);
    }

    public int dimension() {
        return dimension;
    }

    public int limbs() {
        return moduli.length;
    }

    public Modulus modulus(int limb) {
        return moduli[limb];
    }

    /** The transform of a limb. The first call takes as long as some hundred transforms. */
    public Ntt ntt(int limb) {
        Objects.checkIndex(limb, moduli.length);
        Ntt transform = transforms[limb];
        if (transform == null) {
            // Threads may build it twice, but always the same and safely published: all its fields are final.
            transform = new Ntt(dimension, moduli[limb]);
            transforms[limb] = transform;
        }
        return transform;
    }

    /** A zero element. */
    public double[][] allocate() {
        return new double[moduli.length][dimension];
    }
}
