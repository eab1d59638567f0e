package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.AxisKernel;
import io.github.veilgrid.regrid.wire.JobPlan;
import io.github.veilgrid.regrid.wire.WirePlan;

/**
 * What the owner computes in the clear before anything is gathered: spline coefficients, once for each voxel, which a scan
 * keeps that fits into memory. The same for all plans of a task. Stateless.
 */
final class PrefilterCost {

    private PrefilterCost() {
    }

    /** Seconds of one of the owner's cores. */
    static double seconds(JobPlan plan, Prices prices) {
        double voxels = 1;
        int axes = 0;
        for (int axis = 0; axis < 3; axis++) {
            voxels *= plan.inputs(axis);
            axes += filtered(plan, axis) ? 1 : 0;
        }
        if (axes == 0) {
            return 0;
        }
        // Read and looked at once more, into the volume of coefficients and out of it.
        return new Work().add(Operation.READ, voxels).add(Operation.FILTER, axes * voxels)
                .add(Operation.FETCH, 2 * voxels).seconds(prices);
    }

    private static boolean filtered(JobPlan plan, int axis) {
        if (plan instanceof WirePlan along) {
            return along.taps(axis).kernel().prefiltered();
        }
        AxisKernel kernel = plan instanceof AffinePlan affine ? affine.along(axis) : null;
        return kernel != null && kernel.prefiltered();
    }
}
