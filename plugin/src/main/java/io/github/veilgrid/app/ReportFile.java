package io.github.veilgrid.app;

import java.nio.file.Path;
import java.util.Locale;

/** Which form a report has: an HTML page or JSON, told by the file's name. */
final class ReportFile {

    private ReportFile() {
    }

    static boolean isPage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".html") || name.endsWith(".htm");
    }
}
