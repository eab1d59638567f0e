package io.github.veilgrid.regrid.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.wire.WireFormatException;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrivatePlanCodecTest {

    /** Version 1 as it was first written: a plan of then is read for ever, and no other bytes mean it. */
    private static final String VERSION_1 = "7d02191a22002e007a"
            + "000000b8000000b50000000d00000008" + "0000009c000000d90000000e00000006" + "0000004800000024"
            + "3ff0000000000000" + "3ff0000000000000" + "4000000000000000" + "40affe0000000000"
            + "00000007" + "010d0300313131";

    /** The same where weights repeat: another first byte, then the period's logarithm. */
    private static final String REPEATED = "7b0b02191a22002e007a"
            + "000000b8000000b50000000d00000008" + "0000009c000000d90000000e00000006" + "0000004800000024"
            + "3ff0000000000000" + "3ff0000000000000" + "4000000000000000" + "40affe0000000000"
            + "00000007" + "010d0300313131";

    private static PrivatePlan plan(int reach, int floodBits) {
        return plan(reach, floodBits, 2048);
    }

    private static PrivatePlan plan(int reach, int floodBits, int period) {
        return new PrivatePlan(Interpolation.LINEAR, new PrivateAxis(184, 181, 13, reach, Interpolation.LINEAR),
                new PrivateAxis(156, 217, 14, 6, Interpolation.LINEAR), 72, 36, period, new double[] {1, 1, 2}, 4095, 46, 25,
                floodBits, new AnswerForm(26, 34), CkksParameters.of(8192, 49, 49, 49));
    }

    private static PrivatePlan plan() {
        return plan(8, 122);
    }

    @Test
    void aPlanComesBack() throws Exception {
        PrivatePlan plan = plan();
        PrivatePlan back = assertInstanceOf(PrivatePlan.class, JobPlanCodec.fromBytes(JobPlanCodec.toBytes(plan)));
        assertArrayEquals(JobPlanCodec.toBytes(plan), JobPlanCodec.toBytes(back));
        assertEquals(plan.planesUp(), back.planesUp());
        assertEquals(plan.planesDown(), back.planesDown());
        assertEquals(plan.weightScale(), back.weightScale());
        assertEquals(plan.magnitude(), back.magnitude());
        assertEquals(2, back.blocks());
        assertEquals(2048, back.slots().period());
    }

    @Test
    void plansOfVersion1AreReadAsTheyWereWritten() throws Exception {
        byte[] kept = HexFormat.of().parseHex(VERSION_1);
        PrivatePlan plan = assertInstanceOf(PrivatePlan.class, JobPlanCodec.fromBytes(kept));
        assertEquals(217, plan.outputs(1));
        assertEquals(8, plan.axis(0).reach());
        assertEquals(46, plan.shift());
        assertEquals(8192, plan.slots().period());
        assertEquals(35 * 224, plan.slots().firstSlot(35));
        assertArrayEquals(kept, JobPlanCodec.toBytes(plan));
    }

    @Test
    void plansOfWeightsThatRepeatAreReadAsTheyWereFirstWritten() throws Exception {
        byte[] kept = HexFormat.of().parseHex(REPEATED);
        PrivatePlan plan = assertInstanceOf(PrivatePlan.class, JobPlanCodec.fromBytes(kept));
        assertEquals(2048, plan.slots().period());
        assertEquals(2048 + 224, plan.slots().firstSlot(10));
        assertArrayEquals(kept, JobPlanCodec.toBytes(plan));
        assertArrayEquals(kept, JobPlanCodec.toBytes(plan()));
    }

    /** Shorter than a strip, too short for the slices, N itself (which has a form of its own), beyond it, negative. */
    @Test
    void otherPeriodsAreRefused() {
        for (int logPeriod = Byte.MIN_VALUE; logPeriod <= Byte.MAX_VALUE; logPeriod++) {
            byte[] bytes = HexFormat.of().parseHex(REPEATED);
            bytes[1] = (byte) logPeriod;
            if (logPeriod != 11 && logPeriod != 12) {
                assertThrows(WireFormatException.class, () -> JobPlanCodec.fromBytes(bytes), logPeriod + "");
            }
        }
        for (Interpolation interpolation : Interpolation.values()) {
            assertTrue(interpolation.code() != PrivatePlanCodec.MARK && interpolation.code() != PrivatePlanCodec.WHOLE_MARK);
        }
        assertEquals(4, Set.of(PrivatePlanCodec.MARK, PrivatePlanCodec.WHOLE_MARK, AffinePlanCodec.MARK,
                AffinePlanCodec.EARLIER_MARK).size());
    }

    /** The remote party's weights are its own secret: it does not rely on the owner to have planned for hiding them. */
    @Test
    void aPlanThatWouldNotHideWeightsIsRefused() throws Exception {
        int least = WeightHiding.floodBits(Interpolation.LINEAR, 8192, 25, 2 * 13 * 14);
        assertEquals(least, plan(8, least).floodBits());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> plan(8, least - 1)).getMessage().contains("flooding"));
        byte[] bytes = JobPlanCodec.toBytes(plan(8, least));
        bytes[9]--;
        assertTrue(assertThrows(WireFormatException.class, () -> JobPlanCodec.fromBytes(bytes)).getMessage().contains("flooding"));
    }

    @Test
    void onlyWholeAndUnalteredBytesAreThisPlan() {
        byte[] bytes = JobPlanCodec.toBytes(plan());
        PlanCodecClaims.assertOnlyWholePlansAreRead(bytes);
        PlanCodecClaims.assertAlteredBytesAreRefusedOrAnotherPlan(bytes, 0.25);
        PlanCodecClaims.assertOnlyWholePlansAreRead(JobPlanCodec.toBytes(plan(8, 122, 8192)));
    }

    /** Weights of two or three levels are rounded by more than themselves, and let noise through that nobody reckoned with. */
    @Test
    void aPlanThatRoundsWeightsTooCoarselyIsRefused() throws Exception {
        byte[] bytes = JobPlanCodec.toBytes(plan());
        assertEquals(25, bytes[3]);
        for (int weightBits = 1; weightBits <= 25; weightBits++) {
            bytes[3] = (byte) weightBits;
            if (weightBits < 12) {
                assertTrue(assertThrows(WireFormatException.class, () -> JobPlanCodec.fromBytes(bytes)).getMessage()
                        .contains("weight scale"), weightBits + " bits");
            } else {
                assertInstanceOf(PrivatePlan.class, JobPlanCodec.fromBytes(bytes));
            }
        }
    }

    /** Slices lie in the slots one after the other, none across the end of a period, and weights of all are in the same place. */
    @Test
    void slicesBeginWhereWeightsDo() {
        for (int period = PrivateSlots.MIN_PERIOD; period <= 16384; period *= 2) {
            int each = period;
            if (period < 2048 || period > 8192) {
                assertTrue(assertThrows(IllegalArgumentException.class, () -> plan(8, 122, each)).getMessage().contains("an impossible"));
                continue;
            }
            PrivatePlan plan = plan(8, 122, period);
            assertEquals(224, plan.slots().tilesOfSlice());
            int end = 0;
            for (int slice = 0; slice < 36; slice++) {
                int first = plan.slots().firstSlot(slice);
                assertTrue(first >= end && first % period % 224 == 0 && first % period + 224 <= period && first + 224 <= 8192);
                end = first + 224;
            }
        }
    }

    @Test
    void otherInterpolationsThanThreeAreRefused() {
        for (Interpolation interpolation : Interpolation.values()) {
            assertEquals(interpolation == Interpolation.NEAREST || interpolation == Interpolation.LINEAR
                    || interpolation == Interpolation.CUBIC, PrivatePlan.suits(interpolation));
        }
        assertThrows(IllegalArgumentException.class, () -> new PrivateAxis(9, 9, 3, 0, Interpolation.LINEAR));
        assertThrows(IllegalArgumentException.class, () -> new PrivateAxis(9, 9, 10, 1, Interpolation.LINEAR));
        assertThrows(IllegalArgumentException.class, () -> new PrivateAxis(9, 9, 3, 257, Interpolation.LINEAR));
    }
}
