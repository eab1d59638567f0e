package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.he.ckks.ProductSum;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.regrid.wire.PrivateAxis;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import java.util.Arrays;

/**
 * Room for one answer on its way: the map's weights for it, which go with the job, and the ciphertext that comes of them. Strips
 * of one answer may be summed by several threads at a time.
 */
final class PrivateAnswer {

    private final PrivatePlan plan;
    /** {@code [limb][strip of a period][tap]}. */
    private final double[][][][] alongX;
    private final double[][][][] alongY;
    /** {@code [polynomial][limb]}: b and a. */
    private final double[][][] rows;
    private int u;
    private int v;

    /** What a thread sums in. */
    static final class Scratch {

        private final double[][] alongX;
        private final double[] sum = new double[CipherStrips.LENGTH];
        private final ProductSum products = new ProductSum();

        Scratch(PrivatePlan plan) {
            alongX = new double[plan.axis(1).mostTaps()][CipherStrips.LENGTH];
        }
    }

    PrivateAnswer(PrivatePlan plan) {
        this.plan = plan;
        int limbs = plan.parameters().limbs();
        int strips = plan.slots().period() / CipherStrips.LENGTH;
        alongX = new double[limbs][strips][plan.axis(0).mostTaps()][CipherStrips.LENGTH];
        alongY = new double[limbs][strips][plan.axis(1).mostTaps()][CipherStrips.LENGTH];
        rows = new double[2][limbs][plan.parameters().ringDimension()];
    }

    /** Becomes the answer of local output (u, v). */
    void begin(int localX, int localY, PrivateWeights weights) {
        u = localX;
        v = localY;
        weights.encode(0, u, v, alongX);
        weights.encode(1, u, v, alongY);
    }

    int u() {
        return u;
    }

    int v() {
        return v;
    }

    /** Rows by limb of b, as far as they are summed. */
    double[][] b() {
        return rows[0];
    }

    /** The same of a. */
    double[][] a() {
        return rows[1];
    }

    /**
     * Sums a strip: along x within each row of the window, then along y.
     *
     * @param held by row of the window, as far as the output draws on them
     * @param polynomial 0 for b, 1 for a
     */
    void sum(CipherStrips[] held, int polynomial, int limb, int strip, Scratch scratch) {
        Modulus q = plan.parameters().ring().modulus(limb);
        PrivateAxis x = plan.axis(0);
        PrivateAxis y = plan.axis(1);
        double[][] byX = alongX[limb][strip % alongX[limb].length];
        for (int j = 0; j < y.taps(v); j++) {
            double[][] row = held[y.first(v) + j].get(polynomial, limb, strip);
            sum(row, x.first(u), byX, x.taps(u), q, scratch.alongX[j], scratch.products);
        }
        double[][] byY = alongY[limb][strip % alongY[limb].length];
        sum(scratch.alongX, 0, byY, y.taps(v), q, scratch.sum, scratch.products);
        System.arraycopy(scratch.sum, 0, rows[polynomial][limb], strip * CipherStrips.LENGTH, CipherStrips.LENGTH);
    }

    private static void sum(double[][] operands, int first, double[][] by, int taps, Modulus q, double[] out,
            ProductSum products) {
        Arrays.fill(out, 0);
        products.begin(out, q);
        for (int i = 0; i < taps; i++) {
            products.add(operands[first + i], by[i]);
        }
        products.end();
    }
}
