package io.github.veilgrid.cli;

import io.github.veilgrid.app.report.Json;
import io.github.veilgrid.app.report.WholeFile;
import io.github.veilgrid.bench.Figure;
import io.github.veilgrid.bench.RegridBench;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.regrid.measure.MachinePrices;
import io.github.veilgrid.regrid.plan.Prices;
import java.io.IOException;
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

/** {@code veilgrid bench regrid}. */
@Command(name = "regrid", sortOptions = false,
        description = {
            "Measure encrypting, blind regridding and decrypting of 512 x 512 x 150 voxels (0.684 x 0.684 x 2.5 mm to "
                    + "1 mm), beside plain trilinear resampling in the same run and beside what 'plan' predicts; the gain "
                    + "from a second thread; and the heap of both sides for 512 x 512 x 2000 voxels."})
final class BenchRegridCommand implements Callable<Integer> {

    private static final Size STANDARD = new Size(512, 512, 150);
    /** Run first, unseen, so that the compiler has done its work when measuring begins. */
    private static final Size WARM_UP = new Size(160, 160, 40);
    private static final Size QUICK = new Size(256, 256, 60);
    private static final Size PRIVATE = new Size(256, 256, 32);
    private static final Size PRIVATE_WARM_UP = new Size(128, 128, 32);

    @Option(names = "--quick", description = "A scan of 256 x 256 x 60 voxels, no heap; figures are less steady.")
    private boolean quick;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1",
            description = "Threads for the encrypted stages (default: ${DEFAULT-VALUE}).")
    private int threads;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON.")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        RegridBench unseen = new RegridBench(threads, Prices.REFERENCE, line -> { });
        measure(unseen, WARM_UP);
        unseen.privateMap(PRIVATE_WARM_UP);
        RegridBench bench = new RegridBench(threads, MachinePrices.measure().prices(), line -> {
            out.println(line);
            out.flush();
        });
        measure(bench, quick ? QUICK : STANDARD);
        bench.privateMap(PRIVATE);
        bench.speedup(quick ? QUICK : STANDARD);
        if (!quick) {
            bench.peakHeap();
        }
        write(bench.figures(), json);
        return 0;
    }

    /** Writes figures as JSON, if there is a file to write them to. */
    static void write(List<Figure> figures, Path json) throws IOException {
        if (json != null) {
            List<Map<String, Object>> fields = figures.stream().map(BenchRegridCommand::fields).toList();
            WholeFile.write(json, Json.text(Map.of("figures", fields)).getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void measure(RegridBench bench, Size size) throws Exception {
        for (RegridBench.Job job : RegridBench.Job.values()) {
            for (int bits : job == RegridBench.Job.OBLIQUE ? new int[] {12} : new int[] {12, 16}) {
                bench.run(job, size, bits);
            }
        }
    }

    static Map<String, Object> fields(Figure figure) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", figure.name());
        fields.put("value", figure.value());
        fields.put("unit", figure.unit());
        return fields;
    }
}
