package io.github.veilgrid.cli;

import io.github.veilgrid.app.GridTarget;
import io.github.veilgrid.app.batch.BatchJob;
import io.github.veilgrid.app.batch.BatchResult;
import io.github.veilgrid.app.report.Figures;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code veilgrid batch}. */
@Command(name = "batch", sortOptions = false,
        description = {
            "Regrid many series, each as 'run' does. One bad series does not stop the rest; run again to do what is "
                    + "missing. Results are named by row (0001, 0002, ...), never by patient; results.csv and "
                    + "results.json tell what became of each.",
            "A table has a header line and the columns series, and spacing, size, isotropic (yes), slices, like, grid or "
                    + "private-size (with private-reach and private-map-name, at a service that has the map); "
                    + "optional are choice, volume, fit, orient, crop, pad, interpolation, antialias, outside and "
                    + "tolerance, as the options of 'run'. Paths start at the table's folder."},
        footerHeading = "%nExamples:%n",
        footer = {"  veilgrid batch sample-scans --spacing 1 --output results",
            "  veilgrid batch jobs.csv --output results"})
final class BatchCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "JOBS", description = "A folder, every series below which is a job, or a CSV.")
    private Path input;

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "FOLDER", description = "Folder for the results.")
    private Path output;

    @Option(names = "--spacing", paramLabel = "X,Y,Z", description = "Target of jobs that name none.")
    private String spacing;

    @Option(names = "--jobs", paramLabel = "N", description = "Jobs side by side (default: all processors).")
    private Integer jobs;

    @Mixin
    private RemoteOptions remote;

    @Mixin
    private PreferenceOptions preference;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws Exception {
        Optional<GridTarget> target = Optional.ofNullable(spacing).map(GridTarget.Spacing::parse);
        int parallel = jobs == null ? Runtime.getRuntime().availableProcessors() : jobs;
        if (parallel < 1) {
            throw new IllegalArgumentException("at least one job at a time is needed: " + parallel);
        }
        BatchJob.Request request = new BatchJob.Request(input, target, output, parallel, remote.address(console),
                preference.preference());
        List<BatchResult> results = console.run((progress, cancellation) ->
                BatchJob.run(request, progress, cancellation));
        int worst = 0;
        console.result(String.format(Locale.ROOT, "%-5s %-12s %-16s %8s  %s", "row", "status", "size", "seconds", "error or reason"));
        for (BatchResult result : results) {
            console.result(row(result));
            worst = Math.max(worst, result.exitCode());
        }
        return worst;
    }

    private static String row(BatchResult result) {
        return String.format(Locale.ROOT, "%-5d %-12s %-16s %8s  %s", result.number(),
                result.status().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                result.figures().map(BatchResult.Done::size).orElse(""),
                result.figures().map(f -> Figures.seconds(f.seconds())).orElse(""),
                result.figures().map(f -> f.sampledMax().map(error -> Figures.significant(error, 3)).orElse("not compared") + ", bound "
                        + Figures.significant(f.predictedBound(), 3)).orElse(result.message())).stripTrailing();
    }
}
