package io.github.veilgrid.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where results go: what {@code run} and {@code decrypt} share. */
final class ResultOptions {

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "OUT",
            description = "New folder for the derived DICOM series; it appears only when it is complete and checked.")
    private Path output;

    @Option(names = "--report", paramLabel = "FILE",
            description = "Write the figures of the job: FILE.html as a page with pictures, else JSON.")
    private Path report;

    @Option(names = "--picture", paramLabel = "FILE.png",
            description = "Draw the scan, what the remote party sees, and the result.")
    private Path picture;

    Path output() {
        return output;
    }

    Path report() {
        return report;
    }

    Path picture() {
        return picture;
    }
}
