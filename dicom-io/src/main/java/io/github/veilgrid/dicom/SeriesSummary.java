package io.github.veilgrid.dicom;

import io.github.veilgrid.grid.Grid;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One series of a folder, as {@code info} lists it.
 *
 * @param seriesUid Series Instance UID
 * @param number Series Number as written, or empty text
 * @param description Series Description, or empty text
 * @param modality Modality as written
 * @param images images (files or frames) of the series
 * @param volumes labels of the volumes it splits into (one for a plain series), empty if it was refused
 * @param grid grid of the voxels, empty if the series was refused
 * @param remarks what {@link SeriesReader#read} would say of it, beside files that are in no series
 * @param refusal why {@link SeriesReader#read} refuses it, empty if it reads
 */
public record SeriesSummary(
        String seriesUid, String number, String description, String modality, int images, List<String> volumes,
        Optional<Grid> grid, List<String> remarks, Optional<String> refusal) {

    public SeriesSummary {
        Objects.requireNonNull(seriesUid);
        Objects.requireNonNull(grid);
        Objects.requireNonNull(refusal);
        volumes = List.copyOf(volumes);
        remarks = List.copyOf(remarks);
    }
}
