package io.github.veilgrid.app.compare;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Resamples in the clear, in double precision, slice by slice: what the encrypted way must equal within its bound.
 * Works from voxel positions alone, apart from the planner's ratios. For one thread.
 */
public final class ClearResampler {

    /** A sample this far beyond the outermost centre, in voxels, still counts as inside. */
    private static final double HULL = 1e-3;

    private final RegridTask task;
    private final VoxelSource volume;
    private final double[][] positions = new double[3][];
    private final Map<Integer, double[]> slices = new HashMap<>();

    public ClearResampler(RegridTask task, VoxelSource volume) {
        this.task = task;
        this.volume = volume;
        for (int axis = 0; axis < 3; axis++) {
            positions[axis] = positions(task.source(), task.target(), axis);
        }
    }

    private static double[] positions(Grid source, Grid target, int axis) {
        double[] positions = new double[target.size().along(axis)];
        for (int i = 0; i < positions.length; i++) {
            double[] point = target.position(axis == 0 ? i : 0, axis == 1 ? i : 0, axis == 2 ? i : 0);
            positions[i] = source.index(point[0], point[1], point[2])[axis];
        }
        return positions;
    }

    /** Real-world values of a target slice; NaN where a tap that counts is padding. */
    public void slice(int z, double[] values) throws IOException {
        Taps back = taps(2, z);
        slices.keySet().removeIf(kept -> kept < back.at[0]);
        double[] slice = new double[task.source().size().slice()];
        for (int tap = 0; tap < back.at.length; tap++) {
            add(source(back.at[tap]), 0, back.weights[tap], slice);
        }
        int width = task.source().size().x();
        double[] row = new double[width];
        int out = 0;
        for (int y = 0; y < positions[1].length; y++) {
            Taps down = taps(1, y);
            Arrays.fill(row, 0);
            for (int tap = 0; tap < down.at.length; tap++) {
                add(slice, down.at[tap] * width, down.weights[tap], row);
            }
            for (int x = 0; x < positions[0].length; x++) {
                Taps right = taps(0, x);
                boolean beyond = back.outside || down.outside || right.outside;
                values[out++] = beyond && task.outside() == Outside.FILL ? task.fill() : right.sum(row);
            }
        }
    }

    /** A tap of weight zero does not count, not even if it is padding. */
    private static void add(double[] from, int start, double weight, double[] to) {
        if (weight != 0) {
            for (int i = 0; i < to.length; i++) {
                to[i] += weight * from[start + i];
            }
        }
    }

    private Taps taps(int axis, int index) {
        return Taps.of(positions[axis][index], task.source().size().along(axis), task.interpolation());
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
     * @param at source voxels, clamped to the scan, ascending
     * @param weights theirs
     * @param outside whether the position lies beyond the outermost centres
     */
    private record Taps(int[] at, double[] weights, boolean outside) {
        static Taps of(double position, int count, Interpolation interpolation) {
            double near = Math.rint(position);
            double place = Math.abs(position - near) < 1e-9 ? near : position;
            int[] at = new int[interpolation.support()];
            double[] weights = new double[at.length];
            int first = interpolation.first(place);
            for (int tap = 0; tap < at.length; tap++) {
                at[tap] = Math.max(0, Math.min(count - 1, first + tap));
                weights[tap] = interpolation.weight(place - (first + tap));
            }
            return new Taps(at, weights, position < -HULL || position > count - 1 + HULL);
        }

        double sum(double[] row) {
            double sum = 0;
            for (int tap = 0; tap < at.length; tap++) {
                sum += weights[tap] == 0 ? 0 : weights[tap] * row[at[tap]];
            }
            return sum;
        }
    }
}
