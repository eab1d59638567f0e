package io.github.veilgrid.cli;

import io.github.veilgrid.bench.PlanBench;
import io.github.veilgrid.regrid.measure.MachinePrices;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code veilgrid bench plan}. */
@Command(name = "plan", sortOptions = false,
        description = {
            "Compare what 'plan' predicts for this machine with what is then measured, on one thread, over jobs of many "
                    + "kinds. Prices are measured anew."})
final class BenchPlanCommand implements Callable<Integer> {

    @Option(names = "--only", paramLabel = "WORD", defaultValue = "", description = "Jobs with this in their names.")
    private String only;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures as JSON.")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PlanBench bench = new PlanBench(MachinePrices.measure().prices(), line -> {
            out.println(line);
            out.flush();
        });
        bench.run(only);
        BenchRegridCommand.write(bench.figures(), json);
        return 0;
    }
}
