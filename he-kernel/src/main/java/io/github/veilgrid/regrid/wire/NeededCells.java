package io.github.veilgrid.regrid.wire;

import java.util.BitSet;

/**
 * Cells of a box of which some are needed, each with its number among these. A bit a cell and a count for every 64 of them:
 * boxes around turned tiles are mostly empty, and a plan of a hundred bytes can ask for a large one. Immutable, thread safe.
 */
final class NeededCells {

    private final long[] words;
    /** Needed cells before each word. */
    private final int[] before;
    private final int count;

    NeededCells(BitSet needed) {
        this.count = needed.cardinality();
        this.words = needed.toLongArray();
        this.before = new int[words.length];
        for (int word = 1; word < words.length; word++) {
            before[word] = before[word - 1] + Long.bitCount(words[word - 1]);
        }
    }

    /** How many needed cells come before a cell. */
    int before(int cell) {
        int word = cell / Long.SIZE;
        return word < words.length ? before[word] + Long.bitCount(words[word] & (1L << cell) - 1) : count;
    }

    /** The needed ones of a stretch of cells, counted from its first. */
    int[] within(int from, int to) {
        int[] cells = new int[before(to) - before(from)];
        int cell = from;
        for (int i = 0; i < cells.length; i++) {
            while (words[cell / Long.SIZE] >>> cell == 0) {
                cell = (cell / Long.SIZE + 1) * Long.SIZE;
            }
            cell += Long.numberOfTrailingZeros(words[cell / Long.SIZE] >>> cell);
            cells[i] = cell - from;
            cell++;
        }
        return cells;
    }
}
