package io.github.veilgrid.dicom;

import io.github.veilgrid.grid.Scan;
import java.util.List;
import java.util.Objects;

/**
 * A series that was read.
 *
 * @param scan grid and voxels; its volumes read from disk on every call and are safe for several threads
 * @param template what a derived series needs of this one
 * @param remarks what was skipped or is worth knowing, one sentence each, without patient data
 */
public record SourceSeries(Scan scan, SeriesTemplate template, List<String> remarks) {

    public SourceSeries {
        Objects.requireNonNull(scan);
        Objects.requireNonNull(template);
        remarks = List.copyOf(remarks);
    }
}
