package io.github.veilgrid.dicom;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a derived series came about.
 *
 * @param description Derivation Description (0008,2111), plain ASCII; every image carries it
 * @param seriesDescription Series Description of the new series; empty: the source's, marked "(regridded)" or "(copy)"
 * @param seriesNumber Series Number of the new series; empty: 1000 more than the source's
 * @param reach how far, in source slices, a voxel reaches for its value: 0.5 for nearest neighbour, 1 for linear
 *     interpolation; decides which source images a derived image refers to
 * @param like series whose grid the target is: its position, orientation and spacing are copied as written, so that
 *     viewers overlay exactly
 * @param resampled false if every voxel is one of the source's; the series then claims no resampling
 */
public record Derivation(
        String description, Optional<String> seriesDescription, OptionalInt seriesNumber, double reach,
        Optional<SeriesTemplate> like, boolean resampled) {

    public Derivation {
        Objects.requireNonNull(description);
        Objects.requireNonNull(seriesDescription);
        Objects.requireNonNull(seriesNumber);
        Objects.requireNonNull(like);
        if (!(reach >= 0.5) || !Double.isFinite(reach)) {
            throw new IllegalArgumentException("reach must be at least half a slice: " + reach);
        }
    }

    public static Derivation of(String description, double reach) {
        return new Derivation(description, Optional.empty(), OptionalInt.empty(), reach, Optional.empty(), true);
    }

    /** Every slice is one of the source's. */
    public static Derivation copy(String description) {
        return new Derivation(description, Optional.empty(), OptionalInt.empty(), 0.5, Optional.empty(), false);
    }

    public Derivation like(SeriesTemplate other) {
        return new Derivation(description, seriesDescription, seriesNumber, reach, Optional.of(other), resampled);
    }

    public Derivation named(String newSeriesDescription) {
        return new Derivation(description, Optional.of(newSeriesDescription), seriesNumber, reach, like, resampled);
    }
}
