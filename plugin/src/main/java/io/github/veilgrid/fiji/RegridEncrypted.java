package io.github.veilgrid.fiji;

import io.github.veilgrid.app.RegridFiles;
import java.io.File;
import java.util.List;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Veilgrid &gt; Regrid Encrypted Job... */
@Plugin(type = Command.class, menuPath = "Plugins>Veilgrid>Regrid Encrypted Job...", headless = true,
        description = "Second of three steps, at the remote party: regrids encrypted planes; needs no key")
public final class RegridEncrypted extends VeilgridCommand {

    @Parameter(label = "Encrypted job", style = "directory", description = "The folder 'send' that the owner gave")
    private File input;

    @Parameter(label = "Answers", style = "directory", description = "New or empty folder, to be given back")
    private File output;

    @Override
    public void run() {
        work((progress, cancellation) -> tell(List.of(
                RegridFiles.run(input.toPath(), output.toPath(), threads(), progress, cancellation).summary())));
    }
}
