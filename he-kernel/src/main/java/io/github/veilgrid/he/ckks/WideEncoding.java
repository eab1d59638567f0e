package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.Ring;

/**
 * Encoded values at any scale. The encoder's coefficients stay below 2^52; beyond that the last bits of a
 * {@code double} are spent anyway, so coefficients are encoded at a smaller scale and multiplied by a power of two once
 * they are residues.
 *
 * <p>Values must keep to a declared bound: one beyond it would wrap around silently.
 */
final class WideEncoding {

    private static final int COEFFICIENT_BITS = 51;

    private final double[] coefficients;
    private final int shift;

    /** Takes the array over. */
    WideEncoding(double[] coefficients, int shift) {
        this.coefficients = coefficients;
        this.shift = shift;
    }

    /** @throws OperandException if there are not N values, or one is larger than declared */
    static WideEncoding of(CkksParameters parameters, double[] values, double magnitude, double scale) {
        if (values.length != parameters.ringDimension()) {
            throw new OperandException(values.length + " values are given, a vector has " + parameters.ringDimension() + " slots.");
        }
        for (double v : values) {
            if (!(Math.abs(v) <= magnitude)) {
                throw new OperandException("A value is not within the declared magnitude of " + magnitude
                        + ": declare a larger one or clamp the values.");
            }
        }
        int shift = shift(magnitude, scale);
        double[] coefficients = new double[parameters.ringDimension()];
        parameters.encoder().encode(values, Math.scalb(scale, -shift), coefficients);
        return new WideEncoding(coefficients, shift);
    }

    private static int shift(double magnitude, double scale) {
        return Math.max(0, Math.getExponent(magnitude * scale) + 1 - COEFFICIENT_BITS);
    }

    /** By how much a rounding error is larger than at a small scale. */
    static double roundingUnit(double magnitude, double scale) {
        return Math.scalb(1.0, shift(magnitude, scale));
    }

    private void reduce(double[] out, Modulus q) {
        ModularLoops.multiplyScalar(out, coefficients, q.power(2, shift), q);
        ModularLoops.reduce(out, q);
    }

    /** Rows of the first limbs in the transform's domain. */
    double[][] rows(CkksParameters parameters, int limbs) {
        Ring ring = parameters.ring();
        double[][] rows = new double[limbs][ring.dimension()];
        for (int limb = 0; limb < limbs; limb++) {
            reduce(rows[limb], ring.modulus(limb));
            ring.ntt(limb).forward(rows[limb], rows[limb]);
        }
        return rows;
    }

    /** {@code out = coefficients + error} modulo q, centred. */
    void addTo(double[] error, double[] out, Modulus q) {
        ModularLoops.multiplyScalar(out, coefficients, q.power(2, shift), q);
        ModularLoops.add(out, error);
        ModularLoops.reduce(out, q);
    }

    /** Coefficients at the smaller scale. */
    double[] coefficients() {
        return coefficients;
    }

    /** log2 of what they still have to be multiplied by. */
    int shift() {
        return shift;
    }
}
