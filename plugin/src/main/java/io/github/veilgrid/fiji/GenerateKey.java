package io.github.veilgrid.fiji;

import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.KeyAccess;
import java.io.File;
import java.util.List;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Veilgrid &gt; Generate Veilgrid Key... */
@Plugin(type = Command.class, menuPath = "Plugins>Veilgrid>Generate Veilgrid Key...", headless = true,
        description = "Makes the owner's key file, protected by a passphrase")
public final class GenerateKey extends VeilgridCommand {

    @Parameter(label = "Key file", style = "save", description = "New file; an existing one is never overwritten")
    private File key;

    @Parameter(label = "Passphrase", style = "password", persist = false,
            description = "Without it the key cannot be used; it is not stored or recorded")
    private String passphrase = "";

    @Parameter(label = "Again", style = "password", persist = false, description = "The same once more")
    private String passphraseagain = "";

    @Override
    public void run() {
        work((progress, cancellation) -> {
            if (!passphrase.equals(passphraseagain)) {
                throw new JobFailure(Kind.KEY, "The two passphrases differ: try again.");
            }
            try (KeyAccess access = new KeyAccess(key.toPath(), passphrase.toCharArray())) {
                access.generate();
            } finally {
                passphrase = "";
                passphraseagain = "";
            }
            tell(List.of(key + ": keep this file and its passphrase apart and safe"));
        });
    }
}
