package io.github.veilgrid.regrid.wire;

/**
 * One in-plane axis of a {@link PrivatePlan}: which source voxels a tile's window holds, and which of them an output may
 * draw on without anybody knowing which it does.
 *
 * <p>Laid onto the scan's field of view, output {@code o} of {@code outputs} has its centre at source position
 * {@code p0(o) = ((2 o + 1) inputs / outputs - 1) / 2}. The private map may move it by up to {@code reach} voxels either way; so
 * the output draws on any of {@code 2 reach + support} neighbours, one more where tiles differ in the fraction of
 * {@code p0}. All positions are computed in integers: both sides get the same. Immutable, thread safe.
 */
public final class PrivateAxis {

    private static final int ROWS_TOGETHER = 2;

    private final int inputs;
    private final int outputs;
    private final int tileSize;
    private final int reach;
    private final int tiles;
    private final int span;
    private final int before;
    private final int[] first;
    private final int[] taps;

    /**
     * @param inputs source voxels
     * @param outputs target voxels
     * @param tileSize target voxels of a tile
     * @param reach voxels of the source that the map may move an output by
     * @throws IllegalArgumentException with a sentence if a number is impossible
     */
    public PrivateAxis(int inputs, int outputs, int tileSize, int reach, Interpolation interpolation) {
        if (inputs < 1 || inputs > WireAxis.MAX_SAMPLES || outputs < 1 || outputs > WireAxis.MAX_SAMPLES) {
            throw new IllegalArgumentException("the plan has an impossible size of an axis");
        }
        if (tileSize < 1 || tileSize > outputs) {
            throw new IllegalArgumentException("the plan has an impossible tile size");
        }
        if (reach < 1 || reach > PrivatePlan.MAX_REACH) {
            throw new IllegalArgumentException("the plan has an impossible reach");
        }
        this.inputs = inputs;
        this.outputs = outputs;
        this.tileSize = tileSize;
        this.reach = reach;
        this.tiles = (outputs + tileSize - 1) / tileSize;
        // The nearest of two may be the farther one of a pair, as a linear tap is.
        this.span = 2 * reach + Math.max(2, interpolation.support());
        this.before = reach + (interpolation.support() - 1) / 2;
        this.first = new int[tileSize];
        this.taps = new int[tileSize];
        for (int u = 0; u < tileSize; u++) {
            int least = Integer.MAX_VALUE;
            int most = 0;
            for (int tile = 0; tile < tiles && tile * tileSize + u < outputs; tile++) {
                int moved = nominal(tile * tileSize + u) - nominal(tile * tileSize);
                least = Math.min(least, moved);
                most = Math.max(most, moved);
            }
            first[u] = least;
            taps[u] = most - least + span;
        }
    }

    /** The source voxel below the position of an output before any map: {@code floor(p0)}. */
    private int nominal(int output) {
        return Math.toIntExact(Math.floorDiv((2L * output + 1) * inputs - outputs, 2L * outputs));
    }

    /** Source position of an output before any map. */
    public double position(int output) {
        return ((2.0 * output + 1) * inputs / outputs - 1) / 2;
    }

    public int inputs() {
        return inputs;
    }

    public int outputs() {
        return outputs;
    }

    public int tileSize() {
        return tileSize;
    }

    /** Voxels of the source by which the map may move an output. */
    public int reach() {
        return reach;
    }

    public int tiles() {
        return tiles;
    }

    /** Source voxels in the window of a tile. */
    public int window() {
        int last = 0;
        for (int u = 0; u < tileSize; u++) {
            last = Math.max(last, first[u] + taps[u]);
        }
        return last;
    }

    /** The source voxel that comes first in the window of a tile; may lie outside the scan. */
    public int base(int tile) {
        return nominal(tile * tileSize) - before;
    }

    /** The first place of a window that local output {@code u} may draw on. */
    public int first(int u) {
        return first[u];
    }

    /** How many places of a window local output {@code u} draws on, as far as anybody can see. */
    public int taps(int u) {
        return taps[u];
    }

    /** The most places by which the last one that an output draws on lies behind that of the output before it. */
    public int farthestStep() {
        int farthest = 0;
        for (int u = 1; u < tileSize; u++) {
            farthest = Math.max(farthest, first[u] + taps[u] - first[u - 1] - taps[u - 1]);
        }
        return farthest;
    }

    /** The most that any output draws on. */
    public int mostTaps() {
        int most = 0;
        for (int count : taps) {
            most = Math.max(most, count);
        }
        return most;
    }

    /**
     * Along y: rows of answers for which the remote party fetches ciphertexts from memory once, as long as there is room for
     * them; not so many that none leaves before the last row of windows has come.
     */
    public int rowsTogether() {
        return Math.max(1, Math.min(ROWS_TOGETHER, tileSize / 2));
    }
}
