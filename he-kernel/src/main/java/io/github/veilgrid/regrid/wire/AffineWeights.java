package io.github.veilgrid.regrid.wire;

import java.util.Arrays;

/** Weights of one local target voxel of an oblique plan, over the slots of a block. For one thread. */
public final class AffineWeights {

    private final double[][] x;
    private final double[][] y;
    private final double[][] z;
    private final int tiles;

    /**
     * @param block of the plan
     * @param output local target voxel
     */
    public AffineWeights(AffinePlan plan, int block, int output) {
        int[] numbers = plan.blocks().tiles(block);
        tiles = numbers.length;
        x = plan.window().weights(0, output, numbers);
        y = plan.window().weights(1, output, numbers);
        z = plan.window().weights(2, output, numbers);
    }

    /** Taps in all, numbered as {@link AffineWindow#taps} does. */
    public int count() {
        return x.length * y.length * z.length;
    }

    /**
     * Weights of a tap.
     *
     * @param slots takes one number per tile, and 0 in slots without a tile
     */
    public void tap(int tap, double[] slots) {
        double[] wx = x[tap % x.length];
        double[] wy = y[tap / x.length % y.length];
        double[] wz = z[tap / x.length / y.length];
        for (int tile = 0; tile < tiles; tile++) {
            slots[tile] = wx[tile] * wy[tile] * wz[tile];
        }
        Arrays.fill(slots, tiles, slots.length, 0);
    }
}
