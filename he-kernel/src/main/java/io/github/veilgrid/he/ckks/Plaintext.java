package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.Ring;

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
     * Encodes public values, such as weights. Size and rounding error are measured, not bounded.
     *
     * @param values N slots
     * @param scale positive
     * @param limbs 1 or more: only ciphertexts of at most so many limbs can be multiplied
     */
    public static Plaintext encode(CkksParameters parameters, double[] values, double scale, int limbs) {
        Ring ring = parameters.ring();
        if (limbs < 1 || limbs > ring.limbs()) {
            throw new OperandException("A plaintext has 1 to " + ring.limbs() + " limbs, not " + limbs + ".");
        }
        int n = ring.dimension();
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
        double[][] rows = new double[limbs][n];
        for (int limb = 0; limb < limbs; limb++) {
            encoding.reduce(rows[limb], ring.modulus(limb));
            ring.ntt(limb).forward(rows[limb], rows[limb]);
        }
        return new Plaintext(parameters, rows, scale, magnitude, error + magnitude * ErrorBound.TRANSFORM);
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

    /** The largest absolute value of a slot. */
    public double magnitude() {
        return magnitude;
    }

    /** How far rounding moved the slot that it moved most. */
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
