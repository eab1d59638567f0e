package io.github.veilgrid.regrid.wire;

/**
 * Which local source voxels the target voxels of a block's tiles draw on, axis by axis, and with which weights. Local target
 * voxel {@code u} has its first tap along an axis at one of two places, or at one only if all fractions of the block's tiles
 * lie on the same side of {@code 1 - frac(step * u)}: the nearer they lie to each other, the rarer are second places.
 * Immutable and thread safe.
 */
final class AffineTaps {

    private final AffinePositions positions;
    /** By axis, then tile of the block. */
    private final double[][] fractions;
    private final double[] lowest = {1, 1, 1};
    private final double[] highest = new double[3];
    /** By axis and local target voxel. */
    private final int[][] first;
    private final int[][] last;

    AffineTaps(AffinePositions positions, int[] tiles) {
        this.positions = positions;
        this.fractions = new double[3][tiles.length];
        for (int axis = 0; axis < 3; axis++) {
            for (int i = 0; i < tiles.length; i++) {
                fractions[axis][i] = positions.fraction(tiles[i], axis);
                lowest[axis] = Math.min(lowest[axis], fractions[axis][i]);
                highest[axis] = Math.max(highest[axis], fractions[axis][i]);
            }
        }
        first = new int[3][positions.outputs()];
        last = new int[3][positions.outputs()];
        for (int axis = 0; axis < 3; axis++) {
            for (int output = 0; output < first[axis].length; output++) {
                double move = positions.move(axis, output);
                first[axis][output] = first(axis, move);
                last[axis][output] = last(axis, move);
            }
        }
    }

    private int first(int axis, double move) {
        AxisKernel kernel = positions.kernel(axis);
        double position = move + lowest[axis];
        int found = kernel.first(position);
        while (lowest[axis] == highest[axis] && kernel.weight(position, found) == 0) {
            found++;
        }
        return found;
    }

    private int last(int axis, double move) {
        AxisKernel kernel = positions.kernel(axis);
        double position = move + highest[axis];
        int found = kernel.first(position) + kernel.support() - 1;
        while (lowest[axis] == highest[axis] && kernel.weight(position, found) == 0) {
            found--;
        }
        return found;
    }

    /** First local source voxel that some tile's target voxel draws on along an axis. */
    int first(int axis, int output) {
        return first[axis][output];
    }

    /** The last one. */
    int last(int axis, int output) {
        return last[axis][output];
    }

    /** How many local source voxels that is. */
    int count(int axis, int output) {
        return last[axis][output] - first[axis][output] + 1;
    }

    /** Weights of a local target voxel's taps along an axis: for each tap one number per tile of the block. */
    double[][] weights(int axis, int output) {
        KernelTable kernel = positions.table(axis);
        double[] places = fractions[axis].clone();
        double move = positions.move(axis, output);
        for (int i = 0; i < places.length; i++) {
            places[i] += move;
        }
        int from = first[axis][output];
        double[][] weights = new double[count(axis, output)][places.length];
        for (int tap = 0; tap < weights.length; tap++) {
            if (!kernel.across(places, from + tap, weights[tap])) {
                oneByOne(kernel, places, from, weights);
                return weights;
            }
        }
        return weights;
    }

    private static void oneByOne(KernelTable kernel, double[] places, int from, double[][] weights) {
        double[] drawn = new double[kernel.support()];
        for (int i = 0; i < places.length; i++) {
            kernel.at(places[i], drawn);
            int start = kernel.first(places[i]) - from;
            for (int tap = Math.max(0, -start); tap < drawn.length && start + tap < weights.length; tap++) {
                weights[start + tap][i] = drawn[tap];
            }
        }
    }

    /** Local target voxels of a tile. */
    int outputs() {
        return positions.outputs();
    }

    /** Source voxel along an axis from which a tile's are counted. */
    int base(int tile, int axis) {
        return positions.base(tile, axis);
    }
}
