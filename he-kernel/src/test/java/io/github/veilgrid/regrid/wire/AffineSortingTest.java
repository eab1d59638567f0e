package io.github.veilgrid.regrid.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.ckks.CkksParameters;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AffineSortingTest {

    private static final double[] TURNED = {0.87, -0.31, 0.12, 0.25, 0.81, -0.22, -0.06, 0.17, 0.53};

    private static AffinePlan plan(int batch) {
        return new AffinePlan(Kernel.of(Interpolation.LINEAR), new int[] {90, 90, 60}, new int[] {96, 96, 96},
                new int[] {4, 4, 4}, true, TURNED, new double[] {1.5, -0.25, 3}, batch, 24, 0, new AnswerForm(24, 31),
                CkksParameters.of(2048, 50));
    }

    private static int[] allTiles(AffinePlan plan) {
        return IntStream.range(0, plan.blocks().count()).flatMap(block -> Arrays.stream(plan.blocks().tiles(block))).toArray();
    }

    @Test
    void everyTileIsInOneSlotWhateverTheBatch() {
        for (int batch : new int[] {1, 2, 3, 7, 100}) {
            AffinePlan plan = plan(batch);
            assertEquals((24 * 24 * 24 + 2047) / 2048, plan.blocks().count());
            int[] tiles = allTiles(plan);
            Arrays.sort(tiles);
            assertArrayEquals(IntStream.range(0, 24 * 24 * 24).toArray(), tiles);
            for (int block = 0; block < plan.blocks().count(); block++) {
                int[] ofBlock = plan.blocks().tiles(block);
                assertTrue(ofBlock.length <= 2048);
                assertArrayEquals(Arrays.stream(ofBlock).sorted().toArray(), ofBlock, "slots ascend");
            }
        }
    }

    /** 27 for tiles that lie anyhow; 2.5 along each axis where each of eight parts of a cube has a block of its own. */
    @Test
    void sortedTilesHaveFewerTapsAndSmallerWindows() {
        AffinePlan anyhow = plan(1);
        AffinePlan sorted = plan(7);
        assertTrue(taps(anyhow) > 25.5, taps(anyhow) + " taps");
        assertTrue(taps(sorted) < 17, taps(sorted) + " taps");
        assertTrue(sent(sorted) < 0.9 * sent(anyhow), sent(sorted) + " ciphertexts, not sorted " + sent(anyhow));
    }

    private static double taps(AffinePlan plan) {
        return IntStream.range(0, plan.blocks().count()).mapToObj(plan.blocks()::window)
                .flatMapToInt(window -> IntStream.range(0, 64).map(window::tapsOf)).average().orElseThrow();
    }

    private static int sent(AffinePlan plan) {
        return IntStream.range(0, plan.planesUp()).map(plan::ciphertextsUp).sum();
    }

    @Test
    void planesAndAnswersAreNumberedBlockByBlock() {
        AffineBlocks blocks = plan(3).blocks();
        for (int block = 0; block < blocks.count(); block++) {
            assertEquals(block, blocks.ofPlane(blocks.firstPlane(block)));
            assertEquals(block, blocks.ofPlane(blocks.firstPlane(block + 1) - 1));
            assertEquals(block, blocks.ofAnswer(blocks.firstAnswer(block)));
            assertEquals(block, blocks.ofAnswer(blocks.firstAnswer(block + 1) - 1));
            assertEquals(blocks.window(block).planes(), blocks.firstPlane(block + 1) - blocks.firstPlane(block));
        }
    }
}
