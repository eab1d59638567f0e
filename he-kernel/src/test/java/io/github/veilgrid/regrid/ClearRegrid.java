package io.github.veilgrid.regrid;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.RegridTask;
import java.util.function.DoubleUnaryOperator;

/**
 * The reference of the tests: resampling in the clear in float64, voxel by voxel through patient coordinates, written
 * apart from the product's tiles, taps and axes.
 */
final class ClearRegrid {

    private static final double HULL = 1e-3;

    private ClearRegrid() {
    }

    /** The reference of a task without filters: linear, nearest, cubic or Lanczos of radius 3. */
    static WholeJob.Reference of(RegridTask task, TestVolume volume) {
        Grid from = task.source();
        Grid to = task.target();
        double[] voxels = volume.voxels();
        double fill = task.fill();
        boolean edge = task.outside() == Outside.EDGE;
        return switch (task.interpolation()) {
            case LINEAR -> (i, j, k) -> linear(voxels, from, to, i, j, k, fill, edge);
            case NEAREST -> (i, j, k) -> nearest(voxels, from, to, i, j, k, fill, edge);
            case CUBIC -> (i, j, k) -> convolve(voxels, from, to, i, j, k, fill, 2, ClearRegrid::keys);
            case LANCZOS3 -> (i, j, k) -> convolve(voxels, from, to, i, j, k, fill, 3, d -> lanczos(d, 3));
            default -> throw new IllegalArgumentException(task.interpolation().name());
        };
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

    /**
     * Separable convolution with an even kernel of a radius, over voxels clamped to the scan; the sum is not normalised.
     */
    static double convolve(double[] source, Grid from, Grid to, int i, int j, int k, double fill, int radius,
            DoubleUnaryOperator kernel) {
        Size size = from.size();
        double[] p = place(from, to, i, j, k);
        if (outside(p, size)) {
            return fill;
        }
        double sum = 0;
        for (int c = 0; c < 8 * radius * radius * radius; c++) {
            int[] step = {c % (2 * radius), c / (2 * radius) % (2 * radius), c / (4 * radius * radius)};
            double weight = 1;
            int[] at = new int[3];
            for (int axis = 0; axis < 3; axis++) {
                double snapped = Math.abs(p[axis] - Math.rint(p[axis])) < 1e-9 ? Math.rint(p[axis]) : p[axis];
                int voxel = (int) Math.floor(snapped) - radius + 1 + step[axis];
                weight *= kernel.applyAsDouble(snapped - voxel);
                at[axis] = Math.max(0, Math.min(size.along(axis) - 1, voxel));
            }
            sum += weight * source[at[0] + size.x() * (at[1] + size.y() * at[2])];
        }
        return sum;
    }

    /** Keys' cubic with a = -0.5. */
    static double keys(double distance) {
        double d = Math.abs(distance);
        double a = -0.5;
        return d <= 1 ? (a + 2) * d * d * d - (a + 3) * d * d + 1 : d < 2 ? a * d * d * d - 5 * a * d * d + 8 * a * d - 4 * a : 0;
    }

    /** Lanczos' kernel of a radius. */
    static double lanczos(double d, int radius) {
        if (d == 0) {
            return 1;
        }
        return Math.abs(d) >= radius ? 0
                : radius * Math.sin(Math.PI * d) * Math.sin(Math.PI * d / radius) / (Math.PI * Math.PI * d * d);
    }

    static double[] place(Grid from, Grid to, int i, int j, int k) {
        double[] point = to.position(i, j, k);
        return from.index(point[0], point[1], point[2]);
    }

    private static boolean outside(double[] p, Size size) {
        return outside(p, size, 0);
    }

    /** Whether a position in source voxels lies farther than a reach beyond the outermost voxel centres. */
    static boolean outside(double[] p, Size size, double reach) {
        for (int axis = 0; axis < 3; axis++) {
            if (p[axis] < -reach - HULL || p[axis] > size.along(axis) - 1 + reach + HULL) {
                return true;
            }
        }
        return false;
    }
}
