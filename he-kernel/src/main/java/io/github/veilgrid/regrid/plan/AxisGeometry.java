package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.grid.Grid;

/**
 * Where the outputs of one axis lie among its inputs: output {@code o} at input position {@code step * o + offset}.
 * These are the exact positions; a plan may replace the step by a rational number and answers for the difference.
 *
 * @param inputs source voxels along the axis
 * @param outputs target voxels along the axis
 * @param step source voxels from one target voxel to the next
 * @param offset source position of target voxel 0
 */
public record AxisGeometry(int inputs, int outputs, double step, double offset) {

    private static final double POSITION_GRID = 1L << 32;

    /** Offsets this near to a voxel centre are rounding noise of the headers. */
    private static final double NOISE = 1e-9;

    /** Largest distance, in source voxels, between a target voxel and its place on the source's axes. */
    static final double ALIGNMENT_LIMIT = 1e-3;

    /** The three axes of a task whose target runs along the source's axes. */
    static AxisGeometry[] of(Grid source, Grid target) {
        double[] first = source.index(target.origin(0), target.origin(1), target.origin(2));
        AxisGeometry[] axes = new AxisGeometry[3];
        for (int axis = 0; axis < 3; axis++) {
            double whole = Math.rint(first[axis]);
            double offset = Math.abs(first[axis] - whole) < NOISE ? whole : first[axis];
            axes[axis] = new AxisGeometry(source.size().along(axis), target.size().along(axis),
                    target.spacing(axis) / source.spacing(axis), offset);
        }
        return axes;
    }

    /** Largest distance along any source axis between the target's corners and their places by axis alone. */
    static double misalignment(Grid source, Grid target) {
        double[] first = source.index(target.origin(0), target.origin(1), target.origin(2));
        double worst = 0;
        for (int corner = 1; corner < 8; corner++) {
            int[] far = new int[3];
            for (int axis = 0; axis < 3; axis++) {
                far[axis] = (corner >> axis & 1) * (target.size().along(axis) - 1);
            }
            double[] point = target.position(far[0], far[1], far[2]);
            double[] index = source.index(point[0], point[1], point[2]);
            for (int axis = 0; axis < 3; axis++) {
                double byAxis = first[axis] + far[axis] * (target.spacing(axis) / source.spacing(axis));
                worst = Math.max(worst, Math.abs(index[axis] - byAxis));
            }
        }
        return worst;
    }

    /** Input position of an output, on a grid of 2^-32 voxel so that ties stay ties. */
    public double position(int output) {
        return Math.rint((step * output + offset) * POSITION_GRID) / POSITION_GRID;
    }

    /** Whether an output lies inside the source, a thousandth of a voxel allowed. */
    public boolean inside(int output, Outside outside) {
        return outside.inside(position(output), inputs);
    }
}
