package io.github.veilgrid.cli;

import io.github.veilgrid.app.InfoJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code veilgrid info}. */
@Command(name = "info", sortOptions = false,
        description = "Tell what a DICOM folder, a NIfTI file, a job, a folder of ciphertexts or one encrypted file holds. Needs no "
                + "key and names no patient.",
        footerHeading = "%nExamples:%n",
        footer = {"  veilgrid info sample-scans", "  veilgrid info job", "  veilgrid info job/send"})
final class InfoCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "PATH", description = "A folder or a file.")
    private Path path;

    @Option(names = {"--dicom-toolkit", "--toolkit"}, paramLabel = "NAME",
            description = "DICOM toolkit: dcm4che or built-in (default: dcm4che where it is installed).")
    private String toolkit;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws Exception {
        List<String> lines = console.run((progress, cancellation) -> InfoJob.run(path, Optional.ofNullable(toolkit)));
        console.result(String.join("\n", lines));
        return 0;
    }
}
