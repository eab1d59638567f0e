package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.RowLayout;

/**
 * The complex counterpart of {@link io.github.veilgrid.he.ring.Ntt}'s inner transform: a polynomial modulo
 * {@code X^N - i} between coefficients in rows and values at {@code zeta^(4p+1)} in transposed rows, with
 * {@code zeta = exp(2 pi i / 4N)}. Neither direction is scaled. Tables come from {@link StrictMath}, and the loops round
 * as the Java language prescribes, so every machine computes the same bits. Immutable, thread safe.
 */
final class ComplexTransform {

    private final double[][] rowCos;
    private final double[][] rowSin;
    private final double[][][] columnCos;
    private final double[][][] columnSin;

    ComplexTransform(RowLayout layout) {
        int n = layout.rows() * layout.columns();
        rowCos = new double[layout.logRows()][];
        rowSin = new double[layout.logRows()][];
        for (int level = 0; level < rowCos.length; level++) {
            rowCos[level] = new double[1 << level];
            rowSin[level] = new double[1 << level];
            for (int block = 0; block < 1 << level; block++) {
                double angle = angle(layout.rowExponent(level, block), n);
                rowCos[level][block] = StrictMath.cos(angle);
                rowSin[level][block] = StrictMath.sin(angle);
            }
        }
        columnCos = new double[layout.logColumns()][][];
        columnSin = new double[layout.logColumns()][][];
        for (int level = 0; level < columnCos.length; level++) {
            columnCos[level] = new double[1 << level][layout.rows()];
            columnSin[level] = new double[1 << level][layout.rows()];
            for (int block = 0; block < 1 << level; block++) {
                for (int c = 0; c < layout.rows(); c++) {
                    double angle = angle(layout.columnExponent(level, block, c), n);
                    columnCos[level][block][c] = StrictMath.cos(angle);
                    columnSin[level][block][c] = StrictMath.sin(angle);
                }
            }
        }
    }

    private static double angle(long exponent, int n) {
        return 2 * Math.PI * (exponent % (4L * n)) / (4.0 * n);
    }

    void forwardRows(double[][] re, double[][] im) {
        for (int level = 0; level < rowCos.length; level++) {
            int half = re.length >> (level + 1);
            for (int block = 0; block < 1 << level; block++) {
                for (int r = 2 * half * block; r < 2 * half * block + half; r++) {
                    forward(re[r], im[r], re[r + half], im[r + half], rowCos[level][block], rowSin[level][block]);
                }
            }
        }
    }

    void forwardColumns(double[][] re, double[][] im) {
        for (int level = 0; level < columnCos.length; level++) {
            int half = re.length >> (level + 1);
            for (int block = 0; block < 1 << level; block++) {
                for (int c = 2 * half * block; c < 2 * half * block + half; c++) {
                    forward(re[c], im[c], re[c + half], im[c + half], columnCos[level][block], columnSin[level][block]);
                }
            }
        }
    }

    void inverseColumns(double[][] re, double[][] im) {
        for (int level = columnCos.length - 1; level >= 0; level--) {
            int half = re.length >> (level + 1);
            for (int block = 0; block < 1 << level; block++) {
                for (int c = 2 * half * block; c < 2 * half * block + half; c++) {
                    inverse(re[c], im[c], re[c + half], im[c + half], columnCos[level][block], columnSin[level][block]);
                }
            }
        }
    }

    void inverseRows(double[][] re, double[][] im) {
        for (int level = rowCos.length - 1; level >= 0; level--) {
            int half = re.length >> (level + 1);
            for (int block = 0; block < 1 << level; block++) {
                for (int r = 2 * half * block; r < 2 * half * block + half; r++) {
                    inverse(re[r], im[r], re[r + half], im[r + half], rowCos[level][block], rowSin[level][block]);
                }
            }
        }
    }

    /** {@code (x, y) = (x + w y, x - w y)}. */
    private static void forward(double[] xr, double[] xi, double[] yr, double[] yi, double c, double s) {
        for (int i = 0; i < xr.length; i++) {
            double ar = xr[i];
            double ai = xi[i];
            double br = yr[i];
            double bi = yi[i];
            double tr = c * br - s * bi;
            double ti = c * bi + s * br;
            xr[i] = ar + tr;
            xi[i] = ai + ti;
            yr[i] = ar - tr;
            yi[i] = ai - ti;
        }
    }

    private static void forward(double[] xr, double[] xi, double[] yr, double[] yi, double[] c, double[] s) {
        for (int i = 0; i < xr.length; i++) {
            double ar = xr[i];
            double ai = xi[i];
            double br = yr[i];
            double bi = yi[i];
            double tr = c[i] * br - s[i] * bi;
            double ti = c[i] * bi + s[i] * br;
            xr[i] = ar + tr;
            xi[i] = ai + ti;
            yr[i] = ar - tr;
            yi[i] = ai - ti;
        }
    }

    /** {@code (x, y) = (x + y, (x - y) conj(w))}. */
    private static void inverse(double[] xr, double[] xi, double[] yr, double[] yi, double c, double s) {
        for (int i = 0; i < xr.length; i++) {
            double ar = xr[i];
            double ai = xi[i];
            double br = yr[i];
            double bi = yi[i];
            double dr = ar - br;
            double di = ai - bi;
            xr[i] = ar + br;
            xi[i] = ai + bi;
            yr[i] = c * dr + s * di;
            yi[i] = c * di - s * dr;
        }
    }

    private static void inverse(double[] xr, double[] xi, double[] yr, double[] yi, double[] c, double[] s) {
        for (int i = 0; i < xr.length; i++) {
            double ar = xr[i];
            double ai = xi[i];
            double br = yr[i];
            double bi = yi[i];
            double dr = ar - br;
            double di = ai - bi;
            xr[i] = ar + br;
            xi[i] = ai + bi;
            yr[i] = c[i] * dr + s[i] * di;
            yi[i] = c[i] * di - s[i] * dr;
        }
    }
}
