package io.github.veilgrid.cli;

import io.github.veilgrid.app.report.Json;
import io.github.veilgrid.app.report.WholeFile;
import io.github.veilgrid.he.measure.Figure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the figures of a benchmark go: line by line to the terminal as they come, and all of them to a file if asked. */
final class FiguresOutput {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON.")
    private Path json;

    void line(Object line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }

    void write(List<Figure> figures) throws IOException {
        if (json != null) {
            WholeFile.write(json, Json.text(Map.of("figures", figures.stream().map(FiguresOutput::fields).toList())));
        }
    }

    private static Map<String, Object> fields(Figure figure) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", figure.name());
        fields.put("value", figure.value());
        fields.put("unit", figure.unit());
        return fields;
    }
}
