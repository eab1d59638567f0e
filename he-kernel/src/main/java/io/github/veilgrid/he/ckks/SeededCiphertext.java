package io.github.veilgrid.he.ckks;

/**
 * A fresh ciphertext in half the bytes: its public half is a seed and an index. {@link #expand} gives the ciphertext.
 * Immutable, thread safe.
 */
public final class SeededCiphertext {

    private final CkksParameters parameters;
    private final byte[] seed;
    private final int index;
    private final double[][] b;
    private final double scale;
    private final double magnitude;
    private final ErrorBound error;

    /**
     * @param claimed whether scale and magnitude are the word of a sender
     * @throws OperandException if values of that size do not fit the modulus
     */
    SeededCiphertext(CkksParameters parameters, byte[] seed, int index, double[][] b, double scale, double magnitude,
            boolean claimed) {
        this.parameters = parameters;
        this.seed = seed;
        this.index = index;
        this.b = b;
        this.scale = scale;
        this.magnitude = magnitude;
        ErrorBound fresh = new NoiseBounds(parameters).fresh(magnitude, scale);
        this.error = new ErrorBound(fresh.noise(), fresh.encoding(), claimed);
        Ciphertext.requireRoom(parameters, b.length, scale, magnitude, Ciphertext.errorBound(error, magnitude));
    }

    static byte[] expanderSeed(byte[] seed) {
        return DerivedSeed.of(DerivedSeed.CIPHERTEXTS, seed);
    }

    /** The ciphertext, ready to compute with. */
    public Ciphertext expand() {
        double[][] a = parameters.ring().allocate();
        UniformExpander.expandOnce(parameters.ring(), expanderSeed(seed), 0, index, a);
        return new Ciphertext(parameters, b, a, scale, magnitude, error);
    }

    public CkksParameters parameters() {
        return parameters;
    }

    byte[] seed() {
        return seed;
    }

    int index() {
        return index;
    }

    double[][] b() {
        return b;
    }

    double scale() {
        return scale;
    }

    double magnitude() {
        return magnitude;
    }

    @Override
    public String toString() {
        return "seeded ciphertext of " + b.length + " limbs";
    }
}
