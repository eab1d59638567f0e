package io.github.veilgrid.regrid.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NeededCellsTest {

    /** Against counting one by one; boxes that end within a word, at its end, and with cells that nobody needs. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.004, 0.5, 1})
    void cellsAreCountedAndListedAsTheyLie(double part) {
        long seed = 23;
        Random random = new Random(seed);
        for (int size : new int[] {1, 63, 64, 65, 1000, 4096}) {
            BitSet needed = new BitSet();
            IntStream.range(0, size).filter(cell -> random.nextDouble() < part).forEach(needed::set);
            NeededCells cells = new NeededCells(needed);
            int from = random.nextInt(size);
            int to = from + random.nextInt(size - from + 1);
            String what = "seed " + seed + ", " + from + " to " + to + " of " + size;
            assertEquals(IntStream.range(0, to).filter(needed::get).count(), cells.before(to), what);
            assertArrayEquals(IntStream.range(from, to).filter(needed::get).map(cell -> cell - from).toArray(), cells.within(from, to), what);
        }
    }
}
