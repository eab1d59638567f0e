package io.github.veilgrid.regrid.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.regrid.PrivateJobs;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import org.junit.jupiter.api.Test;

/** Plans for maps that only the remote party knows. */
class PrivatePlannerTest {

    @Test
    void thePlanKeepsToItsWord() throws Exception {
        PrivatePlan wire = (PrivatePlan) PrivateJobs.plan(new Size(256, 256, 150), 181, 217, 8, Interpolation.LINEAR).wire();
        assertTrue(wire.heldBytes() < 512L << 20, wire.heldBytes() + " bytes held");
        assertTrue(wire.parameters().log2Modulus() <= 203, "the 2024 table");
        assertEquals(wire.blocks() * wire.axis(1).window(), wire.planesUp());
    }

    /** Two rows of answers go together, unless their weights, which do not repeat, would take more than there is for them. */
    @Test
    void weightsThatDoNotRepeatAreHeldForFewerAnswers() throws Exception {
        RegridPlan plan = PrivateJobs.plan(new Size(44, 20, 2), 47, 20, 3, Interpolation.LINEAR);
        PrivatePlan repeated = (PrivatePlan) PrivateTilings.of(plan, 47, 4, 2, 128).wire();
        PrivatePlan whole = (PrivatePlan) PrivateTilings.of(plan, 47, 4, 2, 8192).wire();
        assertEquals(94, repeated.answersTogether());
        assertTrue(whole.answersTogether() > 16 && whole.answersTogether() < 47, whole.answersTogether() + " together");
        assertTrue(whole.heldBytes() - repeated.heldBytes() < 128 << 20, whole.heldBytes() + " and " + repeated.heldBytes());
    }

    /** Tiles of the largest slices hold more numbers than an {@code int} counts. */
    @Test
    void largeSlicesAreCutIntoTilesToo() throws Exception {
        for (int slices : new int[] {60, 150, 300}) {
            Size size = new Size(512, 512, slices);
            RegridPlan plan = PrivateJobs.plan(size, 512, 512, 8, Interpolation.LINEAR);
            assertTrue(8.0 * plan.bytesUp() / size.voxels() < 320, plan.description());
            assertTrue(plan.forecast(Prices.REFERENCE).remote() > 1e-7 * size.voxels(), plan.description());
        }
    }
}
