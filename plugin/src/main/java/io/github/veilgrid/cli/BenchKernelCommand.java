package io.github.veilgrid.cli;

import io.github.veilgrid.he.measure.Figure;
import io.github.veilgrid.he.measure.KernelFigures;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code veilgrid bench kernel}. */
@Command(name = "kernel", sortOptions = false,
        description = "Measure the operations of the CKKS kernel on one thread: medians, one line each.")
final class BenchKernelCommand implements Callable<Integer> {

    @Option(names = "--quick", description = "Shorter measurements; figures are less steady.")
    private boolean quick;

    @Mixin
    private FiguresOutput output;

    @Override
    public Integer call() throws Exception {
        List<Figure> figures = KernelFigures.measure(quick, output::line);
        output.write(figures);
        return 0;
    }
}
