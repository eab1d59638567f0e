package io.github.veilgrid.regrid.wire;

import java.util.Arrays;

/** Weights of one local target voxel of an oblique plan, over the slots of a block. For one thread. */
public final class AffineWeights {

    /** More than an output has taps. */
    private static final int SEED_BITS = 16;

    private final double[][] x;
    private final double[][] y;
    private final double[][] z;
    private final long seed;

    /**
     * @param block of the plan
     * @param output local target voxel
     */
    public AffineWeights(AffinePlan plan, int block, int output) {
        AffineWindow window = plan.blocks().window(block);
        x = window.weights(0, output);
        y = window.weights(1, output);
        z = window.weights(2, output);
        seed = (long) block << 44 | (long) output << SEED_BITS;
    }

    /** The first of 65,536 numbers that no other output of the job has. */
    public long seed() {
        return seed;
    }

    /** Taps within a plane. */
    public int inPlane() {
        return x.length * y.length;
    }

    /** Planes. */
    public int planes() {
        return z.length;
    }

    /**
     * Weights of a tap, numbered as {@link AffineWindow#taps} does.
     *
     * @param slots takes one number per tile, and 0 in slots without a tile
     */
    public void tap(int tap, double[] slots) {
        inPlane(tap % inPlane(), slots);
        double[] weights = z[tap / inPlane()];
        for (int tile = 0; tile < weights.length; tile++) {
            slots[tile] *= weights[tile];
        }
    }

    /** The same of a tap within its plane. */
    public void inPlane(int tap, double[] slots) {
        double[] wx = x[tap % x.length];
        double[] wy = y[tap / x.length];
        for (int tile = 0; tile < wx.length; tile++) {
            slots[tile] = wx[tile] * wy[tile];
        }
        Arrays.fill(slots, wx.length, slots.length, 0);
    }

    /** The same of a plane. */
    public void plane(int plane, double[] slots) {
        System.arraycopy(z[plane], 0, slots, 0, z[plane].length);
        Arrays.fill(slots, z[plane].length, slots.length, 0);
    }
}
