package io.github.veilgrid.he.ckks;

import java.util.Locale;

/**
 * How exact decrypted values are, measured against what they should be. Immutable, thread safe.
 *
 * @param largest the largest error of a slot
 * @param mean the mean error of the slots
 * @param rootMeanSquare the root of the mean squared error
 * @param slots how many values were compared
 */
public record PrecisionReport(double largest, double mean, double rootMeanSquare, int slots) {

    /** Compares slot by slot; values that are not numbers count as infinitely wrong. */
    public static PrecisionReport of(double[] expected, double[] actual) {
        if (expected.length != actual.length || expected.length == 0) {
            throw new IllegalArgumentException(expected.length + " values cannot be compared with " + actual.length);
        }
        double largest = 0;
        double sum = 0;
        double squares = 0;
        for (int j = 0; j < expected.length; j++) {
            double error = Math.abs(actual[j] - expected[j]);
            error = Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
            largest = Math.max(largest, error);
            sum += error;
            squares += error * error;
        }
        return new PrecisionReport(largest, sum / expected.length, Math.sqrt(squares / expected.length), expected.length);
    }

    /** Bits after the binary point that are right in every slot. */
    public double worstBits() {
        return -Math.log(largest) / Math.log(2);
    }

    /** Bits after the binary point that are right on average. */
    public double meanBits() {
        return -Math.log(mean) / Math.log(2);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%d values: error at most %.3g (%.1f bits), mean %.3g (%.1f bits), rms %.3g",
                slots, largest, worstBits(), mean, meanBits(), rootMeanSquare);
    }
}
