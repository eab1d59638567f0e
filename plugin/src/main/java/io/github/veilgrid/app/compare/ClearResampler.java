package io.github.veilgrid.app.compare;

import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * Resamples in the clear, in double precision, slice by slice: what the encrypted way must equal within its bound.
 * Works from voxel positions alone, apart from the planner's ratios. For one thread.
 */
public final class ClearResampler {

    /** A sample this far beyond the outermost centre, in voxels, still counts as inside. */
    private static final double HULL = 1e-3;

    /** Padding with less weight than this does not make a voxel padding. */
    private static final double TOUCH = 1e-3;

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
     * @param volume voxels on the source grid; at most two of its slices are held at a time
     */
    public ClearResampler(RegridTask task, VoxelSource volume) {
        this.task = task;
        this.volume = volume;
        for (int axis = 0; axis < 3; axis++) {
            taps[axis] = taps(task, axis);
        }
    }

    private static Taps[] taps(RegridTask task, int axis) {
        Taps[] taps = new Taps[task.target().size().along(axis)];
        for (int i = 0; i < taps.length; i++) {
            double[] point = task.target().position(axis == 0 ? i : 0, axis == 1 ? i : 0, axis == 2 ? i : 0);
            taps[i] = Taps.of(task.source().index(point[0], point[1], point[2])[axis],
                    task.source().size().along(axis), task.interpolation());
        }
        return taps;
    }

    /** Real-world values of a target slice; NaN where a tap that counts is padding. */
    public void slice(int z, double[] values) throws IOException {
        Taps back = taps[2][z];
        slices.keySet().removeIf(kept -> kept != back.first && kept != back.second);
        double[] near = source(back.first);
        double[] far = back.weight == 0 ? near : source(back.second);
        int width = task.source().size().x();
        int out = 0;
        for (Taps down : taps[1]) {
            for (Taps right : taps[0]) {
                if (task.outside() == Outside.FILL && (back.outside || down.outside || right.outside)) {
                    values[out++] = task.fill();
                } else {
                    values[out++] = mix(plane(near, width, down, right), plane(far, width, down, right), back.weight);
                }
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

    private static double plane(double[] slice, int width, Taps down, Taps right) {
        return mix(mix(slice[down.first * width + right.first], slice[down.first * width + right.second],
                        right.weight),
                mix(slice[down.second * width + right.first], slice[down.second * width + right.second],
                        right.weight), down.weight);
    }

    /** A tap of next to no weight does not count if it is padding. */
    private static double mix(double a, double b, double weight) {
        if (weight < TOUCH && (weight == 0 || Double.isNaN(b))) {
            return a;
        }
        if (weight > 1 - TOUCH && (weight == 1 || Double.isNaN(a))) {
            return b;
        }
        return a + weight * (b - a);
    }

    /**
     * The two neighbours of a position.
     *
     * @param first lower neighbour
     * @param second upper neighbour, within the scan
     * @param weight of the upper one
     * @param outside whether the position lies beyond the outermost centres
     */
    private record Taps(int first, int second, double weight, boolean outside) {
        static Taps of(double position, int count, Interpolation interpolation) {
            boolean outside = position < -HULL || position > count - 1 + HULL;
            double grid = interpolation == Interpolation.NEAREST ? TIE_GRID : POSITION_GRID;
            double inside = Math.max(0, Math.min(count - 1, Math.rint(position * grid) / grid));
            if (interpolation == Interpolation.NEAREST) {
                int nearest = (int) Math.min(count - 1, Math.floor(inside + 0.5));
                return new Taps(nearest, nearest, 0, outside);
            }
            int first = (int) Math.floor(inside);
            return new Taps(first, Math.min(first + 1, count - 1), inside - first, outside);
        }
    }
}
