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

    /** What is kept of coefficients takes a fifth of the heap at most, here of one of 1 GB. */
    private static final double MAX_KEPT_BYTES = (1 << 30) / 5.0;

    /** Seconds of one of the owner's cores. */
    static double seconds(JobPlan plan, Prices prices) {
        int axes = axes(plan);
        if (axes == 0) {
            return 0;
        }
        double voxels = voxels(plan);
        // Read and looked at once more, into the volume of coefficients and out of it.
        return new Work().add(Operation.READ, voxels).add(Operation.FILTER, axes * voxels)
                .add(Operation.FETCH, 2 * voxels).seconds(prices);
    }

    /** Bytes of coefficients that the owner keeps: given up where memory runs short, and computed again. */
    static double bytes(JobPlan plan) {
        return axes(plan) == 0 ? 0 : Math.min(MAX_KEPT_BYTES, voxels(plan) * Double.BYTES);
    }

    private static double voxels(JobPlan plan) {
        return (double) plan.inputs(0) * plan.inputs(1) * plan.inputs(2);
    }

    private static int axes(JobPlan plan) {
        int axes = 0;
        for (int axis = 0; axis < 3; axis++) {
            axes += filtered(plan, axis) ? 1 : 0;
        }
        return axes;
    }

    private static boolean filtered(JobPlan plan, int axis) {
        if (plan instanceof WirePlan along) {
            return along.taps(axis).kernel().prefiltered();
        }
        AxisKernel kernel = plan instanceof AffinePlan affine ? affine.along(axis) : null;
        return kernel != null && kernel.prefiltered();
    }
}
