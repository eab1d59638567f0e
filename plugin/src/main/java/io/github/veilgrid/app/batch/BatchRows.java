package io.github.veilgrid.app.batch;

import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.dicom.ReadOptions;
import io.github.veilgrid.dicom.SeriesIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The jobs of a batch, as they come: lines of a table, or series of a folder, which is searched once for all. */
final class BatchRows {

    private BatchRows() {
    }

    static List<BatchRow> of(Path input) throws IOException, JobFailure {
        if (!Files.exists(input)) {
            throw new JobFailure(Kind.INPUT, input + " does not exist: name a folder or a CSV file.");
        }
        List<BatchRow> rows = Files.isRegularFile(input) ? ofTable(input) : ofFolder(input);
        if (rows.isEmpty()) {
            throw new JobFailure(Kind.INPUT, input + " names no job: a table needs a header line with a column "
                    + "'series', a folder needs DICOM series.");
        }
        return rows;
    }

    private static List<BatchRow> ofTable(Path table) throws IOException {
        List<BatchRow> rows = new ArrayList<>();
        Path base = table.toAbsolutePath().getParent();
        for (Map<String, String> cells : CsvTable.read(Files.readString(table, StandardCharsets.UTF_8))) {
            rows.add(new BatchRow(rows.size() + 1, cells, base, List.of(), Optional.empty()));
        }
        return rows;
    }

    private static List<BatchRow> ofFolder(Path folder) throws IOException {
        List<BatchRow> rows = new ArrayList<>();
        String place = folder.toAbsolutePath().toString();
        for (SeriesIndex.Entry series : SeriesIndex.of(folder.toAbsolutePath(), ReadOptions.standard()).series()) {
            Map<String, String> cells = series.uid().isEmpty()
                    ? Map.of("series", series.files().get(0).toString())
                    : Map.of("series", place, "choice", series.uid());
            rows.add(new BatchRow(rows.size() + 1, cells, folder.toAbsolutePath(), series.files(),
                    series.damage().map(damage -> "a damaged file lies beside the series, and nobody can know whether "
                            + "it belongs to it: " + damage.getMessage())));
        }
        return rows;
    }
}
