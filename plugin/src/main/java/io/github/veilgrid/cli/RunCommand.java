package io.github.veilgrid.cli;

import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.KeyAccess;
import io.github.veilgrid.app.RegridJob;
import io.github.veilgrid.app.RegridRequest;
import io.github.veilgrid.app.RegridResult;
import io.github.veilgrid.app.StoredRun;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code veilgrid run}. */
@Command(name = "run", sortOptions = false,
        description = {
            "Regrid a DICOM series or a NIfTI file under encryption, the whole way: encrypt, let the remote party regrid (the "
                    + "embedded one, or a service), decrypt, check, write the result. The key is made for this run and never "
                    + "written, unless you name one: a run that is killed begins anew, and deletes at the service what the "
                    + "killed one left there."},
        footerHeading = "%nExamples:%n",
        footer = {
            "  veilgrid run sample-scans/ct-skull --spacing 1,1,1 --output out",
            "  veilgrid run CT --spacing 0,0,1 -o thin --picture thin.png --report thin.json",
            "  veilgrid run PET --like CT -o pet-on-ct",
            "  veilgrid run labels.nii.gz --like CT --same-space --interpolation nearest -o labels-on-ct.nii.gz",
            "  veilgrid run MR --private-size 181,217 --private-map to-mr.tfm -o private",
            "  veilgrid run fMRI --volume all --spacing 2 -o fmri-2mm",
            "  veilgrid run CT --spacing 1 -o out --remote https://regrid.example.org:8710 --remote-token-file token"})
final class RunCommand implements Callable<Integer> {

    @Mixin
    private SourceOptions source;

    @Mixin
    private ResultOptions results;

    @Option(names = "--description", paramLabel = "TEXT",
            description = "Series Description of the result (default: the source's, marked).")
    private String description;

    @Mixin
    private MapOptions own;

    @Mixin
    private RemoteOptions remote;

    @ArgGroup(exclusive = false, validate = true, heading = "To go on after an interruption:%n")
    private Kept kept;

    @Mixin
    private Console console;

    /** A run that keeps every step. */
    private static final class Kept extends KeyOptions {
        @Option(names = {"-j", "--job"}, required = true, paramLabel = "JOB",
                description = "Keep key-sealed state, encrypted planes and answers in this folder. If it is there already, go "
                        + "on with it as it was encrypted; nothing is encrypted twice. Delete it when the result is good.")
        private Path job;
    }

    @Override
    public Integer call() throws Exception {
        RegridRequest request = source.request()
                .output(results.output())
                .form(results.form())
                .description(description)
                .report(results.report())
                .picture(results.picture())
                .remote(remote.address(console).orElse(null))
                .map(own.map().orElse(null))
                .build();
        RegridResult result = kept == null
                ? console.run((progress, cancellation) -> RegridJob.run(request, progress, cancellation))
                : stored(request);
        console.remarks(result.remarks());
        console.result(result.summary());
        return 0;
    }

    private RegridResult stored(RegridRequest request) throws JobFailure {
        try (KeyAccess access = kept.access(false)) {
            return console.run((progress, cancellation) ->
                    StoredRun.run(request, access, kept.job, progress, cancellation));
        }
    }
}
