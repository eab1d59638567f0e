package io.github.veilgrid.regrid.owner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.veilgrid.grid.Size;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldMessagesTest {

    private static double[][] twice(double[] messages, double halfRange) throws IOException {
        int[] reads = new int[1];
        HeldMessages held = new HeldMessages((z, into) -> {
            reads[0]++;
            System.arraycopy(messages, 0, into, 0, into.length);
        }, halfRange, new Size(messages.length, 1, 3), 4L * messages.length);
        double[][] read = new double[2][];
        for (int i = 0; i < 2; i++) {
            read[i] = IntStream.range(0, messages.length).mapToDouble(held.slice(1)::at).toArray();
        }
        assertEquals(1, reads[0], "a slice is read once");
        return read;
    }

    @Test
    void sixteenBitsComeBackToTheRoundingOfTheirRescaling() throws Exception {
        long seed = 4;
        Random random = new Random(seed);
        double[] messages = random.ints(5000, -32768, 32768).mapToDouble(stored -> (stored * 0.3 - -0.15) / 0.3).toArray();
        messages[0] = -32767.5;
        messages[1] = 32767.5;
        for (double[] read : twice(messages, 32767.5)) {
            assertArrayEquals(messages, read, 1e-9 * 32767.5, "seed " + seed);
        }
    }

    @Test
    void whatIsNoWholeNumberIsHeldInSinglePrecision() throws Exception {
        double[] messages = new Random(5).doubles(5000, -2047.5, 2047.5).toArray();
        for (double[] read : twice(messages, 2047.5)) {
            assertArrayEquals(messages, read, 2047.5 * 0x1p-24);
        }
    }

    @Test
    void moreThanSixteenBitsAreHeldInSinglePrecision() throws Exception {
        double[] messages = {-500000, 0, 17, 499999, 500000};
        assertArrayEquals(messages, twice(messages, 500000)[1]);
    }

    /** The forecast counts two bytes a voxel for twelve bits: of voxels that are no whole numbers half the slices have room. */
    @Test
    void noMoreIsHeldThanThereIsRoomFor() throws Exception {
        int[] reads = new int[1];
        HeldMessages held = new HeldMessages((z, into) -> {
            reads[0]++;
            Arrays.fill(into, z + 0.25);
        }, 2047.5, new Size(10, 10, 8), 8 * 100 * 2);
        for (int round = 0; round < 3; round++) {
            for (int z = 0; z < 8; z++) {
                assertEquals(z + 0.25, held.slice(z).at(7));
            }
        }
        assertEquals(8 + 4 + 4, reads[0]);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.25})
    void closingWipesTheScan(double fraction) throws Exception {
        HeldMessages held = new HeldMessages((z, into) -> Arrays.setAll(into, i -> i + fraction), 2047.5, new Size(10, 10, 3), 3 * 100 * 4);
        HeldMessages.Messages messages = held.slice(1);
        assertEquals(100, IntStream.range(0, 100).mapToDouble(messages::at).distinct().count());
        held.close();
        assertEquals(1, IntStream.range(0, 100).mapToDouble(messages::at).distinct().count());
    }

    @Test
    void aSliceThatCannotBeReadIsAskedForAgain() {
        HeldMessages held = new HeldMessages((z, into) -> {
            throw new IOException("no");
        }, 1, new Size(2, 2, 1), 8);
        assertThrows(IOException.class, () -> held.slice(0));
        assertThrows(IOException.class, () -> held.slice(0));
    }
}
