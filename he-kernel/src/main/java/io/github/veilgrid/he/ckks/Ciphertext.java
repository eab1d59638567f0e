package io.github.veilgrid.he.ckks;

import java.util.Locale;

/**
 * An encrypted real vector: two polynomials in the transform's domain that decrypt as {@code b + a s}, with everything
 * that must be known to go on computing: level, scale, a bound of the values and a bound of the error.
 *
 * <p>The bound of the values is <em>declared</em> by whoever encrypts, never measured, so it tells nothing about them. The
 * error bound holds for all slots but with a probability below 2^-40 per ciphertext; where a ciphertext was read from
 * bytes, bounds are what its sender claims. Immutable, thread safe.
 */
public final class Ciphertext {

    private final CkksParameters parameters;
    private final double[][] b;
    private final double[][] a;
    private final double scale;
    private final double magnitude;
    private final ErrorBound error;

    /** Takes the arrays over; checks that the values fit the modulus of their level. */
    Ciphertext(CkksParameters parameters, double[][] b, double[][] a, double scale, double magnitude, ErrorBound error) {
        this.parameters = parameters;
        this.b = b;
        this.a = a;
        this.scale = scale;
        this.magnitude = magnitude;
        this.error = error;
        requireRoom(parameters, b.length, scale, magnitude, errorBound());
    }

    /** @throws OperandException if values of that size would wrap around */
    static void requireRoom(CkksParameters parameters, int limbs, double scale, double magnitude, double errorBound) {
        double bits = Math.log((magnitude + errorBound) * scale) / Math.log(2) + 1;
        double room = 0;
        for (int limb = 0; limb < limbs; limb++) {
            room += Math.log(parameters.prime(limb)) / Math.log(2);
        }
        if (!(bits < room)) {
            throw new OperandException(String.format(Locale.ROOT, "The result needs %.1f bits, but at level %d the modulus has %.1f: "
                    + "rescale earlier, use a smaller scale, or take parameters with more or larger primes.",
                    bits, limbs - 1, room));
        }
    }

    public CkksParameters parameters() {
        return parameters;
    }

    /** Primes this ciphertext still has. */
    public int limbs() {
        return b.length;
    }

    /** How often it can be rescaled: {@code limbs - 1}. */
    public int level() {
        return b.length - 1;
    }

    public double scale() {
        return scale;
    }

    /** No slot's true value is larger. */
    public double magnitude() {
        return magnitude;
    }

    /** No slot decrypts further from its true value. */
    public double errorBound() {
        return errorBound(error, magnitude);
    }

    static double errorBound(ErrorBound error, double magnitude) {
        return error.noise() + error.encoding() + magnitude * ErrorBound.TRANSFORM;
    }

    /** The part of the error that depends on the key, which {@link SharedDecryption} drowns. */
    public double noiseBound() {
        return error.noise();
    }

    ErrorBound error() {
        return error;
    }

    double[][] b() {
        return b;
    }

    double[][] a() {
        return a;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "ciphertext at level %d, scale 2^%.2f, values up to %.3g, error up to %.3g",
                level(), Math.log(scale) / Math.log(2), magnitude, errorBound());
    }
}
