package io.github.veilgrid.regrid;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.regrid.wire.Antialias;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.util.Arrays;

/**
 * A second reference of the tests: each axis as a dense matrix, multiplied out from the textbook's parts (coefficients by
 * solving a linear system, the scan continued far beyond its border, filter, interpolation).
 */
final class DenseReference {

    private static final int MARGIN = 60;

    private DenseReference() {
    }

    /** One row over the source's voxels for each voxel of the target along an axis; the grids must be parallel. */
    static double[][] matrix(Grid from, Grid to, int axis, Interpolation interpolation, Antialias antialias) {
        int n = from.size().along(axis);
        double step = to.spacing(axis) / from.spacing(axis);
        double[][] rows = new double[to.size().along(axis)][];
        double[][] coefficients = interpolation == Interpolation.BSPLINE ? splineCoefficients(n) : null;
        for (int o = 0; o < rows.length; o++) {
            double[] point = to.position(axis == 0 ? o : 0, axis == 1 ? o : 0, axis == 2 ? o : 0);
            double p = from.index(point[0], point[1], point[2])[axis];
            boolean area = antialias == Antialias.AREA && step > 1.001;
            double[] wide = area ? box(p, step, n) : samples(p, n, interpolation);
            if (antialias == Antialias.GAUSSIAN && step > 1) {
                wide = blurred(wide, (step - 1) / 2);
            }
            double[] row = folded(wide, n, interpolation == Interpolation.BSPLINE && !area);
            rows[o] = interpolation == Interpolation.BSPLINE && !area ? times(row, coefficients) : row;
        }
        return rows;
    }

    /** Applies three matrices. */
    static double value(double[] source, Grid from, double[] x, double[] y, double[] z) {
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
                case LINEAR -> Math.max(0, 1 - d);
                case CUBIC -> ClearRegrid.keys(d);
                case LANCZOS3 -> ClearRegrid.lanczos(d, 3);
                case BSPLINE -> d < 1 ? 2.0 / 3 - d * d + d * d * d / 2 : d < 2 ? Math.pow(2 - d, 3) / 6 : 0;
                default -> throw new IllegalArgumentException(interpolation.name());
            };
        }
        return row;
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
