package io.github.veilgrid.fiji;

import io.github.veilgrid.app.PrivateMapFile;
import io.github.veilgrid.app.RegridFiles;
import io.github.veilgrid.remote.RemoteAddress;
import java.io.File;
import java.util.List;
import java.util.Optional;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Veilgrid &gt; Regrid Encrypted Job... */
@Plugin(type = Command.class, menuPath = "Plugins>Veilgrid>Regrid Encrypted Job...", headless = true,
        description = "Second of three steps: regrids encrypted planes, here or at a remote service; needs no key")
public final class RegridEncrypted extends VeilgridCommand {

    @Parameter(label = "Encrypted job", style = "directory", description = "The folder 'send' that the owner gave")
    private File input;

    @Parameter(label = "Answers", style = "directory", description = "New or empty folder, to be given back")
    private File output;

    @Parameter(label = "Map of your own", required = false, persist = false,
            description = "For jobs with private-size: a registration (ITK text transform or matrix) that stays here; else none")
    private File map;

    @Parameter(label = "Map of the service", required = false, persist = false,
            description = "For jobs with private-size at a service: the name of one of its own maps")
    private String name = "";

    @Parameter(persist = false, label = "Remote party", choices = {ServicePreference.EMBEDDED, ServicePreference.SERVICE},
            description = "embedded: inside this program; service: the one set with Remote Veilgrid Service...")
    private String party = ServicePreference.EMBEDDED;

    @Parameter(persist = false, visibility = ItemVisibility.MESSAGE, label = " ", style = ADVICE,
            description = "Who regrids, and whether the way there is protected")
    private String way = ServicePreference.way(ServicePreference.EMBEDDED);

    @Override
    public void preview() {
        way = ServicePreference.way(party);
    }

    @Override
    public void run() {
        work((progress, cancellation) -> {
            RemoteAddress service = ServicePreference.chosen(party);
            boolean own = map != null && !map.getPath().isEmpty();
            Optional<PrivateMapFile> maps = own
                    ? Optional.of(PrivateMapFile.read(map.toPath(), Optional.empty(), Optional.empty())) : Optional.empty();
            RegridFiles.Result result = service == null
                    ? RegridFiles.run(input.toPath(), output.toPath(), threads(), maps, progress, cancellation)
                    : RegridFiles.runAt(service, input.toPath(), output.toPath(),
                            Optional.ofNullable(name).filter(said -> !said.isBlank()).map(String::strip), progress, cancellation);
            tell(List.of(result.summary()));
        });
    }
}
