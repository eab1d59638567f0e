package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.Ring;
import java.util.Arrays;

/**
 * Modulus switching from a product of primes Q to any smaller modulus M, coefficient by coefficient:
 * {@code y = round(x M / Q)}. A result that needs no further products travels in far fewer bits that way; the
 * rounding of {@code a} costs {@code a}'s rounding error times the secret, that of {@code b} itself alone (Brakerski,
 * Gentry, Vaikuntanathan 2012, section 3.2; in the first CKKS scheme, 2017, every modulus is a power of two). Immutable,
 * thread safe. {@link SwitchedCiphertext} does it to whole ciphertexts and keeps the books.
 *
 * <p>x/Q modulo 1 is the sum over the primes of {@code [x (Q/q)^-1]_q / q}. {@link #switchTo} takes the whole part of
 * each summand times M exactly and sums only what is left in {@code double}: results are the nearest integer but for
 * ties within 2^-49, for any M. {@link #fractions} leaves M open, so that b and a can be rounded differently; it is off
 * by some 2^-52 of M, far below half a unit for the powers of two up to 2^40 that streams use.
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

    /** Largest modulus that can be switched to: integers of that size have exact products with residues. */
    public static final long MAX_MODULUS = 1L << Modulus.MAX_BITS;

    /**
     * Switches to any smaller modulus: prime or not, odd or even.
     *
     * @param rows centred coefficients, one row per limb; overwritten
     * @param modulus M, from 2 to {@link #MAX_MODULUS} and below Q
     * @param integers takes integers {@code -M/2 .. M/2}; for an even M the two ends are the same residue
     * @throws IllegalArgumentException if M is not such a modulus
     */
    public void switchTo(double[][] rows, long modulus, double[] integers) {
        requireSmaller(modulus);
        double m = modulus;
        for (int limb = 0; limb < factors.length; limb++) {
            Modulus q = ring.modulus(limb);
            if (factors.length > 1) {
                ModularLoops.multiplyScalar(rows[limb], rows[limb], factors[limb], q);
            }
            ModularLoops.reduce(rows[limb], q);
            if (limb == 0) {
                Arrays.fill(integers, 0);
            }
            multiplyAndSplit(rows[limb], m, q, integers);
            centre(integers, m);
            if (limb > 0) {
                ModularLoops.add(rows[0], rows[limb]);
            }
        }
        addRounded(integers, rows[0]);
        centre(integers, m);
    }

    private void requireSmaller(long modulus) {
        double log2 = 0;
        for (int limb = 0; limb < factors.length; limb++) {
            log2 += Math.log(ring.modulus(limb).value()) / Math.log(2);
        }
        if (modulus < 2 || modulus > MAX_MODULUS || Math.log(modulus) / Math.log(2) >= log2) {
            throw new IllegalArgumentException("a modulus to switch to is 2 to 2^" + Modulus.MAX_BITS
                    + " and smaller than the one switched from, not " + modulus);
        }
    }

    /** {@code x m / q}: the whole part is added to {@code whole}, x becomes what is left, within {@code -5/8 .. 5/8}. */
    private static void multiplyAndSplit(double[] x, double m, Modulus q, double[] whole) {
        double p = q.asDouble();
        double inverse = q.inverse();
        for (int i = 0; i < x.length; i++) {
            double h = x[i] * m;
            double l = Math.fma(x[i], m, -h);
            double k = Math.rint(h * inverse);
            whole[i] += k;
            x[i] = (Math.fma(-k, p, h) + l) * inverse;
        }
    }

    private static void addRounded(double[] integers, double[] x) {
        for (int i = 0; i < integers.length; i++) {
            integers[i] += Math.rint(x[i]);
        }
    }

    private static void centre(double[] integers, double m) {
        for (int i = 0; i < integers.length; i++) {
            integers[i] -= m * Math.rint(integers[i] / m);
        }
    }

    /**
     * Coefficients as fractions of Q.
     *
     * @param rows centred coefficients, one row per limb; overwritten
     * @param fractions takes numbers within {@code -1/2 .. 1/2}; may be the first row
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
