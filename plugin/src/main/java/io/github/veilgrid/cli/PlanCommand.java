package io.github.veilgrid.cli;

import io.github.veilgrid.app.PlanJob;
import io.github.veilgrid.app.RegridRequest;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code veilgrid plan}. */
@Command(name = "plan", sortOptions = false,
        description = {"Say what a regridding would send and how exact it would be, before anything is encrypted.",
            "With --remote also ask the service what it offers, and whether it would take the job; nothing is sent."},
        footerHeading = "%nExample:%n",
        footer = {"  veilgrid plan sample-scans/ct-skull --spacing 1,1,1"})
final class PlanCommand implements Callable<Integer> {

    @Mixin
    private SourceOptions source;

    @Mixin
    private RemoteOptions remote;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws Exception {
        RegridRequest request = source.request().remote(remote.address(console).orElse(null)).build();
        PlanJob.Result result = console.run((progress, cancellation) -> PlanJob.run(request, cancellation));
        console.remarks(result.remarks());
        console.result(String.join("\n", result.lines()));
        return 0;
    }
}
