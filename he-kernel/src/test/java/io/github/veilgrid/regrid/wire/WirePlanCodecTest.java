package io.github.veilgrid.regrid.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.Jobs;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WirePlanCodecTest {

    @Test
    void aPlanComesBackAsItWas() throws Exception {
        WirePlan plan = (WirePlan) Jobs.general().wire();
        byte[] bytes = WirePlanCodec.toBytes(plan);
        WirePlan back = WirePlanCodec.fromBytes(bytes);
        for (int axis = 0; axis < 3; axis++) {
            assertEquals(plan.axis(axis), back.axis(axis));
        }
        assertEquals(plan.kernel(), back.kernel());
        assertEquals(plan.packing(), back.packing());
        assertEquals(plan.weightScale(), back.weightScale());
        assertArrayEquals(plan.parameters().fingerprint(), back.parameters().fingerprint());
        assertArrayEquals(bytes, WirePlanCodec.toBytes(back));
    }

    @Test
    void onlyWholeAndUnalteredBytesAreThisPlan() throws Exception {
        byte[] bytes = WirePlanCodec.toBytes((WirePlan) Jobs.general().wire());
        PlanCodecClaims.assertOnlyWholePlansAreRead(bytes);
        PlanCodecClaims.assertAlteredBytesAreRefusedOrAnotherPlan(bytes, 0.5);
    }

    /** Axes with weights that differ from tile to tile: all have scales of their own, or their products have one. */
    @ParameterizedTest
    @CsvSource({"20, 0, 0, true", "0, 1024, 2048, true", "0, 1073741824, 2, true", "0, 0, 0, false", "0, 1024, 0, false",
        "0, 0, 1024, false", "20, 1024, 1024, false", "20, 0, 1024, false", "0, 1024, 1023, false", "0, 1, 1024, false",
        "0, -1024, 1024, false", "0, 1024, -2147483648, false", "41, 0, 0, false", "-1, 0, 0, false"})
    void scalesInThePlaneFitTogether(int planeBits, int scaleX, int scaleY, boolean sound) throws Exception {
        int least = planeBits != 0 ? 0 : 1024;
        WirePlan plan = new WirePlan(Kernel.of(Interpolation.CUBIC),
                List.of(new WireAxis(19, 12, 4, 1.45, 0.25, 0, 0, least), new WireAxis(19, 10, 2, 1.3, 0.5, 0, 0, least),
                        new WireAxis(3, 3, 3, 1, 0, 1, 1, 1)),
                Packing.SLOTS, least == 0 ? 20 : 0, 0, 20, CkksParameters.of(4096, 40, 40));
        byte[] bytes = WirePlanCodec.toBytes(plan);
        ByteBuffer.wrap(bytes).put(2, (byte) planeBits).putInt(5 + 36, scaleX).putInt(5 + 40 + 36, scaleY);
        if (sound) {
            WirePlan back = WirePlanCodec.fromBytes(bytes);
            assertEquals(planeBits == 0, back.separable());
            assertEquals(planeBits == 0 ? (double) scaleX * scaleY : 1 << planeBits, back.weightScale());
            assertArrayEquals(bytes, WirePlanCodec.toBytes(back));
        } else {
            assertTrue(assertThrows(WireFormatException.class, () -> WirePlanCodec.fromBytes(bytes)).getMessage().contains("scale"));
        }
    }
}
