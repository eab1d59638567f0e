package io.github.veilgrid.dicom;

import io.github.veilgrid.grid.Scan;
import java.util.List;
import java.util.Objects;

/**
 * A series that was read.
 *
 * @param scan grid and voxels; its volumes read from disk on every call and are safe for several threads
 * @param templates what a derived series needs of its source, one for each volume of the scan
 * @param labels what tells the volumes apart (a time point, an echo time), one for each; empty text for an only one
 * @param derivation what the first image says of how it was derived, Derivation Description (0008,2111); empty if nothing
 * @param remarks what was skipped or is worth knowing, one sentence each, without patient data
 */
public record SourceSeries(Scan scan, List<SeriesTemplate> templates, List<String> labels, String derivation, List<String> remarks) {

    public SourceSeries {
        Objects.requireNonNull(scan);
        Objects.requireNonNull(derivation);
        templates = List.copyOf(templates);
        labels = List.copyOf(labels);
        remarks = List.copyOf(remarks);
        if (templates.size() != scan.volumes().size() || labels.size() != templates.size()) {
            throw new IllegalArgumentException("one template and one label for each volume");
        }
    }

    /** The template of the first volume, the only one unless all volumes were asked for. */
    public SeriesTemplate template() {
        return templates.get(0);
    }
}
