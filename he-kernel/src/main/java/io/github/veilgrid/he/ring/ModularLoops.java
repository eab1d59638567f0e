package io.github.veilgrid.he.ring;

/**
 * The hot loops over residues: static methods over whole arrays.
 *
 * <p>A product modulo q: {@code h = x*w}, {@code l = fma(x, w, -h)} (the part that h lost, exactly),
 * {@code k = round(h/q)}, result {@code fma(-k, q, h) + l}. It is exact for {@code |x| < 2^52} and {@code |w| <= q/2};
 * the result is within {@link Modulus#productBound(double)}, 0.75 q for {@code |x| <= 2q}.
 *
 * <p>Each method is one simple loop on purpose: the JIT compiler vectorises those, and gives up on loops that fuse many
 * arrays. Arrays must have the length of the first argument and may be the same array, but not overlap otherwise.
 * Stateless, thread safe.
 */
public final class ModularLoops {

    private static final double ROUND = Modulus.ROUND;

    private ModularLoops() {
    }

    /** {@code out = x*w mod q}, {@code |out| <= 0.75q} for {@code |x| <= 2q}; w centred. */
    public static void multiply(double[] out, double[] x, double[] w, Modulus q) {
        double p = q.asDouble();
        double inverse = q.inverse();
        for (int i = 0; i < out.length; i++) {
            double h = x[i] * w[i];
            double l = Math.fma(x[i], w[i], -h);
            double k = Math.fma(h, inverse, ROUND) - ROUND;
            out[i] = Math.fma(-k, p, h) + l;
        }
    }

    /**
     * {@code acc += x*w mod q}. The product is reduced, the sum is not: at most 12 products of centred residues may
     * be added before {@link #reduce}, 6 if the sum enters another product unreduced.
     */
    public static void multiplyAdd(double[] acc, double[] x, double[] w, Modulus q) {
        double p = q.asDouble();
        double inverse = q.inverse();
        for (int i = 0; i < acc.length; i++) {
            double h = x[i] * w[i];
            double l = Math.fma(x[i], w[i], -h);
            double k = Math.fma(h, inverse, ROUND) - ROUND;
            acc[i] += Math.fma(-k, p, h) + l;
        }
    }

    /**
     * {@code acc += x0*w0 + x1*w1 mod q}, each product reduced: two of the products that {@link #multiplyAdd} counts, in
     * one pass over the sum. Long sums take a quarter less time this way.
     */
    public static void multiplyAddTwo(double[] acc, double[] x0, double[] w0, double[] x1, double[] w1, Modulus q) {
        double p = q.asDouble();
        double inverse = q.inverse();
        for (int i = 0; i < acc.length; i++) {
            double h0 = x0[i] * w0[i];
            double l0 = Math.fma(x0[i], w0[i], -h0);
            double k0 = Math.fma(h0, inverse, ROUND) - ROUND;
            double h1 = x1[i] * w1[i];
            double l1 = Math.fma(x1[i], w1[i], -h1);
            double k1 = Math.fma(h1, inverse, ROUND) - ROUND;
            acc[i] += (Math.fma(-k0, p, h0) + l0) + (Math.fma(-k1, p, h1) + l1);
        }
    }

    /** {@code acc -= x*w mod q}; bounds as for {@link #multiplyAdd}. */
    public static void multiplySubtract(double[] acc, double[] x, double[] w, Modulus q) {
        double p = q.asDouble();
        double inverse = q.inverse();
        for (int i = 0; i < acc.length; i++) {
            double h = x[i] * w[i];
            double l = Math.fma(x[i], w[i], -h);
            double k = Math.fma(h, inverse, ROUND) - ROUND;
            acc[i] -= Math.fma(-k, p, h) + l;
        }
    }

    /** {@code out = x*w mod q} for one centred w. */
    public static void multiplyScalar(double[] out, double[] x, double w, Modulus q) {
        double p = q.asDouble();
        double inverse = q.inverse();
        for (int i = 0; i < out.length; i++) {
            double h = x[i] * w;
            double l = Math.fma(x[i], w, -h);
            double k = Math.fma(h, inverse, ROUND) - ROUND;
            out[i] = Math.fma(-k, p, h) + l;
        }
    }

    /** {@code acc += x*w mod q} for one centred w; the sum is not reduced. */
    public static void multiplyScalarAdd(double[] acc, double[] x, double w, Modulus q) {
        double p = q.asDouble();
        double inverse = q.inverse();
        for (int i = 0; i < acc.length; i++) {
            double h = x[i] * w;
            double l = Math.fma(x[i], w, -h);
            double k = Math.fma(h, inverse, ROUND) - ROUND;
            acc[i] += Math.fma(-k, p, h) + l;
        }
    }

    /** {@code acc += x}, not reduced. */
    public static void add(double[] acc, double[] x) {
        for (int i = 0; i < acc.length; i++) {
            acc[i] += x[i];
        }
    }

    /** {@code acc -= x}, not reduced. */
    public static void subtract(double[] acc, double[] x) {
        for (int i = 0; i < acc.length; i++) {
            acc[i] -= x[i];
        }
    }

    /** {@code acc mod q}, centred: {@code |acc| <= q/2}; any integers, as {@link #reduce(double[], double[], Modulus)} takes. */
    public static void reduce(double[] acc, Modulus q) {
        reduce(acc, acc, q);
    }

    /**
     * {@code out = x mod q}, centred; x any integers below 2^52. Up to 2^53, where sums of twelve products modulo a prime
     * of 50 bits may end, the result is congruent too, but {@code (q+1)/2} may stand for {@code -(q-1)/2}.
     */
    public static void reduce(double[] out, double[] x, Modulus q) {
        double p = q.asDouble();
        double inverse = q.inverse();
        for (int i = 0; i < out.length; i++) {
            double k = Math.fma(x[i], inverse, ROUND) - ROUND;
            out[i] = Math.fma(-k, p, x[i]);
        }
    }
}
