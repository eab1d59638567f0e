package io.github.veilgrid.cli;

import io.github.veilgrid.app.report.Json;
import io.github.veilgrid.app.report.WholeFile;
import io.github.veilgrid.he.measure.Figure;
import io.github.veilgrid.he.measure.KernelFigures;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code veilgrid bench kernel}. */
@Command(name = "kernel", sortOptions = false,
        description = "Measure the operations of the CKKS kernel on one thread: medians, one line each.")
final class BenchKernelCommand implements Callable<Integer> {

    @Option(names = "--quick", description = "Shorter measurements; figures are less steady.")
    private boolean quick;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON.")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        List<Figure> figures = KernelFigures.measure(quick, figure -> {
            out.println(figure);
            out.flush();
        });
        if (json != null) {
            List<Map<String, Object>> fields = figures.stream().map(BenchKernelCommand::fields).toList();
            WholeFile.write(json, Json.text(Map.of("figures", fields)).getBytes(StandardCharsets.UTF_8));
        }
        return 0;
    }

    private static Map<String, Object> fields(Figure figure) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", figure.name());
        fields.put("value", figure.value());
        fields.put("unit", figure.unit());
        return fields;
    }
}
