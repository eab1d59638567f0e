package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.Ring;

/**
 * Residues to centred integers by mixed radix (Garner): with centred digits {@code d_i} the integer is
 * {@code d_0 + q_0 d_1 + q_0 q_1 d_2 + ...}, centred itself. A message much smaller than the modulus has zeros for its
 * upper digits, so summing in {@code double} cancels nothing and is off by a few roundings only.
 */
final class CrtReconstruction {

    private final Ring ring;
    /** {@code [limb][below]}: inverse of prime {@code below} modulo prime {@code limb}. */
    private final double[][] inverses;

    CrtReconstruction(Ring ring) {
        this.ring = ring;
        this.inverses = new double[ring.limbs()][];
        for (int i = 0; i < inverses.length; i++) {
            Modulus q = ring.modulus(i);
            inverses[i] = new double[i];
            for (int j = 0; j < i; j++) {
                inverses[i][j] = q.invert(q.reduce(ring.modulus(j).value()));
            }
        }
    }

    /** @param rows centred coefficients, a row for each of the first limbs; overwritten by the digits */
    void combine(double[][] rows, int limbs, double[] coefficients) {
        for (int i = 1; i < limbs; i++) {
            Modulus q = ring.modulus(i);
            for (int j = 0; j < i; j++) {
                ModularLoops.subtract(rows[i], rows[j]);
                ModularLoops.multiplyScalar(rows[i], rows[i], inverses[i][j], q);
                ModularLoops.reduce(rows[i], q);
            }
        }
        int top = limbs - 1;
        System.arraycopy(rows[top], 0, coefficients, 0, coefficients.length);
        for (int i = top - 1; i >= 0; i--) {
            double radix = ring.modulus(i).asDouble();
            double[] digits = rows[i];
            for (int k = 0; k < coefficients.length; k++) {
                coefficients[k] = Math.fma(coefficients[k], radix, digits[k]);
            }
        }
    }
}
