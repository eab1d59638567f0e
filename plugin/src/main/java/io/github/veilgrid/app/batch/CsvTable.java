package io.github.veilgrid.app.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads and writes tables as spreadsheets save them: RFC 4180 with a header line; comma, semicolon or tab between cells,
 * whatever the header uses; LF or CRLF; with or without a byte order mark; blank lines and lines starting with # skipped.
 */
final class CsvTable {

    private final String text;
    private final char separator;
    private int at;

    private CsvTable(String text) {
        this.text = text;
        int end = text.indexOf('\n');
        String header = end < 0 ? text : text.substring(0, end);
        this.separator = header.indexOf(';') >= 0 ? ';' : header.indexOf('\t') >= 0 ? '\t' : ',';
    }

    /** Rows as maps from the header's names, in lower case, to cells. */
    static List<Map<String, String>> read(String text) {
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        CsvTable table = new CsvTable(body.stripLeading());
        List<List<String>> lines = new ArrayList<>();
        while (table.at < table.text.length()) {
            List<String> cells = table.line();
            boolean blank = cells.stream().allMatch(String::isEmpty) || cells.get(0).startsWith("#");
            if (!blank) {
                lines.add(cells);
            }
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (int row = 1; row < lines.size(); row++) {
            Map<String, String> cells = new LinkedHashMap<>();
            for (int column = 0; column < lines.get(0).size(); column++) {
                String cell = column < lines.get(row).size() ? lines.get(row).get(column) : "";
                cells.put(lines.get(0).get(column).toLowerCase(Locale.ROOT), cell);
            }
            rows.add(cells);
        }
        return rows;
    }

    private List<String> line() {
        List<String> cells = new ArrayList<>();
        while (true) {
            cells.add(cell());
            if (at < text.length() && text.charAt(at) == separator) {
                at++;
                continue;
            }
            while (at < text.length() && text.charAt(at) != '\n') {
                at++;
            }
            at++;
            return cells;
        }
    }

    private String cell() {
        StringBuilder cell = new StringBuilder();
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        if (quoted) {
            at++;
        }
        while (at < text.length()) {
            char c = text.charAt(at);
            if (quoted && c == '"') {
                at++;
                if (at < text.length() && text.charAt(at) == '"') {
                    cell.append('"');
                    at++;
                    continue;
                }
                return cell.toString();
            }
            if (!quoted && (c == separator || c == '\n' || c == '\r')) {
                break;
            }
            cell.append(c);
            at++;
        }
        return cell.toString().strip();
    }

    /** One line of cells, quoted where needed. */
    static String line(List<String> cells) {
        List<String> written = new ArrayList<>();
        for (String cell : cells) {
            boolean plain = cell.chars().noneMatch(c -> c == ',' || c == ';' || c == '"' || c == '\n' || c == '\r');
            written.add(plain ? cell : '"' + cell.replace("\"", "\"\"") + '"');
        }
        return String.join(",", written) + "\r\n";
    }
}
