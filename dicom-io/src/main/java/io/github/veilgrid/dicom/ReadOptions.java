package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.Limits;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What to read of a folder. Immutable.
 *
 * @param series which series, where there are several: its Series Instance UID, {@code "#2"} for the second that
 *     {@link SeriesReader#survey} names, or its Series Number
 * @param volume which volume (time point, echo, stack), from 0; empty for the only one
 * @param allVolumes whether to take all volumes as one scan, if they lie on one grid and are the same quantity
 * @param limits bounds on what files may claim
 * @param toolkit name of the DICOM toolkit to use ({@code "dcm4che"}, {@code "built-in"}); empty takes the best there is
 * @param threads how many threads read files
 * @param files the only files to look at, such as a {@link SeriesIndex} names; empty for all below the folder
 */
public record ReadOptions(
        Optional<String> series, OptionalInt volume, boolean allVolumes, Limits limits, Optional<String> toolkit,
        int threads, Optional<List<Path>> files) {

    public ReadOptions {
        Objects.requireNonNull(series);
        Objects.requireNonNull(volume);
        Objects.requireNonNull(limits);
        Objects.requireNonNull(toolkit);
        files = files.map(List::copyOf);
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1: " + threads);
        }
        if (volume.isPresent() && volume.getAsInt() < 0) {
            throw new IllegalArgumentException("volumes are counted from 0: " + volume.getAsInt());
        }
    }

    /** The only series there is and its only volume, the best toolkit, all processors. */
    public static ReadOptions standard() {
        return new ReadOptions(Optional.empty(), OptionalInt.empty(), false, Limits.STANDARD, Optional.empty(),
                Runtime.getRuntime().availableProcessors(), Optional.empty());
    }

    public ReadOptions withSeries(String choice) {
        return new ReadOptions(Optional.of(choice), volume, allVolumes, limits, toolkit, threads, files);
    }

    public ReadOptions withVolume(int index) {
        return new ReadOptions(series, OptionalInt.of(index), false, limits, toolkit, threads, files);
    }

    public ReadOptions withAllVolumes() {
        return new ReadOptions(series, OptionalInt.empty(), true, limits, toolkit, threads, files);
    }

    public ReadOptions withToolkit(String name) {
        return new ReadOptions(series, volume, allVolumes, limits, Optional.of(name), threads, files);
    }

    public ReadOptions withThreads(int count) {
        return new ReadOptions(series, volume, allVolumes, limits, toolkit, count, files);
    }

    public ReadOptions withFiles(List<Path> only) {
        return new ReadOptions(series, volume, allVolumes, limits, toolkit, threads, Optional.of(only));
    }
}
