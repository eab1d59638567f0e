package io.github.veilgrid.cli;

import io.github.veilgrid.app.EncryptJob;
import io.github.veilgrid.app.KeyAccess;
import io.github.veilgrid.app.RegridRequest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code veilgrid encrypt}. */
@Command(name = "encrypt", sortOptions = false,
        description = {
            "First of three steps: encrypt a series into a job folder. JOB/send is all that leaves the hospital; "
                    + "JOB/keep stays, sealed under the key."},
        footerHeading = "%nExample:%n",
        footer = {
            "  veilgrid encrypt sample-scans/ct-skull --spacing 1,1,1 --key owner.key --job job",
            "  veilgrid regrid job/send --output answers",
            "  veilgrid decrypt answers --job job --key owner.key --output out",
            "",
            "Where only the remote party knows where the result lies, its own map included:",
            "  veilgrid encrypt MR --private-size 181,217 --private-reach 12 --key owner.key --job job",
            "  veilgrid regrid job/send --output answers --map to-mr.tfm --map-grid atlas.txt"})
final class EncryptCommand implements Callable<Integer> {

    @Mixin
    private SourceOptions source;

    @Mixin
    private KeyOptions key;

    @Option(names = {"-j", "--job"}, required = true, paramLabel = "JOB", description = "New folder for the job.")
    private Path job;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws Exception {
        RegridRequest request = source.request().build();
        try (KeyAccess access = key.access(false)) {
            EncryptJob.Result result = console.run((progress, cancellation) ->
                    EncryptJob.run(request, access, job, progress, cancellation));
            console.result(result.summary());
        }
        return 0;
    }
}
