package io.github.veilgrid.regrid.wire;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which tiles of an {@link AffinePlan} lie in which slots. The tiles that are used, in ascending order, fill the slots of one
 * block after the other; a layer of tiles may be part of two blocks. Immutable and thread safe.
 */
public final class AffineBlocks {

    private final int[] used;
    private final int slots;
    private final int perLayer;

    /**
     * @param used numbers of the tiles that are used, ascending; at least one
     * @param slots of a ciphertext
     * @param perLayer tiles of a layer along z
     */
    AffineBlocks(int[] used, int slots, int perLayer) {
        this.used = used.clone();
        this.slots = slots;
        this.perLayer = perLayer;
    }

    /** Blocks, at least 1. */
    public int count() {
        return (used.length + slots - 1) / slots;
    }

    /** Numbers of a block's tiles, in the order of slots. */
    public int[] tiles(int block) {
        return Arrays.copyOfRange(used, block * slots, Math.min(used.length, (block + 1) * slots));
    }

    /** Layers that a block has tiles of, ascending. */
    public int[] layers(int block) {
        return IntStream.of(tiles(block)).map(tile -> tile / perLayer).distinct().toArray();
    }
}
