package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.Limits;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to read of a folder. Immutable.
 *
 * @param series which series, where there are several: its Series Instance UID, {@code "#2"} for the second that
 *     {@link SeriesReader#list} names, or its Series Number
 * @param volume which volume (time point, echo, stack), from 0; empty takes all volumes of a series whose volumes lie
 *     on one grid and are the same quantity
 * @param limits bounds on what files may claim
 * @param toolkit name of the DICOM toolkit to use ({@code "dcm4che"}, {@code "built-in"}); empty takes the best there is
 * @param threads how many threads read files
 */
public record ReadOptions(
        Optional<String> series, OptionalInt volume, Limits limits, Optional<String> toolkit, int threads) {

    public ReadOptions {
        Objects.requireNonNull(series);
        Objects.requireNonNull(volume);
        Objects.requireNonNull(limits);
        Objects.requireNonNull(toolkit);
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1: " + threads);
        }
        if (volume.isPresent() && volume.getAsInt() < 0) {
            throw new IllegalArgumentException("volumes are counted from 0: " + volume.getAsInt());
        }
    }

    /** The only series there is, all its volumes, the best toolkit, all processors. */
    public static ReadOptions standard() {
        return new ReadOptions(Optional.empty(), OptionalInt.empty(), Limits.STANDARD, Optional.empty(),
                Runtime.getRuntime().availableProcessors());
    }

    public ReadOptions withSeries(String choice) {
        return new ReadOptions(Optional.of(choice), volume, limits, toolkit, threads);
    }

    public ReadOptions withVolume(int index) {
        return new ReadOptions(series, OptionalInt.of(index), limits, toolkit, threads);
    }

    public ReadOptions withLimits(Limits bounds) {
        return new ReadOptions(series, volume, bounds, toolkit, threads);
    }

    public ReadOptions withToolkit(String name) {
        return new ReadOptions(series, volume, limits, Optional.of(name), threads);
    }

    public ReadOptions withThreads(int count) {
        return new ReadOptions(series, volume, limits, toolkit, count);
    }
}
