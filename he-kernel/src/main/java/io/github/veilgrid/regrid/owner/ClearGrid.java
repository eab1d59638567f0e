package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.regrid.plan.AxisGeometry;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.JobPlan;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import io.github.veilgrid.regrid.wire.WirePlan;
import java.util.SplittableRandom;

/**
 * A regridding in the clear, for the owner's own checks and for what ciphertexts do not carry: places beyond the scan and
 * padding. Written apart from the tiles and taps that the encrypted way uses. Immutable and thread safe.
 */
interface ClearGrid {

    /** The way of a job whose owner knows the map; there is none for a {@link PrivatePlan}. */
    static ClearGrid of(JobPlan plan, AxisGeometry[] geometry, Outside outside) {
        return plan instanceof AffinePlan affine
                ? new ClearAffine(affine, outside) : new ClearAxes(ClearAxis.of((WirePlan) plan, geometry, outside));
    }

    /** A random target voxel inside the scan, as x, y, z; null if none is to be found. */
    int[] pick(SplittableRandom random);

    /** The source slices that a target voxel draws on, each once. */
    int[] slices(int[] voxel);

    /** What a source slice gives to the value of a target voxel. */
    double part(int[] voxel, int slice, double[] values);

    /** Sum of the weights of a target voxel, which multiplies what messages were centred by. */
    double sum(int x, int y, int z);

    /**
     * Sets a slice of the target to {@code NaN} where it touches padding, and to the fill where it lies outside.
     *
     * @param z target slice
     */
    void cover(int z, PaddingMask padding, double fill, double[] values);
}
