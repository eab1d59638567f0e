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
    private final AxisKernel kernel;
    private final Size size;
    private final Map<Integer, double[]> slices = new HashMap<>();

    ObliqueResampler(RegridTask task, VoxelSource volume) {
        this.task = task;
        this.kernel = task.kernel().along(1, false);
        boolean prefiltered = kernel.prefiltered();
        this.volume = SplineCoefficients.of(volume, task, new boolean[] {prefiltered, prefiltered, prefiltered}, 1);
        this.size = volume.size();
    }

    @Override
    public void slice(int z, double[] values) throws IOException {
        forgetBeyond(z);
        int width = task.target().size().x();
        for (int i = 0; i < values.length; i++) {
            double[] point = task.target().position(i % width, i / width, z);
            values[i] = value(task.source().index(point[0], point[1], point[2]));
        }
    }

    private double value(double[] position) throws IOException {
        int[] first = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            position[axis] = Math.rint(position[axis] * POSITION_GRID) / POSITION_GRID;
            if (!task.outside().inside(position[axis], size.along(axis))) {
                return task.fill();
            }
            first[axis] = kernel.first(position[axis]);
        }
        double sum = 0;
        for (int k = first[2]; k < first[2] + kernel.support(); k++) {
            double wz = kernel.weight(position[2], k);
            if (wz != 0) {
                sum += inSlice(source(kernel.source(k, size.z())), position, first, wz);
            }
        }
        return sum;
    }

    private double inSlice(double[] slice, double[] position, int[] first, double wz) {
        double sum = 0;
        for (int j = first[1]; j < first[1] + kernel.support(); j++) {
            double wy = wz * kernel.weight(position[1], j);
            int row = kernel.source(j, size.y()) * size.x();
            for (int i = first[0]; wy != 0 && i < first[0] + kernel.support(); i++) {
                double weight = wy * kernel.weight(position[0], i);
                double value = weight == 0 ? 0 : slice[row + kernel.source(i, size.x())];
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
            double[] point = task.target().position((corner & 1) * (task.target().size().x() - 1),
                    (corner >> 1) * (task.target().size().y() - 1), z);
            double place = task.source().index(point[0], point[1], point[2])[2];
            lowest = Math.min(lowest, place);
            highest = Math.max(highest, place);
        }
        double from = lowest - kernel.support();
        double to = highest + kernel.support();
        slices.keySet().removeIf(slice -> slice < from || slice > to);
    }
}
