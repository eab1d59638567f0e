package io.github.veilgrid.regrid.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.wire.WireFormatException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AffinePlanCodecTest {

    private static AffinePlan plan(int... tileSize) {
        return plan(true, tileSize);
    }

    private static AffinePlan plan(boolean everywhere, int... tileSize) {
        return new AffinePlan(new Kernel(Interpolation.LINEAR, Antialias.AREA), new int[] {30, 20, 10},
                new int[] {16, 15, 14}, tileSize, everywhere,
                new double[] {0.9, -0.1, 0.05, 0.12, 0.88, -0.2, 0, 0.1, 0.4}, new double[] {1.5, -0.25, 3}, 2, 20, 18,
                new AnswerForm(24, 31), CkksParameters.of(2048, 50));
    }

    @Test
    void aPlanComesBack() throws Exception {
        AffinePlan plan = plan(4, 5, 3);
        AffinePlan back = AffinePlanCodec.fromBytes(AffinePlanCodec.toBytes(plan));
        assertArrayEquals(AffinePlanCodec.toBytes(plan), AffinePlanCodec.toBytes(back));
        for (int axis = 0; axis < 3; axis++) {
            assertEquals(plan.inputs(axis), back.inputs(axis));
            assertEquals(plan.outputs(axis), back.outputs(axis));
            assertEquals(plan.tileSize(axis), back.tileSize(axis));
            assertEquals(plan.offset(axis), back.offset(axis));
        }
        assertEquals(plan.planesUp(), back.planesUp());
        assertEquals(plan.planesDown(), back.planesDown());
    }

    @ParameterizedTest
    @CsvSource({"true, 1, 1", "false, 1, 1", "false, 4, 5"})
    void plansOfSeveralBlocksOrOfSomeTilesComeBack(boolean everywhere, int x, int y) throws Exception {
        AffinePlan plan = plan(everywhere, x, y, 1);
        assertEquals(x == 1, plan.blocks().count() > 1);
        AffinePlan back = AffinePlanCodec.fromBytes(AffinePlanCodec.toBytes(plan));
        assertEquals(everywhere, back.everywhere());
        assertEquals(plan.blocks().count(), back.blocks().count());
        for (int block = 0; block < plan.blocks().count(); block++) {
            assertArrayEquals(plan.blocks().tiles(block), back.blocks().tiles(block));
        }
    }

    @Test
    void aPlanUsesEveryTileOrNot() {
        byte[] bytes = AffinePlanCodec.toBytes(plan(4, 5, 3));
        bytes[6] = 2;
        assertThrows(WireFormatException.class, () -> AffinePlanCodec.fromBytes(bytes));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onlyWholeAndUnalteredBytesAreThisPlan(boolean everywhere) {
        byte[] bytes = AffinePlanCodec.toBytes(plan(everywhere, 4, 5, 3));
        PlanCodecClaims.assertOnlyWholePlansAreRead(bytes);
        PlanCodecClaims.assertAlteredBytesAreRefusedOrAnotherPlan(bytes, 0.2);
    }

    /** A few hundred bytes must not keep the remote party busy before it can judge what they ask for. */
    @ParameterizedTest
    @CsvSource({"65535, 200, 0.015625, 0.015625, 1", "2000, 1000, 0, 120, 80"})
    void tilesThatTakeLongToListAreRefusedAtOnce(int x, int y, double alongX, double stretchZ, double stretchY) {
        double[] step = {alongX, 0, 0, 0, 0.015625, stretchY, 0.015625, 0, stretchZ};
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> assertThrows(IllegalArgumentException.class,
                () -> new AffinePlan(new Kernel(Interpolation.LINEAR, Antialias.AREA), new int[] {600, 600, 600},
                        new int[] {x, y, 1}, new int[] {x, y, 1}, true, step, new double[3], 1, 20, 0,
                        new AnswerForm(24, 31), CkksParameters.of(2048, 50))));
    }

    /** Sizes that would make either side list billions of voxels are refused before anything is allocated. */
    @Test
    void hugeTilesAreRefused() {
        for (int[] tiles : new int[][] {{65535, 65535, 65535}, {65535, 300, 1}, {1, 1, 65535}}) {
            assertThrows(IllegalArgumentException.class, () -> new AffinePlan(Kernel.of(Interpolation.LINEAR), new int[] {9, 9, 9},
                    new int[] {65535, 65535, 65535}, tiles, true, new double[] {8, 8, 8, 8, 8, 8, 8, 8, 8}, new double[3], 1, 20, 0,
                    new AnswerForm(24, 31), CkksParameters.of(2048, 50)));
        }
        double[] noNumber = {1, 0, 0, 0, Double.NaN, 0, 0, 0, 1};
        assertThrows(IllegalArgumentException.class, () -> new AffinePlan(Kernel.of(Interpolation.LINEAR), new int[] {9, 9, 9},
                new int[] {9, 9, 9}, new int[] {3, 3, 3}, true, noNumber, new double[3], 1, 20, 0, new AnswerForm(24, 31),
                CkksParameters.of(2048, 50)));
    }
}
