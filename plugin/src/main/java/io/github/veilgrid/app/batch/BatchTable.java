package io.github.veilgrid.app.batch;

import io.github.veilgrid.app.report.Json;
import io.github.veilgrid.app.report.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became of each row so far, as {@code results.csv} and {@code results.json}. Both are whole after every row, and rows of
 * earlier runs keep their lines, so that a batch that is killed, and killed again, loses no figures. Thread safe.
 */
final class BatchTable {

    private static final String TABLE = "results.csv";

    private final Path output;
    private final Map<Integer, BatchResult> results = new TreeMap<>();

    private BatchTable(Path output) {
        this.output = output;
    }

    /** The table of an output folder, as far as it tells of these rows. */
    static BatchTable open(Path output, List<BatchRow> rows) throws IOException {
        BatchTable table = new BatchTable(output);
        if (Files.isRegularFile(output.resolve(TABLE))) {
            List<Integer> numbers = rows.stream().map(BatchRow::number).toList();
            for (Map<String, String> cells : CsvTable.read(Files.readString(output.resolve(TABLE)))) {
                table.keep(cells, numbers);
            }
        }
        return table;
    }

    /** A line that somebody's spreadsheet has changed tells nothing: its row is done, only its figures are lost. */
    private void keep(Map<String, String> cells, List<Integer> numbers) {
        try {
            Optional<BatchResult.Done> figures = BatchResult.figures(cells);
            int number = Integer.parseInt(cells.getOrDefault("row", ""));
            if (figures.isPresent() && numbers.contains(number)) {
                results.put(number, new BatchResult(number, BatchResult.Status.DONE_BEFORE, 0, "", figures));
            }
        } catch (NumberFormatException changed) {
            return;
        }
    }

    /** Figures of a row that an earlier run did. */
    synchronized Optional<BatchResult.Done> before(BatchRow row) {
        return Optional.ofNullable(results.get(row.number())).flatMap(result -> result.figures());
    }

    /** Writes down what became of a row. */
    synchronized BatchResult enter(BatchResult result) throws IOException {
        results.put(result.number(), result);
        StringBuilder csv = new StringBuilder(CsvTable.line(BatchResult.HEADER));
        List<Map<String, Object>> json = new ArrayList<>();
        for (BatchResult each : results.values()) {
            csv.append(CsvTable.line(each.cells()));
            json.add(each.json());
        }
        WholeFile.write(output.resolve(TABLE), csv.toString());
        WholeFile.write(output.resolve("results.json"), Json.text(json));
        return result;
    }
}
