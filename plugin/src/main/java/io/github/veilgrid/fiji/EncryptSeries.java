package io.github.veilgrid.fiji;

import io.github.veilgrid.app.EncryptJob;
import io.github.veilgrid.app.KeyAccess;
import java.io.File;
import java.util.List;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Veilgrid &gt; Encrypt for Regridding... */
@Plugin(type = Command.class, menuPath = "Plugins>Veilgrid>Encrypt for Regridding...", headless = true,
        description = "First of three steps: encrypts a series into a job folder; its folder 'send' is all that leaves")
public final class EncryptSeries extends SeriesCommand {

    @Parameter(label = "Key file", description = "The owner's key, from Generate Veilgrid Key")
    private File key;

    @Parameter(label = "Passphrase", style = "password", persist = false, description = "Opens the key; not recorded")
    private String passphrase = "";

    @Parameter(label = "Job folder", style = "directory", description = "New or empty folder for the job")
    private File job;

    @Override
    void carryOut() {
        work((progress, cancellation) -> {
            try (KeyAccess access = new KeyAccess(key.toPath(), passphrase.toCharArray())) {
                passphrase = "";
                tell(List.of(EncryptJob.run(request().build(), access, job.toPath(), progress, cancellation)
                        .summary()));
            }
        });
    }
}
