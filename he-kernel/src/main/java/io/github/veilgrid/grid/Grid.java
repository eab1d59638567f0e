package io.github.veilgrid.grid;

import java.util.Arrays;
import java.util.Locale;

/**
 * A regular grid of voxel centres in patient space (LPS, millimetres): voxel {@code (i, j, k)} sits at
 * {@code origin + step * (i, j, k)}. The columns of {@code step} are the moves from one voxel to the next along each
 * axis; they need not be orthogonal (gantry tilt). Immutable and thread safe.
 */
public final class Grid {

    private final Size size;
    private final double[] origin;
    private final double[] step;

    private Grid(Size size, double[] origin, double[] step) {
        this.size = size;
        this.origin = origin;
        this.step = step;
    }

    /**
     * @param size voxels along each axis
     * @param origin centre of voxel (0, 0, 0), three millimetre values
     * @param stepX move from one voxel to the next along x (one image row), three millimetre values
     * @param stepY the same along y
     * @param stepZ the same along z
     * @throws IllegalArgumentException if a number is not finite or the three steps do not span space
     */
    public static Grid of(Size size, double[] origin, double[] stepX, double[] stepY, double[] stepZ) {
        double[] step = new double[9];
        double[][] columns = {stepX, stepY, stepZ};
        for (int axis = 0; axis < 3; axis++) {
            for (int row = 0; row < 3; row++) {
                step[3 * row + axis] = columns[axis][row];
            }
        }
        Grid grid = new Grid(size, origin.clone(), step);
        for (double number : step) {
            requireFinite(number);
        }
        for (double number : grid.origin) {
            requireFinite(number);
        }
        double volume = grid.spacing(0) * grid.spacing(1) * grid.spacing(2);
        if (!(Math.abs(grid.determinant()) > 1e-6 * volume)) {
            throw new IllegalArgumentException("the grid's steps do not span space");
        }
        return grid;
    }

    private static void requireFinite(double number) {
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("a grid needs finite numbers, got " + number);
        }
    }

    public Size size() {
        return size;
    }

    /** Coordinate {@code row} (0 = L, 1 = P, 2 = S) of the centre of voxel (0, 0, 0), millimetres. */
    public double origin(int row) {
        return origin[row];
    }

    /** Coordinate {@code row} of the move from one voxel to the next along {@code axis}, millimetres. */
    public double step(int row, int axis) {
        return step[3 * row + axis];
    }

    /** Distance between neighbouring voxel centres along an axis, millimetres. */
    public double spacing(int axis) {
        return Math.sqrt(step(0, axis) * step(0, axis) + step(1, axis) * step(1, axis) + step(2, axis) * step(2, axis));
    }

    /** Unit vector of an axis in patient space. */
    public double[] direction(int axis) {
        double length = spacing(axis);
        return new double[] {step(0, axis) / length, step(1, axis) / length, step(2, axis) / length};
    }

    /** Patient position (three millimetre values) of a voxel index, which may be fractional. */
    public double[] position(double i, double j, double k) {
        double[] point = new double[3];
        for (int row = 0; row < 3; row++) {
            point[row] = origin[row] + step(row, 0) * i + step(row, 1) * j + step(row, 2) * k;
        }
        return point;
    }

    /** Fractional voxel index (three values) of a patient position: the inverse of {@link #position}. */
    public double[] index(double l, double p, double s) {
        double[] b = {l - origin[0], p - origin[1], s - origin[2]};
        double det = determinant();
        double[] index = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            double[] m = step.clone();
            for (int row = 0; row < 3; row++) {
                m[3 * row + axis] = b[row];
            }
            index[axis] = determinant(m) / det;
        }
        return index;
    }

    /** Largest cosine between two different axes: 0 for an orthogonal grid. */
    public double shear() {
        double worst = 0;
        for (int a = 0; a < 3; a++) {
            for (int b = a + 1; b < 3; b++) {
                double[] u = direction(a);
                double[] v = direction(b);
                worst = Math.max(worst, Math.abs(u[0] * v[0] + u[1] * v[1] + u[2] * v[2]));
            }
        }
        return worst;
    }

    private double determinant() {
        return determinant(step);
    }

    private static double determinant(double[] m) {
        return m[0] * (m[4] * m[8] - m[5] * m[7])
                - m[1] * (m[3] * m[8] - m[5] * m[6])
                + m[2] * (m[3] * m[7] - m[4] * m[6]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Grid grid
                && size.equals(grid.size)
                && Arrays.equals(origin, grid.origin)
                && Arrays.equals(step, grid.step);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * size.hashCode() + Arrays.hashCode(origin)) + Arrays.hashCode(step);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s voxels of %.6g x %.6g x %.6g mm", size, spacing(0), spacing(1), spacing(2));
    }
}
