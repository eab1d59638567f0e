package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.Ring;

/**
 * Modulus switching from a product of primes Q to a power of two, coefficient by coefficient:
 * {@code y = round(x * 2^bits / Q)}. A result that needs no further products travels in far fewer bits that way; the
 * rounding of {@code a} costs {@code a}'s rounding error times the secret, that of {@code b} itself alone (Brakerski,
 * Gentry, Vaikuntanathan 2012, section 3.2; in the first CKKS scheme, 2017, every modulus is a power of two). Immutable,
 * thread safe.
 *
 * <p>x/Q modulo 1 is the sum over the primes of {@code [x (Q/q)^-1]_q / q}; summed in {@code double} it is off by some
 * 2^-52, far below half a unit for the bit counts in use.
 */
public final class ModulusSwitch {

    private final Ring ring;
    private final double[] factors;

    public ModulusSwitch(Ring ring) {
        this.ring = ring;
        this.factors = new double[ring.limbs()];
        for (int i = 0; i < factors.length; i++) {
            Modulus q = ring.modulus(i);
            double others = 1;
            for (int j = 0; j < factors.length; j++) {
                if (j != i) {
                    others = q.multiply(others, q.reduce(ring.modulus(j).value()));
                }
            }
            factors[i] = q.invert(others);
        }
    }

    /**
     * Coefficients as fractions of Q.
     *
     * @param rows centred coefficients, one row per limb; overwritten
     * @param fractions takes numbers within {@code -1/2 .. 1/2}
     */
    public void fractions(double[][] rows, double[] fractions) {
        for (int limb = 0; limb < factors.length; limb++) {
            Modulus q = ring.modulus(limb);
            if (factors.length > 1) {
                ModularLoops.multiplyScalar(rows[limb], rows[limb], factors[limb], q);
            }
            accumulate(fractions, rows[limb], q.inverse(), limb == 0);
        }
        centre(fractions);
    }

    /**
     * Rounds fractions of a modulus to integers modulo {@code 2^bits}.
     *
     * @param fractions as {@link #fractions} gives them
     * @param integers takes integers {@code -2^(bits-1) .. 2^(bits-1)}, the two ends being the same residue; may be the
     *     same array
     */
    public static void round(double[] fractions, int bits, double[] integers) {
        double scale = Math.scalb(1.0, bits);
        for (int i = 0; i < integers.length; i++) {
            integers[i] = Math.rint(fractions[i] * scale);
        }
    }

    private static void accumulate(double[] sum, double[] row, double factor, boolean first) {
        if (first) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] = row[i] * factor;
            }
        } else {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += row[i] * factor;
            }
        }
    }

    /** Takes numbers modulo 1, to within {@code -1/2 .. 1/2}. */
    static void centre(double[] numbers) {
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] -= Math.rint(numbers[i]);
        }
    }
}
