package io.github.veilgrid.regrid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.regrid.plan.RegridPlan;

/** A job carried out as a whole and compared, voxel by voxel, with what a reference says. */
final class WholeJob {

    /** The value of a target voxel. */
    @FunctionalInterface
    interface Reference {
        double at(int x, int y, int z);
    }

    private WholeJob() {
    }

    /**
     * Fails unless bytes are as predicted and every voxel is within the bound, which is within the tolerance.
     *
     * @param what to say of a failure: content and seed
     * @return the largest error
     */
    static double worstError(RegridPlan plan, TestVolume volume, Reference reference, String what) throws Exception {
        double tolerance = plan.task().tolerance() * plan.task().values().slope();
        assertTrue(plan.predictedBound() <= tolerance, what + ": bound above tolerance: " + plan.predictedBound());
        Walk.Result result = Walk.through(plan, volume, 1);
        assertEquals(plan.bytesUp(), result.bytesUp(), what);
        assertEquals(plan.bytesDown(), result.bytesDown(), what);
        Size size = plan.task().target().size();
        double worst = 0;
        for (int i = 0; i < size.voxels(); i++) {
            int z = i / size.slice();
            double expected = reference.at(i % size.x(), i / size.x() % size.y(), z);
            worst = Math.max(worst, Math.abs(result.slices()[z][i % size.slice()] - expected));
        }
        assertTrue(worst <= plan.predictedBound(),
                what + ": off by " + worst + ", bound " + plan.predictedBound() + "\n" + plan.description());
        return worst;
    }
}
