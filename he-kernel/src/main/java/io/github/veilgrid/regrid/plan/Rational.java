package io.github.veilgrid.regrid.plan;

/**
 * A step as a ratio of small integers.
 *
 * @param numerator positive
 * @param denominator positive
 */
record Rational(int numerator, int denominator) {

    /** Larger denominators leave no useful tile size. */
    private static final int MAX_DENOMINATOR = 4096;

    double value() {
        return (double) numerator / denominator;
    }

    /**
     * The first continued-fraction convergent within a tolerance, or null if its denominator is too large to be of use.
     */
    static Rational near(double step, double tolerance) {
        long p0 = 1;
        long q0 = 0;
        long p1 = (long) Math.floor(step);
        long q1 = 1;
        double rest = step - p1;
        while (p1 == 0 || Math.abs(step - (double) p1 / q1) > tolerance) {
            if (rest < 1e-12) {
                return null;
            }
            double inverse = 1 / rest;
            long digit = (long) Math.floor(inverse);
            rest = inverse - digit;
            long p2 = digit * p1 + p0;
            long q2 = digit * q1 + q0;
            if (q2 > MAX_DENOMINATOR || p2 > Integer.MAX_VALUE) {
                return null;
            }
            p0 = p1;
            q0 = q1;
            p1 = p2;
            q1 = q2;
        }
        return new Rational((int) p1, (int) q1);
    }
}
