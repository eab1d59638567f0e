package io.github.veilgrid.regrid.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.Jobs;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

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
    void aPlanCutAtAnyByteOrWithOneTooManyIsRefused() throws Exception {
        byte[] bytes = WirePlanCodec.toBytes((WirePlan) Jobs.general().wire());
        for (int length = 0; length <= bytes.length + 1; length++) {
            if (length != bytes.length) {
                byte[] cut = Arrays.copyOf(bytes, length);
                assertThrows(WireFormatException.class, () -> WirePlanCodec.fromBytes(cut), "length " + length);
            }
        }
    }

    @Test
    void bytesChangedAtRandomAreAnotherSoundPlanOrRefusedButNothingElseHappens() throws Exception {
        byte[] bytes = WirePlanCodec.toBytes((WirePlan) Jobs.general().wire());
        Random random = new Random(11);
        int refused = 0;
        for (int run = 0; run < 20_000; run++) {
            byte[] changed = bytes.clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                WirePlan plan = WirePlanCodec.fromBytes(changed);
                assertArrayEquals(changed, WirePlanCodec.toBytes(plan), "a second encoding of one plan was accepted");
            } catch (WireFormatException e) {
                assertTrue(e.getMessage().length() > 10);
                refused++;
            }
        }
        assertTrue(refused > 10_000, "only " + refused + " refused");
    }
}
