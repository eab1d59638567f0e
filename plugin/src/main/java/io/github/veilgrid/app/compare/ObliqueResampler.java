package io.github.veilgrid.app.compare;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.owner.SplineCoefficients;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.wire.AxisKernel;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Resamples onto a turned grid, voxel by voxel through patient space. For one thread. */
final class ObliqueResampler implements Resampler {

    /** Padding with less weight than this does not make a voxel padding. */
    private static final double TOUCH = 1e-6;

    /** Positions are rounded to this part of a voxel, so that whole numbers stay whole. */
    private static final double POSITION_GRID = 1L << 32;

    private final RegridTask task;
    private final VoxelSource volume;
    private final AxisKernel[] kernels = new AxisKernel[3];
    private final Size size;
    private final Map<Integer, double[]> slices = new HashMap<>();

    ObliqueResampler(RegridTask task, VoxelSource volume, int threads) {
        this.task = task;
        boolean[] prefiltered = new boolean[3];
        for (int axis = 0; axis < 3; axis++) {
            kernels[axis] = task.kernel().along(stretch(axis), false);
            prefiltered[axis] = kernels[axis].prefiltered();
        }
        this.volume = SplineCoefficients.of(volume, task, prefiltered, 1, threads);
        this.size = volume.size();
    }

    /** How far apart target voxels lie along an axis of the scan, in its voxels: the width of a filter there. */
    private double stretch(int axis) {
        double[] first = place(0, 0, 0);
        return Math.hypot(Math.hypot(place(1, 0, 0)[axis] - first[axis], place(0, 1, 0)[axis] - first[axis]),
                place(0, 0, 1)[axis] - first[axis]);
    }

    private double[] place(int x, int y, int z) {
        double[] point = task.target().position(x, y, z);
        return task.source().index(point[0], point[1], point[2]);
    }

    @Override
    public void slice(int z, double[] values) throws IOException {
        forgetBeyond(z);
        int width = task.target().size().x();
        for (int i = 0; i < values.length; i++) {
            values[i] = value(place(i % width, i / width, z));
        }
    }

    private double value(double[] position) throws IOException {
        int[] first = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            position[axis] = Math.rint(position[axis] * POSITION_GRID) / POSITION_GRID;
            if (!task.outside().inside(position[axis], size.along(axis))) {
                return task.fill();
            }
            first[axis] = kernels[axis].first(position[axis]);
        }
        double sum = 0;
        for (int k = first[2]; k < first[2] + kernels[2].support(); k++) {
            double wz = kernels[2].weight(position[2], k);
            if (wz != 0) {
                sum += inSlice(source(kernels[2].source(k, size.z())), position, first, wz);
            }
        }
        return sum;
    }

    private double inSlice(double[] slice, double[] position, int[] first, double wz) {
        double sum = 0;
        for (int j = first[1]; j < first[1] + kernels[1].support(); j++) {
            double wy = wz * kernels[1].weight(position[1], j);
            int row = kernels[1].source(j, size.y()) * size.x();
            for (int i = first[0]; wy != 0 && i < first[0] + kernels[0].support(); i++) {
                double weight = wy * kernels[0].weight(position[0], i);
                double value = weight == 0 ? 0 : slice[row + kernels[0].source(i, size.x())];
                sum += Double.isNaN(value) && Math.abs(weight) <= TOUCH ? 0 : weight * value;
            }
        }
        return sum;
    }

    private double[] source(int slice) throws IOException {
        double[] values = slices.get(slice);
        if (values == null) {
            values = new double[size.slice()];
            volume.readSlice(slice, values);
            slices.put(slice, values);
        }
        return values;
    }

    /** Keeps only what the target slice draws on. */
    private void forgetBeyond(int z) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        for (int corner = 0; corner < 4; corner++) {
            double place = place((corner & 1) * (task.target().size().x() - 1),
                    (corner >> 1) * (task.target().size().y() - 1), z)[2];
            lowest = Math.min(lowest, place);
            highest = Math.max(highest, place);
        }
        double from = lowest - kernels[2].support();
        double to = highest + kernels[2].support();
        slices.keySet().removeIf(slice -> slice < from || slice > to);
    }
}
