package io.github.veilgrid.regrid;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;

/**
 * The reference of the tests: resampling in the clear in float64, voxel by voxel through patient coordinates, written
 * apart from the product's tiles, taps and axes.
 */
final class ClearRegrid {

    private static final double HULL = 1e-3;

    private ClearRegrid() {
    }

    /** Trilinear value at target voxel (i, j, k); fill beyond the hull of voxel centres, edge within a thousandth. */
    static double linear(double[] source, Grid from, Grid to, int i, int j, int k, double fill, boolean edge) {
        Size size = from.size();
        double[] p = place(from, to, i, j, k);
        if (!edge && outside(p, size)) {
            return fill;
        }
        double sum = 0;
        for (int corner = 0; corner < 8; corner++) {
            double weight = 1;
            int[] at = new int[3];
            for (int axis = 0; axis < 3; axis++) {
                double clamped = Math.max(0, Math.min(size.along(axis) - 1, p[axis]));
                int low = (int) Math.min(Math.floor(clamped), Math.max(0, size.along(axis) - 2));
                int upper = corner >> axis & 1;
                weight *= upper == 1 ? clamped - low : 1 - (clamped - low);
                at[axis] = Math.min(low + upper, size.along(axis) - 1);
            }
            if (weight != 0) {
                sum += weight * source[at[0] + size.x() * (at[1] + size.y() * at[2])];
            }
        }
        return sum;
    }

    /** Nearest value, ties half up. */
    static double nearest(double[] source, Grid from, Grid to, int i, int j, int k, double fill, boolean edge) {
        Size size = from.size();
        double[] p = place(from, to, i, j, k);
        if (!edge && outside(p, size)) {
            return fill;
        }
        int[] at = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            at[axis] = (int) Math.max(0, Math.min(size.along(axis) - 1, Math.floor(p[axis] + 0.5 + 1e-9)));
        }
        return source[at[0] + size.x() * (at[1] + size.y() * at[2])];
    }

    private static double[] place(Grid from, Grid to, int i, int j, int k) {
        double[] point = to.position(i, j, k);
        return from.index(point[0], point[1], point[2]);
    }

    private static boolean outside(double[] p, Size size) {
        for (int axis = 0; axis < 3; axis++) {
            if (p[axis] < -HULL || p[axis] > size.along(axis) - 1 + HULL) {
                return true;
            }
        }
        return false;
    }
}
