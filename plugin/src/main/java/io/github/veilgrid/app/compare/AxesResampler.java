package io.github.veilgrid.app.compare;

import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.owner.SplineCoefficients;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.wire.AxisKernel;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Resamples along the scan's own axes. Works from voxel positions alone, apart from the planner's ratios. For one thread. */
final class AxesResampler implements Resampler {

    /** A sample this far beyond the outermost centre, in voxels, still counts as inside. */
    private static final double HULL = 1e-3;

    /** Padding with less weight than this does not make a voxel padding. */
    private static final double TOUCH = 1e-6;

    /** Positions are rounded to this part of a voxel, so that whole numbers stay whole. */
    private static final double POSITION_GRID = 1L << 32;

    /** Coarser where half-way decides, and grids have passed through decimal strings. */
    private static final double TIE_GRID = 1L << 20;

    private final RegridTask task;
    private final VoxelSource volume;
    private final Taps[][] taps = new Taps[3][];
    private final Map<Integer, double[]> slices = new HashMap<>();

    /**
     * @param task grids and interpolation
     * @param volume voxels on the source grid; as many of its slices are held as one output draws on
     * @param threads that a B-spline's coefficients are computed with
     */
    AxesResampler(RegridTask task, VoxelSource volume, int threads) {
        this.task = task;
        boolean[] prefiltered = new boolean[3];
        for (int axis = 0; axis < 3; axis++) {
            AxisKernel kernel = task.kernel()
                    .along(task.target().spacing(axis) / task.source().spacing(axis), false);
            prefiltered[axis] = kernel.prefiltered();
            taps[axis] = taps(task, axis, kernel);
        }
        this.volume = SplineCoefficients.of(volume, task, prefiltered, 1, threads);
    }

    private static Taps[] taps(RegridTask task, int axis, AxisKernel kernel) {
        Taps[] taps = new Taps[task.target().size().along(axis)];
        for (int i = 0; i < taps.length; i++) {
            double[] point = task.target().position(axis == 0 ? i : 0, axis == 1 ? i : 0, axis == 2 ? i : 0);
            taps[i] = Taps.of(task.source().index(point[0], point[1], point[2])[axis],
                    task.source().size().along(axis), kernel, HULL + beyond(task.outside()));
        }
        return taps;
    }

    /** How far beyond the outermost centres still counts as inside, source voxels. */
    private static double beyond(Outside outside) {
        return switch (outside) {
            case FILL -> 0;
            case ITK -> 0.5;
            case EDGE -> Double.POSITIVE_INFINITY;
        };
    }

    @Override
    public void slice(int z, double[] values) throws IOException {
        Taps back = taps[2][z];
        slices.keySet().removeIf(kept -> Arrays.stream(back.at).noneMatch(slice -> slice == kept));
        double[] slice = new double[task.source().size().slice()];
        for (int tap = 0; tap < back.at.length; tap++) {
            if (back.weights[tap] != 0) {
                add(source(back.at[tap]), 0, back.weights[tap], slice);
            }
        }
        double[] row = new double[task.source().size().x()];
        int out = 0;
        for (Taps down : taps[1]) {
            Arrays.fill(row, 0);
            for (int tap = 0; tap < down.at.length; tap++) {
                add(slice, down.at[tap] * row.length, down.weights[tap], row);
            }
            for (Taps right : taps[0]) {
                boolean beyond = back.outside || down.outside || right.outside;
                values[out++] = beyond ? task.fill() : right.sum(row);
            }
        }
    }

    /** A tap of next to no weight does not count if it is padding. */
    private static void add(double[] from, int start, double weight, double[] to) {
        if (weight != 0) {
            boolean counts = Math.abs(weight) > TOUCH;
            for (int i = 0; i < to.length; i++) {
                double value = from[start + i];
                to[i] += counts || !Double.isNaN(value) ? weight * value : 0;
            }
        }
    }

    private double[] source(int slice) throws IOException {
        double[] values = slices.get(slice);
        if (values == null) {
            values = new double[task.source().size().slice()];
            volume.readSlice(slice, values);
            slices.put(slice, values);
        }
        return values;
    }

    /**
     * What a position draws on.
     *
     * @param at source voxels
     * @param weights theirs
     * @param outside whether the position counts as outside the scan
     */
    private record Taps(int[] at, double[] weights, boolean outside) {
        static Taps of(double position, int count, AxisKernel kernel, double reach) {
            double grid = kernel.nearest() ? TIE_GRID : POSITION_GRID;
            double place = Math.rint(position * grid) / grid;
            int[] at = new int[kernel.support()];
            double[] weights = new double[at.length];
            int first = kernel.first(place);
            for (int tap = 0; tap < at.length; tap++) {
                at[tap] = kernel.source(first + tap, count);
                weights[tap] = kernel.weight(place, first + tap);
            }
            return new Taps(at, weights, position < -reach || position > count - 1 + reach);
        }

        double sum(double[] row) {
            double sum = 0;
            for (int tap = 0; tap < at.length; tap++) {
                double value = row[at[tap]];
                boolean counts = Math.abs(weights[tap]) > TOUCH || weights[tap] != 0 && !Double.isNaN(value);
                sum += counts ? weights[tap] * value : 0;
            }
            return sum;
        }
    }
}
