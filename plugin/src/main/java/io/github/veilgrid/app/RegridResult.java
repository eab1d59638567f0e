package io.github.veilgrid.app;

import io.github.veilgrid.app.report.RegridReport;
import io.github.veilgrid.app.report.Summary;
import java.nio.file.Path;
import java.util.List;

/**
 * A regridding that succeeded and passed its check.
 *
 * @param series what was read: its folder, or the job's
 * @param output folder of the derived series
 * @param modality of both
 * @param report figures
 * @param remarks what is worth knowing about the input, a sentence each
 */
public record RegridResult(
        Path series, Path output, String modality, RegridReport report, List<String> remarks) {

    public RegridResult {
        remarks = List.copyOf(remarks);
    }

    /** Six lines: read, sent, bytes, seconds, error against bound, where the result is. */
    public String summary() {
        return Summary.of(report, modality, series, output);
    }
}
