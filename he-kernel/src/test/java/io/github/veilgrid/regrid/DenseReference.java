package io.github.veilgrid.regrid;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.wire.Antialias;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.Kernel;
import java.util.Arrays;

/**
 * A second reference of the tests: each axis as dense rows of weights, multiplied out from the textbook's parts (coefficients
 * by solving a linear system, the scan continued far beyond its border, filter, interpolation).
 */
final class DenseReference {

    private static final int MARGIN = 60;

    private DenseReference() {
    }

    /** The reference of a task whose grids are parallel: a matrix along each axis. */
    static WholeJob.Reference alongAxes(RegridTask task, TestVolume volume) {
        double[][][] matrices = new double[3][][];
        for (int axis = 0; axis < 3; axis++) {
            matrices[axis] = new double[task.target().size().along(axis)][];
            for (int o = 0; o < matrices[axis].length; o++) {
                double p = ClearRegrid.place(task.source(), task.target(), axis == 0 ? o : 0, axis == 1 ? o : 0,
                        axis == 2 ? o : 0)[axis];
                matrices[axis][o] = row(p, task.target().spacing(axis) / task.source().spacing(axis),
                        task.source().size().along(axis), task.kernel());
            }
            solve(task.kernel(), task.target().spacing(axis) / task.source().spacing(axis), matrices[axis]);
        }
        return (x, y, z) -> outside(task, x, y, z) ? task.fill()
                : value(volume.voxels(), task.source(), matrices[0][x], matrices[1][y], matrices[2][z]);
    }

    /**
     * The reference of a task whose grids are turned against each other: every voxel has rows of its own. Filters are as
     * wide as the target's voxels are apart along each axis of the scan: the root of the sum of squared moves.
     */
    static WholeJob.Reference turned(RegridTask task, TestVolume volume) {
        Grid from = task.source();
        double[] first = ClearRegrid.place(from, task.target(), 0, 0, 0);
        double[][] moves = {ClearRegrid.place(from, task.target(), 1, 0, 0), ClearRegrid.place(from, task.target(), 0, 1, 0),
            ClearRegrid.place(from, task.target(), 0, 0, 1)};
        double[] steps = new double[3];
        double[] coefficients = volume.voxels().clone();
        for (int axis = 0; axis < 3; axis++) {
            int a = axis;
            steps[axis] = Math.sqrt(Arrays.stream(moves).mapToDouble(move -> Math.pow(move[a] - first[a], 2)).sum());
            if (solved(task.kernel(), steps[axis])) {
                coefficients = coefficientsAlong(axis, from.size(), coefficients);
            }
        }
        double[] weighed = coefficients;
        return (x, y, z) -> {
            if (outside(task, x, y, z)) {
                return task.fill();
            }
            double[] p = ClearRegrid.place(from, task.target(), x, y, z);
            double[][] rows = new double[3][];
            for (int axis = 0; axis < 3; axis++) {
                rows[axis] = row(p[axis], steps[axis], from.size().along(axis), task.kernel());
            }
            return value(weighed, from, rows[0], rows[1], rows[2]);
        };
    }

    private static boolean outside(RegridTask task, int x, int y, int z) {
        return task.outside() != Outside.EDGE && ClearRegrid.outside(ClearRegrid.place(task.source(), task.target(), x, y, z),
                task.source().size(), task.outside() == Outside.ITK ? 0.5 : 0);
    }

    /** Weights of voxels, or of B-spline coefficients, along an axis. */
    private static double[] row(double p, double step, int n, Kernel kernel) {
        boolean area = kernel.antialias() == Antialias.AREA && step > 1.001;
        double[] wide = area ? box(p, step, n) : samples(p, n, kernel.interpolation());
        if (kernel.antialias() == Antialias.GAUSSIAN && step > 1) {
            wide = blurred(wide, (step - 1) / 2);
        }
        return folded(wide, n, solved(kernel, step));
    }

    /** Whether weights are those of B-spline coefficients. */
    private static boolean solved(Kernel kernel, double step) {
        return kernel.interpolation() == Interpolation.BSPLINE && !(kernel.antialias() == Antialias.AREA && step > 1.001);
    }

    /** Turns weights of coefficients into weights of voxels. */
    private static void solve(Kernel kernel, double step, double[][] rows) {
        if (solved(kernel, step)) {
            double[][] coefficients = splineCoefficients(rows[0].length);
            for (int o = 0; o < rows.length; o++) {
                rows[o] = times(rows[o], coefficients);
            }
        }
    }

    private static double[] coefficientsAlong(int axis, Size size, double[] voxels) {
        double[][] matrix = splineCoefficients(size.along(axis));
        int stride = axis == 0 ? 1 : axis == 1 ? size.x() : size.slice();
        double[] result = new double[voxels.length];
        for (int i = 0; i < voxels.length; i++) {
            int at = i / stride % size.along(axis);
            for (int other = 0; other < size.along(axis); other++) {
                result[i] += matrix[at][other] * voxels[i + (other - at) * stride];
            }
        }
        return result;
    }

    /** Applies three matrices' rows. */
    private static double value(double[] source, Grid from, double[] x, double[] y, double[] z) {
        double sum = 0;
        for (int k = 0; k < z.length; k++) {
            for (int j = 0; j < y.length && z[k] != 0; j++) {
                double line = 0;
                for (int i = 0; i < x.length && y[j] != 0; i++) {
                    line += x[i] * source[i + from.size().x() * (j + from.size().y() * k)];
                }
                sum += z[k] * y[j] * line;
            }
        }
        return sum;
    }

    private static double[] box(double p, double step, int n) {
        double[] row = new double[n + 2 * MARGIN];
        for (int e = 0; e < row.length; e++) {
            double centre = e - MARGIN;
            double overlap = Math.min(p + step / 2, centre + 0.5) - Math.max(p - step / 2, centre - 0.5);
            row[e] = overlap > 1e-9 ? overlap / step : 0;
        }
        return row;
    }

    private static double[] samples(double p, int n, Interpolation interpolation) {
        double[] row = new double[n + 2 * MARGIN];
        for (int e = 0; e < row.length; e++) {
            double d = Math.abs(p - (e - MARGIN));
            row[e] = switch (interpolation) {
                case NEAREST -> Math.floor(p + 0.5 + 1e-9) == e - MARGIN ? 1 : 0;
                case LINEAR -> Math.max(0, 1 - d);
                case CUBIC -> ClearRegrid.keys(d);
                case BSPLINE -> d < 1 ? 2.0 / 3 - d * d + d * d * d / 2 : d < 2 ? Math.pow(2 - d, 3) / 6 : 0;
                default -> windowedSinc(d, interpolation.name());
            };
        }
        return row;
    }

    /** sin(pi d)/(pi d) times a window that ends at a radius, both as the name says. */
    private static double windowedSinc(double d, String name) {
        double radius = name.charAt(name.length() - 1) - '0';
        double r = d / radius;
        if (r >= 1 || d < 1e-9) {
            return d < 1e-9 ? 1 : 0;
        }
        double window = switch (name.substring(0, name.length() - 1)) {
            case "LANCZOS" -> Math.sin(Math.PI * r) / (Math.PI * r);
            case "HAMMING" -> 0.54 + 0.46 * Math.cos(Math.PI * r);
            case "COSINE" -> Math.cos(Math.PI * r / 2);
            case "WELCH" -> 1 - r * r;
            case "BLACKMAN" -> 0.42 + 0.5 * Math.cos(Math.PI * r) + 0.08 * Math.cos(2 * Math.PI * r);
            default -> throw new IllegalArgumentException(name);
        };
        return Math.sin(Math.PI * d) / (Math.PI * d) * window;
    }

    /** As scipy.ndimage.gaussian_filter1d: weights normalised, ended at int(4 sigma + 0.5). */
    private static double[] blurred(double[] row, double sigma) {
        int radius = (int) (4 * sigma + 0.5);
        double sum = 0;
        double[] blurred = new double[row.length];
        for (int k = -radius; k <= radius; k++) {
            double weight = k == 0 ? 1 : Math.exp(-k * k / (2 * sigma * sigma));
            sum += weight;
            for (int e = radius; e < row.length - radius; e++) {
                blurred[e] += weight * row[e + k];
            }
        }
        double whole = sum;
        return Arrays.stream(blurred).map(weight -> weight / whole).toArray();
    }

    /** Brings what lies beyond the scan back to its edge, or its mirror image. */
    private static double[] folded(double[] wide, int n, boolean mirror) {
        double[] row = new double[n];
        for (int e = 0; e < wide.length; e++) {
            int at = e - MARGIN;
            while (mirror && n > 1 && (at < 0 || at >= n)) {
                at = at < 0 ? -at : 2 * (n - 1) - at;
            }
            row[Math.max(0, Math.min(n - 1, at))] += wide[e];
        }
        return row;
    }

    /** The inverse of (1 4 1)/6 with mirrored ends, by Gauss and Jordan: coefficients that interpolate the samples. */
    private static double[][] splineCoefficients(int n) {
        double[][] system = new double[n][2 * n];
        for (int i = 0; i < n; i++) {
            system[i][i] += 4.0 / 6;
            system[i][n == 1 ? 0 : i == 0 ? 1 : i - 1] += 1.0 / 6;
            system[i][n == 1 ? 0 : i == n - 1 ? n - 2 : i + 1] += 1.0 / 6;
            system[i][n + i] = 1;
        }
        for (int pivot = 0; pivot < n; pivot++) {
            double divisor = system[pivot][pivot];
            for (int column = 0; column < 2 * n; column++) {
                system[pivot][column] /= divisor;
            }
            for (int i = 0; i < n; i++) {
                double factor = i == pivot ? 0 : system[i][pivot];
                for (int column = 0; column < 2 * n && factor != 0; column++) {
                    system[i][column] -= factor * system[pivot][column];
                }
            }
        }
        double[][] inverse = new double[n][];
        for (int i = 0; i < n; i++) {
            inverse[i] = Arrays.copyOfRange(system[i], n, 2 * n);
        }
        return inverse;
    }

    private static double[] times(double[] row, double[][] matrix) {
        double[] product = new double[row.length];
        for (int i = 0; i < row.length; i++) {
            for (int j = 0; j < row.length; j++) {
                product[j] += row[i] * matrix[i][j];
            }
        }
        return product;
    }
}
