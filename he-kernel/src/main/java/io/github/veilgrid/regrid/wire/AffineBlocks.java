package io.github.veilgrid.regrid.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which tiles of an {@link AffinePlan} lie in which slots. The tiles that are used, in ascending order, are cut into batches
 * that fill the slots of so many blocks; those of a batch are dealt to its blocks by how they lie between source voxels
 * ({@link AffineSorting}). A layer of tiles may be part of several blocks. Planes and answers are numbered block by block.
 * Immutable and thread safe.
 */
public final class AffineBlocks {

    /** More target voxels of all blocks' tiles are refused: both sides list them. In 2048 slots that is 2^31 voxels. */
    private static final long MAX_OUTPUTS = 1L << 20;

    /** The same for rows of taps, which are gone through when a plan is read. */
    private static final long MAX_ROWS = 1L << 28;

    /** Bytes that a tile takes: its number, three places, and three fractions in two lists. */
    private static final long TILE_BYTES = 4 * Integer.BYTES + 6 * Double.BYTES;

    private final List<int[]> tiles = new ArrayList<>();
    private final List<AffineWindow> windows = new ArrayList<>();
    /** Planes and answers before each block, and all. */
    private final int[] planes;
    private final int[] answers;
    private final int perLayer;

    /**
     * @param slots of a ciphertext
     * @param batch blocks whose tiles are sorted together, at least 1
     * @param perLayer tiles of a layer along z
     * @param windowCells voxels of a block's window at most
     * @throws IllegalArgumentException with a sentence if both sides would have to list too much
     */
    AffineBlocks(AffinePositions positions, int slots, int batch, int perLayer, double windowCells) {
        this.perLayer = perLayer;
        int[] used = positions.used();
        long blocks = (used.length + slots - 1L) / slots;
        long outputs = blocks * positions.outputs();
        long rows = outputs * (positions.kernel(1).support() + 1) * (positions.kernel(2).support() + 1);
        if (blocks * windowCells > AffineWindow.MAX_CELLS || outputs > MAX_OUTPUTS || rows > MAX_ROWS) {
            throw new IllegalArgumentException("the plan's tiles are too large");
        }
        int most = (int) Math.min((long) slots * batch, used.length);
        for (int from = 0; from < used.length; from += most) {
            int[] part = Arrays.copyOfRange(used, from, Math.min(used.length, from + most));
            tiles.addAll(AffineSorting.dealt(positions, part, (part.length + slots - 1) / slots));
        }
        planes = new int[tiles.size() + 1];
        answers = new int[tiles.size() + 1];
        long needed = 0;
        for (int block = 0; block < tiles.size(); block++) {
            AffineWindow window = new AffineWindow(new AffineTaps(positions, tiles.get(block)));
            windows.add(window);
            needed += window.needed();
            if (needed > AffineWindow.MAX_NEEDED) {
                throw new IllegalArgumentException("the plan's tiles are too large");
            }
            planes[block + 1] = planes[block] + window.planes();
            answers[block + 1] = answers[block] + window.groups();
        }
    }

    /** Blocks, at least 1. */
    public int count() {
        return windows.size();
    }

    /** Bytes that positions of tiles and windows of blocks take, about. */
    long listedBytes() {
        long bytes = 0;
        for (int block = 0; block < windows.size(); block++) {
            bytes += windows.get(block).listedBytes() + TILE_BYTES * tiles.get(block).length;
        }
        return bytes;
    }

    /** Numbers of a block's tiles, in the order of slots: ascending. */
    public int[] tiles(int block) {
        return tiles.get(block).clone();
    }

    /** Layers that a block has tiles of, ascending. */
    public int[] layers(int block) {
        return IntStream.of(tiles.get(block)).map(tile -> tile / perLayer).distinct().toArray();
    }

    /** Which source voxels of a block's tiles are needed where. */
    public AffineWindow window(int block) {
        return windows.get(block);
    }

    /** The block that a plane sent belongs to. */
    public int ofPlane(int plane) {
        return before(planes, plane);
    }

    /** The block that a plane answered belongs to. */
    public int ofAnswer(int answer) {
        return before(answers, answer);
    }

    private static int before(int[] starts, int number) {
        int found = Arrays.binarySearch(starts, number);
        return found >= 0 ? found : -found - 2;
    }

    /** Number of a block's first plane sent; that after the last for the block after the last. */
    public int firstPlane(int block) {
        return planes[block];
    }

    /** Number of a block's first plane answered; that after the last for the block after the last. */
    public int firstAnswer(int block) {
        return answers[block];
    }
}
