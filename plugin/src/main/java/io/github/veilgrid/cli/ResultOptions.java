package io.github.veilgrid.cli;

import io.github.veilgrid.app.SeriesForm;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where results go: what {@code run} and {@code decrypt} share. */
final class ResultOptions {

    @Option(names = {"-o", "--output"}, required = true, paramLabel = "OUT",
            description = "New folder for the derived DICOM series, or new file OUT.nii or OUT.nii.gz; it appears only "
                    + "when it is complete and checked.")
    private Path output;

    @Mixin
    private SeriesFormOptions form;

    @Option(names = "--output-type", paramLabel = "TYPE", defaultValue = "stored",
            description = "stored (default): rounded and clamped to the scan's stored integers; float: as decrypted, for "
                    + "OUT.nii or OUT.nii.gz.")
    private OutputType type;

    @Option(names = "--report", paramLabel = "FILE",
            description = "Write the figures of the job: FILE.html as a page with pictures, else JSON.")
    private Path report;

    @Option(names = "--picture", paramLabel = "FILE.png",
            description = "Draw the scan, what the remote party sees, and the result.")
    private Path picture;

    /** What voxels of a result are. */
    private enum OutputType {
        STORED, FLOAT
    }

    Path output() {
        return output;
    }

    SeriesForm form() {
        return type == OutputType.FLOAT ? form.form().withFloating() : form.form();
    }

    Path report() {
        return report;
    }

    Path picture() {
        return picture;
    }
}
