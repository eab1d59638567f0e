package io.github.veilgrid.cli;

import io.github.veilgrid.app.DecryptJob;
import io.github.veilgrid.app.KeyAccess;
import io.github.veilgrid.app.RegridResult;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code veilgrid decrypt}. */
@Command(name = "decrypt", sortOptions = false,
        description = "Last of three steps: decrypt the answers, check a sample of voxels against the scan, write the "
                + "derived series.",
        footerHeading = "%nExample:%n",
        footer = {"  veilgrid decrypt answers --job job --key owner.key --output out"})
final class DecryptCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "ANSWERS", description = "The folder that the remote party gave back.")
    private Path answers;

    @Option(names = {"-j", "--job"}, required = true, paramLabel = "JOB", description = "The job's folder.")
    private Path job;

    @Mixin
    private KeyOptions key;

    @Mixin
    private ResultOptions results;

    @Option(names = {"--dicom-toolkit", "--toolkit"}, paramLabel = "NAME",
            description = "DICOM toolkit: dcm4che or built-in (default: dcm4che where it is installed).")
    private String toolkit;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to work with (default: all processors).")
    private Integer threads;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws Exception {
        int count = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        DecryptJob.Request request = new DecryptJob.Request(answers, job, results.output(),
                results.form().withToolkit(Optional.ofNullable(toolkit)), Optional.ofNullable(results.report()),
                Optional.ofNullable(results.picture()), count);
        try (KeyAccess access = key.access(false)) {
            RegridResult result = console.run((progress, cancellation) ->
                    DecryptJob.run(request, access, progress, cancellation));
            console.result(result.summary());
        }
        return 0;
    }
}
