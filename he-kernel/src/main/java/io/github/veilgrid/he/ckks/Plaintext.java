package io.github.veilgrid.he.ckks;

/**
 * An encoded real vector in the transform's domain, with its scale and what is known about its size and rounding.
 * Immutable, thread safe.
 */
public final class Plaintext {

    private final CkksParameters parameters;
    private final double[][] rows;
    private final double scale;
    private final double magnitude;
    private final double errorBound;

    private Plaintext(CkksParameters parameters, double[][] rows, double scale, double magnitude, double errorBound) {
        this.parameters = parameters;
        this.rows = rows;
        this.scale = scale;
        this.magnitude = magnitude;
        this.errorBound = errorBound;
    }

    /**
     * Encodes public values, such as weights everybody may know. Size and rounding error are measured, not bounded.
     *
     * @param values N slots
     * @param scale positive
     * @param limbs 1 or more: only ciphertexts of at most so many limbs can be multiplied
     */
    public static Plaintext encode(CkksParameters parameters, double[] values, double scale, int limbs) {
        requireLimbs(parameters, limbs);
        int n = parameters.ringDimension();
        double magnitude = 0;
        for (double v : values) {
            magnitude = Math.max(magnitude, Math.abs(v));
        }
        WideEncoding encoding = WideEncoding.of(parameters, values, magnitude, scale);
        double[] encoded = new double[n];
        parameters.encoder().decode(encoding.coefficients(), Math.scalb(scale, -encoding.shift()), encoded);
        double error = 0;
        for (int j = 0; j < n; j++) {
            error = Math.max(error, Math.abs(encoded[j] - values[j]));
        }
        return new Plaintext(parameters, encoding.rows(parameters, limbs), scale, magnitude, error + magnitude * ErrorBound.TRANSFORM);
    }

    /**
     * Encodes private values: results that are handed out carry bounds, and these come from what is declared here, not
     * from the values themselves. Results still need {@link ResultHiding}.
     *
     * @param magnitude a declared bound of the values, which may become public
     * @throws OperandException if a value is larger than declared
     */
    public static Plaintext encodePrivate(CkksParameters parameters, double[] values, double magnitude, double scale, int limbs) {
        requireLimbs(parameters, limbs);
        WideEncoding encoding = WideEncoding.of(parameters, values, magnitude, scale);
        double error = new NoiseBounds(parameters).encoding(magnitude, scale).encoding();
        return new Plaintext(parameters, encoding.rows(parameters, limbs), scale, magnitude, error);
    }

    private static void requireLimbs(CkksParameters parameters, int limbs) {
        if (limbs < 1 || limbs > parameters.limbs()) {
            throw new OperandException("A plaintext has 1 to " + parameters.limbs() + " limbs, not " + limbs + ".");
        }
    }

    public CkksParameters parameters() {
        return parameters;
    }

    public int limbs() {
        return rows.length;
    }

    public double scale() {
        return scale;
    }

    /** The largest absolute value of a slot, or what was declared. */
    public double magnitude() {
        return magnitude;
    }

    /** How far rounding moved the slot that it moved most, or may have moved it. */
    public double errorBound() {
        return errorBound;
    }

    double[] row(int limb) {
        return rows[limb];
    }

    @Override
    public String toString() {
        return "plaintext of " + limbs() + " limbs";
    }
}
