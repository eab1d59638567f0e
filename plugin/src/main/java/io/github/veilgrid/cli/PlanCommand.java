package io.github.veilgrid.cli;

import io.github.veilgrid.app.PlanJob;
import io.github.veilgrid.app.RegridRequest;
import io.github.veilgrid.app.report.WholeFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code veilgrid plan}. */
@Command(name = "plan", sortOptions = false,
        description = {"Say what a regridding would send, how long it would take here and how exact it would be, before "
                + "anything is encrypted; and what other ways would cost. Speeds are measured once a month (half a "
                + "second) and kept in your cache folder.",
            "With --remote also ask the service what it offers, and whether it would take the job; nothing is sent."},
        footerHeading = "%nExamples:%n",
        footer = {"  veilgrid plan sample-scans/ct-skull --spacing 1,1,1",
            "  veilgrid plan sample-scans/ct-skull --spacing 1,1,1 --prefer memory --json ways.json"})
final class PlanCommand implements Callable<Integer> {

    @Mixin
    private SourceOptions source;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all ways and their figures as JSON.")
    private Path json;

    @Mixin
    private RemoteOptions remote;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws Exception {
        RegridRequest request = source.request().remote(remote.address(console).orElse(null)).build();
        PlanJob.Result result = console.run((progress, cancellation) -> PlanJob.run(request, cancellation));
        console.remarks(result.remarks());
        if (json != null) {
            WholeFile.write(json, result.toJson());
        }
        console.result(String.join("\n", result.lines()));
        return 0;
    }
}
