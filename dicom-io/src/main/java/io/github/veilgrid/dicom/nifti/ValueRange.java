package io.github.veilgrid.dicom.nifti;

import io.github.veilgrid.grid.ValueScale;
import java.util.OptionalDouble;

/**
 * What values a file can hold, said by somebody who knows.
 *
 * @param low smallest value
 * @param high largest value, above {@code low}
 * @param step what values are multiples of, counted from {@code low}; empty where they may be anything
 */
public record ValueRange(double low, double high, OptionalDouble step) {

    private static final int STEPS = 65535;

    public ValueRange {
        if (!(high > low) || !Double.isFinite(high - low)) {
            throw new IllegalArgumentException("a range goes from a smaller to a larger value: " + low + " to " + high);
        }
        if (step.isPresent() && !(step.getAsDouble() > 0 && step.getAsDouble() <= high - low)) {
            throw new IllegalArgumentException("the step of a range is positive and no larger than the range: "
                    + step.getAsDouble());
        }
    }

    public static ValueRange of(double low, double high) {
        return new ValueRange(low, high, OptionalDouble.empty());
    }

    /**
     * Reads {@code LOW,HIGH} or {@code LOW,HIGH,STEP}.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    public static ValueRange parse(String text) {
        String[] parts = text.strip().split("\\s*,\\s*");
        try {
            if (parts.length == 2 || parts.length == 3) {
                return new ValueRange(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]),
                        parts.length == 2 ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(parts[2])));
            }
        } catch (NumberFormatException words) {
            throw new IllegalArgumentException(
                    "the range '" + text + "' is not understood: give it as LOW,HIGH or LOW,HIGH,STEP", words);
        }
        throw new IllegalArgumentException("the range '" + text + "' is not understood: give it as LOW,HIGH or "
                + "LOW,HIGH,STEP");
    }

    /** Of floating-point voxels. */
    ValueScale scale() {
        double quantum = step.orElse((high - low) / STEPS);
        return new ValueScale(quantum, low, 0, (int) Math.ceil((high - low) / quantum * (1 - 1e-12)));
    }

    /** Of whole numbers that mean {@code slope * stored + intercept}, {@code slope} being positive. */
    ValueScale scale(double slope, double intercept) {
        return new ValueScale(slope, intercept, (int) Math.floor((low - intercept) / slope),
                (int) Math.ceil((high - intercept) / slope));
    }
}
