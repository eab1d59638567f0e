package io.github.veilgrid.dicom;

import java.util.List;

/**
 * What lies below a folder.
 *
 * @param series all series, in the order in which {@code "#1"}, {@code "#2"} name them
 * @param remarks files that were skipped, one sentence each, without patient data
 */
public record FolderSummary(List<SeriesSummary> series, List<String> remarks) {

    public FolderSummary {
        series = List.copyOf(series);
        remarks = List.copyOf(remarks);
    }
}
