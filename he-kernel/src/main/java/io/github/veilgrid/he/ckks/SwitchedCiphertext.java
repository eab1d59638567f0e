package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.Ring;

/**
 * A ciphertext whose coefficients were switched to a smaller modulus M, any integer: good for nothing but decryption
 * ({@link SwitchedDecryptor}), in {@code 2 N log2 M} bits. Immutable, thread safe.
 *
 * <p>The switch divides scale and noise by Q/M and adds the rounding of both polynomials: in each slot at most
 * {@link #roundingBound} units of M, that is divided by {@link #scale} in units of values.
 */
public final class SwitchedCiphertext {

    private final CkksParameters parameters;
    private final long modulus;
    private final double[] b;
    private final double[] a;
    private final double scale;
    private final double magnitude;
    private final ErrorBound error;

    /**
     * Takes the arrays over.
     *
     * @throws OperandException if the values do not fit the modulus
     */
    SwitchedCiphertext(CkksParameters parameters, long modulus, double[] b, double[] a, double scale, double magnitude,
            ErrorBound error) {
        this.parameters = parameters;
        this.modulus = modulus;
        this.b = b;
        this.a = a;
        this.scale = scale;
        this.magnitude = magnitude;
        this.error = error;
        if (!((magnitude + errorBound()) * scale * 2 < modulus)) {
            throw new OperandException("Values up to " + magnitude + " do not fit the modulus " + modulus
                    + " after the switch: take a larger one.");
        }
    }

    /**
     * Switches a ciphertext.
     *
     * @param modulus from 2 to {@link ModulusSwitch#MAX_MODULUS}, below the ciphertext's own
     * @throws OperandException if the modulus is no such number, or the values do not fit it
     */
    public static SwitchedCiphertext of(Ciphertext c, long modulus) {
        CkksParameters parameters = c.parameters();
        Ring ring = parameters.ring().prefix(c.limbs());
        ModulusSwitch change = new ModulusSwitch(ring);
        double[] b = new double[ring.dimension()];
        double[] a = new double[ring.dimension()];
        try {
            change.switchTo(coefficients(ring, c.b()), modulus, b);
            change.switchTo(coefficients(ring, c.a()), modulus, a);
        } catch (IllegalArgumentException e) {
            throw new OperandException("The ciphertext cannot be switched: " + e.getMessage() + ".");
        }
        double scale = c.scale() * modulus;
        for (int limb = 0; limb < c.limbs(); limb++) {
            scale /= ring.modulus(limb).asDouble();
        }
        ErrorBound error = c.error().plusNoise(roundingBound(ring.dimension()) / scale);
        return new SwitchedCiphertext(parameters, modulus, b, a, scale, c.magnitude(), error);
    }

    private static double[][] coefficients(Ring ring, double[][] rows) {
        double[][] out = ring.allocate();
        for (int limb = 0; limb < out.length; limb++) {
            ring.ntt(limb).inverse(rows[limb], out[limb]);
        }
        return out;
    }

    /** What rounding both polynomials adds to a slot at most, in units of the new modulus. */
    public static double roundingBound(int ringDimension) {
        return NoiseBounds.division(ringDimension);
    }

    public CkksParameters parameters() {
        return parameters;
    }

    public long modulus() {
        return modulus;
    }

    /** A value v is now {@code v * scale} modulo M. */
    public double scale() {
        return scale;
    }

    /** No slot's true value is larger. */
    public double magnitude() {
        return magnitude;
    }

    /** No slot decrypts further from its true value. */
    public double errorBound() {
        return Ciphertext.errorBound(error, magnitude);
    }

    ErrorBound error() {
        return error;
    }

    double[] b() {
        return b;
    }

    double[] a() {
        return a;
    }

    @Override
    public String toString() {
        return "ciphertext modulo " + modulus + ", errors up to " + errorBound();
    }
}
