package io.github.veilgrid.app.report;

/**
 * How often errors of each size occur, between minus and plus a limit. For one thread.
 */
public final class ErrorHistogram {

    /** Odd, so that one bin is centred on zero. */
    private static final int BINS = 81;

    private final double limit;
    private final long[] counts = new long[BINS];
    private long beyond;

    /** @param limit the largest error that may be, real-world units, over 0 */
    public ErrorHistogram(double limit) {
        this.limit = limit;
    }

    /** Counts one error; {@code NaN} is not allowed. */
    public void add(double error) {
        if (Math.abs(error) > limit) {
            beyond++;
        } else {
            counts[(int) Math.min(BINS - 1, (error / limit + 1) / 2 * BINS)]++;
        }
    }

    public double limit() {
        return limit;
    }

    /** Counts of equal bins that fill {@code -limit..limit}. */
    public long[] counts() {
        return counts.clone();
    }

    /** How many errors were larger than the limit. */
    public long beyond() {
        return beyond;
    }

    /** The error in the middle of a bin. */
    public double middle(int bin) {
        return ((bin + 0.5) / BINS * 2 - 1) * limit;
    }
}
