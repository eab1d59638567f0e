package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.regrid.wire.PrivatePlan;
import java.util.SplittableRandom;

/**
 * The target of a private job, of which its owner knows the size alone: no voxel can be computed here for comparison, and
 * what lies outside the scan came from the remote party as fill already. Immutable, thread safe.
 */
record HiddenGrid(PrivatePlan plan) implements ClearGrid {

    @Override
    public int sourceSlices() {
        return plan.slices();
    }

    @Override
    public int[] pick(SplittableRandom random) {
        return null;
    }

    @Override
    public int[] slices(int[] voxel) {
        throw new UnsupportedOperationException("nobody here knows where a voxel of a private map lies");
    }

    @Override
    public double part(int[] voxel, int slice, double[] values) {
        throw new UnsupportedOperationException("nobody here knows where a voxel of a private map lies");
    }

    @Override
    public double sum(int x, int y, int z) {
        return 1;
    }

    @Override
    public void cover(int z, PaddingMask padding, double fill, double[] values) {
        // Where the scan ends only the remote party knows, and padding was encrypted as fill.
    }
}
