package io.github.veilgrid.app.compare;

import io.github.veilgrid.grid.Grid;
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
        Taps back = Taps.of(positions[2][z], task.source().size().z(), task.interpolation());
        slices.keySet().removeIf(kept -> kept < back.first);
        double[] near = source(back.first);
        double[] far = source(back.second);
        int width = task.source().size().x();
        int out = 0;
        for (int y = 0; y < positions[1].length; y++) {
            Taps down = Taps.of(positions[1][y], task.source().size().y(), task.interpolation());
            for (int x = 0; x < positions[0].length; x++) {
                Taps right = Taps.of(positions[0][x], width, task.interpolation());
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

    /** A tap of weight zero does not count, not even if it is padding. */
    private static double mix(double a, double b, double weight) {
        if (weight == 0) {
            return a;
        }
        return weight == 1 ? b : a + weight * (b - a);
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
            double inside = Math.max(0, Math.min(count - 1, position));
            if (Math.abs(inside - Math.rint(inside)) < 1e-9) {
                inside = Math.rint(inside);
            }
            if (interpolation == Interpolation.NEAREST) {
                int nearest = (int) Math.min(count - 1, Math.floor(inside + 0.5));
                return new Taps(nearest, nearest, 0, outside);
            }
            int first = (int) Math.floor(inside);
            return new Taps(first, Math.min(first + 1, count - 1), inside - first, outside);
        }
    }
}
