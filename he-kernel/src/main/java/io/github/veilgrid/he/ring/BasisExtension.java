package io.github.veilgrid.he.ring;

import java.util.Arrays;

/**
 * The integer behind residues modulo some primes, taken modulo other primes: fast base conversion with the exact centred
 * quotient in floating point (Halevi, Polyakov and Shoup, "An improved RNS variant of the BFV scheme", CT-RSA 2019).
 *
 * <p>With {@code y_i = x_i (Q/q_i)^-1 mod q_i}, centred, the centred integer is {@code sum y_i (Q/q_i) - v Q} for
 * {@code v = round(sum y_i/q_i)}. Where that sum is within rounding of a tie, the result may be the integer plus or
 * minus Q, which is just as small: harmless wherever extensions are used. One prime needs none of this.
 *
 * <p>Immutable, thread safe; the caller owns the scratch.
 */
public final class BasisExtension {

    private final Ring ring;
    private final int[] from;
    private final double[] hatInverses;
    /** {@code [target][i]}: Q/q_i modulo the target; the last entry is -Q. */
    private final double[][] hats;

    /**
     * @param ring holds all primes involved
     * @param from the limbs the integer is known by, at most 10
     */
    public BasisExtension(Ring ring, int... from) {
        if (from.length == 0 || from.length > 10) {
            throw new IllegalArgumentException("an extension starts from 1 to 10 limbs, not " + from.length);
        }
        this.ring = ring;
        this.from = from.clone();
        this.hatInverses = new double[from.length];
        for (int i = 0; i < from.length; i++) {
            Modulus q = ring.modulus(from[i]);
            hatInverses[i] = q.invert(productWithout(q, i));
        }
        this.hats = new double[ring.limbs()][from.length + 1];
        for (int target = 0; target < hats.length; target++) {
            Modulus q = ring.modulus(target);
            for (int i = 0; i < from.length; i++) {
                hats[target][i] = productWithout(q, i);
            }
            hats[target][from.length] = -product(q);
        }
    }

    private double productWithout(Modulus q, int skipped) {
        double product = 1;
        for (int j = 0; j < from.length; j++) {
            if (j != skipped) {
                product = q.multiply(product, q.reduce(ring.modulus(from[j]).value()));
            }
        }
        return product;
    }

    /** The product of the primes extended from, modulo q. */
    public double product(Modulus q) {
        return productWithout(q, -1);
    }

    /** Scratch that {@link #prepare} fills: a row for each prime and one more; more rows do no harm. */
    public double[][] allocateScratch() {
        return new double[from.length + 1][ring.dimension()];
    }

    /**
     * Does the part that all targets share.
     *
     * @param coefficients centred residues of coefficients, indexed by limb of the ring; read only
     */
    public void prepare(double[][] coefficients, double[][] scratch) {
        if (from.length == 1) {
            System.arraycopy(coefficients[from[0]], 0, scratch[0], 0, ring.dimension());
            return;
        }
        double[] quotient = scratch[from.length];
        Arrays.fill(quotient, 0);
        for (int i = 0; i < from.length; i++) {
            Modulus q = ring.modulus(from[i]);
            ModularLoops.multiplyScalar(scratch[i], coefficients[from[i]], hatInverses[i], q);
            ModularLoops.reduce(scratch[i], q);
            addScaled(quotient, scratch[i], q.inverse());
        }
        round(quotient);
    }

    /** The residues modulo one target limb, centred. */
    public void extend(double[][] scratch, int target, double[] out) {
        Modulus q = ring.modulus(target);
        if (from.length == 1) {
            ModularLoops.reduce(out, scratch[0], q);
            return;
        }
        ModularLoops.multiplyScalar(out, scratch[0], hats[target][0], q);
        for (int i = 1; i <= from.length; i++) {
            ModularLoops.multiplyScalarAdd(out, scratch[i], hats[target][i], q);
        }
        ModularLoops.reduce(out, q);
    }

    private static void addScaled(double[] acc, double[] x, double factor) {
        for (int i = 0; i < acc.length; i++) {
            acc[i] += x[i] * factor;
        }
    }

    private static void round(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.rint(x[i]);
        }
    }
}
