package io.github.veilgrid.cli;

import io.github.veilgrid.bench.PlanBench;
import io.github.veilgrid.regrid.measure.MachinePrices;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code veilgrid bench plan}. */
@Command(name = "plan", sortOptions = false,
        description = {
            "Compare what 'plan' predicts for this machine with what is then measured, on one thread, over jobs of many "
                    + "kinds, in three rounds: the machine's prices, then every job, its code compiled by an unseen run; medians."})
final class BenchPlanCommand implements Callable<Integer> {

    @Option(names = "--only", paramLabel = "WORD", defaultValue = "", description = "Jobs with this in their names.")
    private String only;

    @Mixin
    private FiguresOutput output;

    @Override
    public Integer call() throws Exception {
        PlanBench bench = new PlanBench(() -> MachinePrices.measure().prices(), output::line);
        bench.run(only);
        output.write(bench.figures());
        return 0;
    }
}
