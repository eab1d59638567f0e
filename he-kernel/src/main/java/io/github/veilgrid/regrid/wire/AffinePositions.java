package io.github.veilgrid.regrid.wire;

import java.util.BitSet;

/**
 * Where voxels lie in an {@link AffinePlan}, seen from inside a tile. Tile {@code t} starts at source position
 * {@code P = step * (t * tileSize) + offset}; its local source voxel {@code l} is {@code floor(P) + l}. Local target
 * voxel {@code u} lies at local position {@code frac(P) + step * u}, so along each axis its first tap takes at most two
 * values over the tiles, and an interpolation of support m has at most m + 1 taps there.
 *
 * <p>Positions lie on a grid of 2^-32 voxel, where sums are exact: both sides find the same taps. Immutable and thread
 * safe.
 */
final class AffinePositions {

    static final double POSITION_GRID = 1L << 32;

    private final AxisKernel[] kernels = new AxisKernel[3];
    private final KernelTable[] tables = new KernelTable[3];
    private final int[] tileSize;
    private final double[] step;
    private final int[][] base;
    private final double[][] fraction;
    private final BitSet used = new BitSet();

    /**
     * @param inputs source voxels, beyond which no tile is used; null if all are
     */
    AffinePositions(Kernel kernel, int[] inputs, int[] outputs, int[] tileSize, double[] step, double[] offset) {
        for (int axis = 0; axis < 3; axis++) {
            kernels[axis] = kernel.along(AffineWindow.stretch(step, axis), false);
            tables[axis] = new KernelTable(kernels[axis]);
        }
        this.tileSize = tileSize.clone();
        this.step = step.clone();
        int[] tiles = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            tiles[axis] = (outputs[axis] + tileSize[axis] - 1) / tileSize[axis];
        }
        int count = tiles[0] * tiles[1] * tiles[2];
        base = new int[3][count];
        fraction = new double[3][count];
        for (int tile = 0; tile < count; tile++) {
            int x = tile % tiles[0] * tileSize[0];
            int y = tile / tiles[0] % tiles[1] * tileSize[1];
            int z = tile / tiles[0] / tiles[1] * tileSize[2];
            for (int axis = 0; axis < 3; axis++) {
                double position = snapped(move(axis, x, y, z) + offset[axis]);
                base[axis][tile] = (int) Math.floor(position);
                fraction[axis][tile] = position - base[axis][tile];
            }
        }
        choose(inputs);
    }

    /** Finds the tiles that are used. */
    private void choose(int[] inputs) {
        for (int tile = 0; tile < base[0].length; tile++) {
            used.set(tile, inputs == null || touches(tile, inputs));
        }
        if (used.isEmpty()) {
            used.set(0);
        }
    }

    /** Whether some voxel of a tile may lie less than a voxel beyond the scan. */
    private boolean touches(int tile, int[] inputs) {
        for (int axis = 0; axis < 3; axis++) {
            double low = base[axis][tile] + fraction[axis][tile];
            double high = low;
            for (int column = 0; column < 3; column++) {
                double move = step[3 * axis + column] * (tileSize[column] - 1);
                low += Math.min(0, move);
                high += Math.max(0, move);
            }
            if (high < -1 || low > inputs[axis]) {
                return false;
            }
        }
        return true;
    }

    /** Numbers of the tiles that are used, ascending; at least one. */
    int[] used() {
        return used.stream().toArray();
    }

    private static double snapped(double position) {
        return Math.rint(position * POSITION_GRID) / POSITION_GRID;
    }

    private double move(int axis, int x, int y, int z) {
        return snapped(step[3 * axis] * x + step[3 * axis + 1] * y + step[3 * axis + 2] * z);
    }

    /** Move along a source axis from a tile's first target voxel to a local one. */
    double move(int axis, int output) {
        return move(axis, output % tileSize[0], output / tileSize[0] % tileSize[1], output / tileSize[0] / tileSize[1]);
    }

    /** Source voxel along an axis at which a tile starts; may lie outside the scan. */
    int base(int tile, int axis) {
        return base[axis][tile];
    }

    /** How far beyond that source voxel the tile's first target voxel lies, 0 to 1. */
    double fraction(int tile, int axis) {
        return fraction[axis][tile];
    }

    AxisKernel kernel(int axis) {
        return kernels[axis];
    }

    KernelTable table(int axis) {
        return tables[axis];
    }

    /** Target voxels of a tile. */
    int outputs() {
        return tileSize[0] * tileSize[1] * tileSize[2];
    }
}
