package io.github.veilgrid.fiji;

import ij.ImagePlus;
import io.github.veilgrid.app.DecryptJob;
import io.github.veilgrid.app.KeyAccess;
import io.github.veilgrid.app.RegridResult;
import io.github.veilgrid.app.SeriesForm;
import java.io.File;
import java.util.Optional;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Veilgrid &gt; Decrypt Regridded... */
@Plugin(type = Command.class, menuPath = "Plugins>Veilgrid>Decrypt Regridded...", headless = true,
        description = "Last of three steps: decrypts the answers, checks a sample, opens the derived series")
public final class DecryptRegridded extends VeilgridCommand {

    @Parameter(label = "Answers", style = "directory", description = "The folder that the remote party gave back")
    private File input;

    @Parameter(label = "Job folder", style = "directory", description = "The job, from Encrypt for Regridding")
    private File job;

    @Parameter(label = "Key file", description = "The key that encrypted")
    private File key;

    @Parameter(label = "Passphrase", style = "password", persist = false, description = "Opens the key; not recorded")
    private String passphrase = "";

    @Parameter(label = "Output folder", style = "directory",
            description = "New or empty folder for the derived DICOM series, or a new .nii.gz file")
    private File output;

    @Parameter(type = ItemIO.OUTPUT, label = "Regridded series")
    private ImagePlus result;

    @Override
    public void run() {
        work((progress, cancellation) -> {
            DecryptJob.Request request = new DecryptJob.Request(input.toPath(), job.toPath(), output.toPath(),
                    SeriesForm.USUAL, Optional.empty(), Optional.empty(), threads());
            try (KeyAccess access = new KeyAccess(key.toPath(), passphrase.toCharArray())) {
                passphrase = "";
                RegridResult done = DecryptJob.run(request, access, progress, cancellation);
                tell(done.summary().lines().toList());
                result = DerivedSeriesOpener.open(done);
            }
        });
    }
}
