package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;

/**
 * The same voxels with their axes in another order or sense: a signed permutation, nothing is resampled. New axis
 * {@code a} is old axis {@link #axis axis(a)}, from its far end where {@link #reversed} says so. Immutable.
 */
public final class Orientation {

    private static final int[][] ORDERS = {{0, 1, 2}, {1, 2, 0}, {2, 0, 1}, {1, 0, 2}, {0, 2, 1}, {2, 1, 0}};

    private final int[] axis;
    private final boolean[] reversed;

    private Orientation(int[] axis, boolean[] reversed) {
        this.axis = axis;
        this.reversed = reversed;
    }

    /** The one whose axes run nearest to another grid's. */
    public static Orientation of(Grid grid, Grid other) {
        return nearest(grid, new double[][] {other.direction(0), other.direction(1), other.direction(2)});
    }

    /**
     * The one whose axes run nearest to three directions. A right-handed grid stays so if the directions are right-handed:
     * an image is never mirrored.
     *
     * @param directions unit vectors in patient space (LPS)
     */
    public static Orientation nearest(Grid grid, double[][] directions) {
        double[][] own = {grid.direction(0), grid.direction(1), grid.direction(2)};
        double handedness = handedness(own) * handedness(directions);
        Orientation best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (int order = 0; order < ORDERS.length; order++) {
            for (int senses = 0; senses < 8; senses++) {
                int sign = (order < 3 ? 1 : -1) * (Integer.bitCount(senses) % 2 == 0 ? 1 : -1);
                boolean[] reversed = new boolean[3];
                double along = 0;
                for (int a = 0; a < 3; a++) {
                    reversed[a] = (senses >> a & 1) == 1;
                    along += (reversed[a] ? -1 : 1) * dot(own[ORDERS[order][a]], directions[a]);
                }
                if (sign == handedness && along > most + 1e-9) {
                    most = along;
                    best = new Orientation(ORDERS[order], reversed);
                }
            }
        }
        return best;
    }

    private static double handedness(double[][] v) {
        double[] cross = {v[0][1] * v[1][2] - v[0][2] * v[1][1], v[0][2] * v[1][0] - v[0][0] * v[1][2],
            v[0][0] * v[1][1] - v[0][1] * v[1][0]};
        return dot(cross, v[2]) < 0 ? -1 : 1;
    }

    private static double dot(double[] u, double[] v) {
        return u[0] * v[0] + u[1] * v[1] + u[2] * v[2];
    }

    /** Old axis that is new axis {@code a}. */
    public int axis(int a) {
        return axis[a];
    }

    /** Whether new axis {@code a} runs against the old one. */
    public boolean reversed(int a) {
        return reversed[a];
    }

    /** Whether nothing changes. */
    public boolean identity() {
        return axis == ORDERS[0] && !reversed[0] && !reversed[1] && !reversed[2];
    }

    /** The grid of the same voxels with the new axes. */
    public Grid apply(Grid grid) {
        if (identity()) {
            return grid;
        }
        double[] corner = new double[3];
        double[][] step = new double[3][3];
        int[] size = new int[3];
        for (int a = 0; a < 3; a++) {
            size[a] = grid.size().along(axis[a]);
            corner[axis[a]] = reversed[a] ? size[a] - 1 : 0;
            for (int row = 0; row < 3; row++) {
                step[a][row] = (reversed[a] ? -1 : 1) * grid.step(row, axis[a]) + 0.0;
            }
        }
        return Grid.of(new Size(size[0], size[1], size[2]), grid.position(corner[0], corner[1], corner[2]),
                step[0], step[1], step[2]);
    }
}
