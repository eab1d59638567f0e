package io.github.veilgrid.regrid.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.wire.WireFormatException;
import java.util.Arrays;
import java.util.Random;

/** What is claimed of the bytes of plans of every kind. */
final class PlanCodecClaims {

    private static final int RUNS = 20_000;
    private static final long SEED = 11;

    private PlanCodecClaims() {
    }

    /** A plan cut at any byte is refused, and one with a byte too many. */
    static void assertOnlyWholePlansAreRead(byte[] plan) {
        for (int length = 0; length <= plan.length + 1; length++) {
            if (length != plan.length) {
                byte[] cut = Arrays.copyOf(plan, length);
                assertThrows(WireFormatException.class, () -> JobPlanCodec.fromBytes(cut), "length " + length);
            }
        }
    }

    /**
     * Bytes changed at random are another sound plan, in its only encoding, or refused in a sentence; nothing else happens.
     *
     * @param part that must be refused at least
     */
    static void assertAlteredBytesAreRefusedOrAnotherPlan(byte[] plan, double part) {
        Random random = new Random(SEED);
        int refused = 0;
        for (int run = 0; run < RUNS; run++) {
            byte[] changed = plan.clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                changed[random.nextInt(changed.length)] ^= (byte) (random.nextBoolean() ? 1 << random.nextInt(8) : random.nextInt());
            }
            try {
                assertArrayEquals(changed, JobPlanCodec.toBytes(JobPlanCodec.fromBytes(changed)), "a second encoding of one plan was accepted");
            } catch (WireFormatException e) {
                assertTrue(e.getMessage().length() > 10);
                refused++;
            }
        }
        assertTrue(refused > part * RUNS, "seed " + SEED + ": only " + refused + " refused");
    }
}
