package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.regrid.wire.AffineWindow;
import io.github.veilgrid.regrid.wire.AxisKernel;
import io.github.veilgrid.regrid.wire.Kernel;

/**
 * A turned target in source voxels: target voxel {@code o} lies at {@code step * o + offset}.
 *
 * @param inputs source voxels x, y, z
 * @param outputs target voxels x, y, z
 * @param step nine numbers, row by row: row = source axis, column = target axis
 * @param offset source position of target voxel (0, 0, 0)
 */
record AffineGeometry(int[] inputs, int[] outputs, double[] step, double[] offset) {

    /** Moves this small are rounding noise of the headers, in source voxels per target voxel. */
    private static final double NOISE = 1e-9;

    static AffineGeometry of(Grid source, Grid target) {
        int[] inputs = new int[3];
        int[] outputs = new int[3];
        double[] step = new double[9];
        double[] offset = source.index(target.origin(0), target.origin(1), target.origin(2));
        for (int column = 0; column < 3; column++) {
            double[] point = target.position(column == 0 ? 1 : 0, column == 1 ? 1 : 0, column == 2 ? 1 : 0);
            double[] index = source.index(point[0], point[1], point[2]);
            for (int axis = 0; axis < 3; axis++) {
                step[3 * axis + column] = clean(index[axis] - offset[axis]);
            }
        }
        for (int axis = 0; axis < 3; axis++) {
            inputs[axis] = source.size().along(axis);
            outputs[axis] = target.size().along(axis);
            offset[axis] = clean(offset[axis]);
        }
        return new AffineGeometry(inputs, outputs, step, offset);
    }

    private static double clean(double number) {
        double whole = Math.rint(number);
        return Math.abs(number - whole) < NOISE ? whole + 0.0 : number;
    }

    double step(int axis, int column) {
        return step[3 * axis + column];
    }

    /** Source voxels that a target voxel takes up. */
    double volume() {
        double[] m = step;
        return Math.abs(m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6])
                + m[2] * (m[3] * m[7] - m[4] * m[6]));
    }

    /** The kernel along each source axis. */
    AxisKernel[] kernels(Kernel kernel) {
        AxisKernel[] kernels = new AxisKernel[3];
        for (int axis = 0; axis < 3; axis++) {
            kernels[axis] = kernel.along(AffineWindow.stretch(step, axis), false);
        }
        return kernels;
    }
}
