package io.github.veilgrid.he.ring;

/**
 * The hot loops over coefficients as real numbers, where sums modulo one need no reduction. As in {@link ModularLoops},
 * each is one simple loop that the JIT compiler vectorises. The result is the same on every machine: plain and fused
 * operations are used exactly where written. Stateless, thread safe.
 */
public final class RealLoops {

    private RealLoops() {
    }

    /** {@code out = x*w}. */
    public static void multiply(double[] out, double[] x, double w) {
        for (int i = 0; i < out.length; i++) {
            out[i] = x[i] * w;
        }
    }

    /** {@code acc += x*w}, rounded once. */
    public static void multiplyAdd(double[] acc, double[] x, double w) {
        for (int i = 0; i < acc.length; i++) {
            acc[i] = Math.fma(x[i], w, acc[i]);
        }
    }
}
