package io.github.veilgrid.he.ring;

/**
 * Butterflies of the number-theoretic transform over a pair of rows. The lazy forms leave sums unreduced; the others
 * reduce the operand that would otherwise keep growing. Which form a level takes is decided once, by {@link Ntt}.
 */
final class Butterflies {

    private static final double ROUND = Modulus.ROUND;

    private Butterflies() {
    }

    /** {@code (x, y) = (x + w y, x - w y)}, one w for the row. */
    static void forward(double[] x, double[] y, double w, double q, double inverse) {
        for (int i = 0; i < x.length; i++) {
            double h = y[i] * w;
            double l = Math.fma(y[i], w, -h);
            double k = Math.fma(h, inverse, ROUND) - ROUND;
            double p = Math.fma(-k, q, h) + l;
            double a = x[i];
            x[i] = a + p;
            y[i] = a - p;
        }
    }

    static void forwardReducing(double[] x, double[] y, double w, double q, double inverse) {
        for (int i = 0; i < x.length; i++) {
            double h = y[i] * w;
            double l = Math.fma(y[i], w, -h);
            double k = Math.fma(h, inverse, ROUND) - ROUND;
            double p = Math.fma(-k, q, h) + l;
            double a = Math.fma(-(Math.fma(x[i], inverse, ROUND) - ROUND), q, x[i]);
            x[i] = a + p;
            y[i] = a - p;
        }
    }

    /** {@code (x, y) = (x + w y, x - w y)}, a w for each column. */
    static void forward(double[] x, double[] y, double[] w, double q, double inverse) {
        for (int i = 0; i < x.length; i++) {
            double h = y[i] * w[i];
            double l = Math.fma(y[i], w[i], -h);
            double k = Math.fma(h, inverse, ROUND) - ROUND;
            double p = Math.fma(-k, q, h) + l;
            double a = x[i];
            x[i] = a + p;
            y[i] = a - p;
        }
    }

    static void forwardReducing(double[] x, double[] y, double[] w, double q, double inverse) {
        for (int i = 0; i < x.length; i++) {
            double h = y[i] * w[i];
            double l = Math.fma(y[i], w[i], -h);
            double k = Math.fma(h, inverse, ROUND) - ROUND;
            double p = Math.fma(-k, q, h) + l;
            double a = Math.fma(-(Math.fma(x[i], inverse, ROUND) - ROUND), q, x[i]);
            x[i] = a + p;
            y[i] = a - p;
        }
    }

    /** {@code (x, y) = (x + y, (x - y) w)}, one w for the row. */
    static void inverse(double[] x, double[] y, double w, double q, double inverse) {
        for (int i = 0; i < x.length; i++) {
            double a = x[i];
            double b = y[i];
            double d = a - b;
            double h = d * w;
            double l = Math.fma(d, w, -h);
            double k = Math.fma(h, inverse, ROUND) - ROUND;
            x[i] = a + b;
            y[i] = Math.fma(-k, q, h) + l;
        }
    }

    static void inverseReducing(double[] x, double[] y, double w, double q, double inverse) {
        for (int i = 0; i < x.length; i++) {
            double a = x[i];
            double b = y[i];
            double d = a - b;
            double h = d * w;
            double l = Math.fma(d, w, -h);
            double k = Math.fma(h, inverse, ROUND) - ROUND;
            double s = a + b;
            x[i] = Math.fma(-(Math.fma(s, inverse, ROUND) - ROUND), q, s);
            y[i] = Math.fma(-k, q, h) + l;
        }
    }

    /** {@code (x, y) = (x + y, (x - y) w)}, a w for each column. */
    static void inverse(double[] x, double[] y, double[] w, double q, double inverse) {
        for (int i = 0; i < x.length; i++) {
            double a = x[i];
            double b = y[i];
            double d = a - b;
            double h = d * w[i];
            double l = Math.fma(d, w[i], -h);
            double k = Math.fma(h, inverse, ROUND) - ROUND;
            x[i] = a + b;
            y[i] = Math.fma(-k, q, h) + l;
        }
    }

    static void inverseReducing(double[] x, double[] y, double[] w, double q, double inverse) {
        for (int i = 0; i < x.length; i++) {
            double a = x[i];
            double b = y[i];
            double d = a - b;
            double h = d * w[i];
            double l = Math.fma(d, w[i], -h);
            double k = Math.fma(h, inverse, ROUND) - ROUND;
            double s = a + b;
            x[i] = Math.fma(-(Math.fma(s, inverse, ROUND) - ROUND), q, s);
            y[i] = Math.fma(-k, q, h) + l;
        }
    }

    /** {@code x -= w y}: the fold before a forward transform. */
    static void subtractProduct(double[] x, double[] y, double w, double q, double inverse) {
        for (int i = 0; i < x.length; i++) {
            double h = y[i] * w;
            double l = Math.fma(y[i], w, -h);
            double k = Math.fma(h, inverse, ROUND) - ROUND;
            x[i] -= Math.fma(-k, q, h) + l;
        }
    }
}
