package io.github.veilgrid.grid;

/**
 * The values that a scan can declare and the quantum in which a result is stored: a stored integer {@code p} of
 * {@code storedMin..storedMax} means the real-world value {@code slope * p + intercept}. The range comes from declared
 * bits and tags only, never from the measured minimum and maximum, which would tell something of the scan.
 *
 * @param slope real-world units per stored unit, positive
 * @param intercept real-world value of the stored integer 0
 * @param storedMin smallest stored integer
 * @param storedMax largest stored integer
 */
public record ValueScale(double slope, double intercept, int storedMin, int storedMax) {

    public ValueScale {
        if (!(slope > 0) || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
            throw new IllegalArgumentException("slope must be positive and finite: " + slope + ", " + intercept);
        }
        if (storedMin >= storedMax) {
            throw new IllegalArgumentException("no stored range: " + storedMin + " to " + storedMax);
        }
    }

    /** Smallest real-world value that can be declared. */
    public double minimum() {
        return slope * storedMin + intercept;
    }

    /** Largest real-world value that can be declared. */
    public double maximum() {
        return slope * storedMax + intercept;
    }

    /** Real-world value of a stored integer. */
    public double value(int stored) {
        return slope * stored + intercept;
    }

    /** The stored integer nearest to a real-world value, clamped to the stored range. */
    public int stored(double value) {
        double stored = Math.rint((value - intercept) / slope);
        return (int) Math.max(storedMin, Math.min(storedMax, stored));
    }
}
