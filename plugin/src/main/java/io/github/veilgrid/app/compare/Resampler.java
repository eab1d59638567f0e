package io.github.veilgrid.app.compare;

import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.plan.Planner;
import io.github.veilgrid.regrid.plan.RegridTask;
import java.io.IOException;

/**
 * Resamples in the clear, in double precision, slice by slice: what the encrypted way must equal within its bound.
 */
public interface Resampler {

    /**
     * @param task grids and interpolation
     * @param volume voxels on the source grid; as many of its slices are held as one target slice draws on
     * @param threads that a B-spline's coefficients are computed with
     */
    static Resampler of(RegridTask task, VoxelSource volume, int threads) {
        return Planner.alongAxes(task.source(), task.target()) ? new AxesResampler(task, volume, threads)
                : new ObliqueResampler(task, volume, threads);
    }

    /** Real-world values of a target slice; NaN where a tap that counts is padding. */
    void slice(int z, double[] values) throws IOException;
}
