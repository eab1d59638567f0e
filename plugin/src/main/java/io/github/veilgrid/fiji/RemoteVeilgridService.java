package io.github.veilgrid.fiji;

import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.ServiceJob;
import io.github.veilgrid.remote.RemoteAddress;
import java.io.File;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Veilgrid &gt; Remote Veilgrid Service... */
@Plugin(type = Command.class, menuPath = "Plugins>Veilgrid>Remote Veilgrid Service...", headless = true,
        description = "Chooses and tests the remote service that other commands can use")
public final class RemoteVeilgridService extends VeilgridCommand {

    private static final String USE = "use";
    private static final String TEST = "test";
    private static final String STATUS = "status";
    private static final String FORGET = "forget";

    @Parameter(persist = false, label = "What to do", choices = {USE, TEST, STATUS, FORGET},
            description = "use: test and remember it; test: just ask it; status: ask the remembered one; forget: use none")
    private String action = USE;

    @Parameter(persist = false, label = "Address", required = false,
            description = "Such as https://regrid.example.org:8710")
    private String url = "";

    @Parameter(persist = false, visibility = ItemVisibility.MESSAGE, label = " ", style = ADVICE,
            description = "Whether the way to the service is protected")
    private String way = "";

    @Parameter(persist = false, label = "Token file", required = false,
            description = "File whose first line is your token; only its path is remembered")
    private File token;

    @Parameter(persist = false, label = "Fingerprint", required = false,
            description = "SHA-256 of the service's certificate, if that alone is to be trusted")
    private String fingerprint = "";

    @Parameter(persist = false, label = "Authority", required = false,
            description = "PEM file of the authority that signed the certificate; else what Java trusts")
    private File authority;

    @Parameter(type = ItemIO.OUTPUT, label = "Remote service")
    private String service;

    @Override
    public void preview() {
        way = ServicePreference.wayTo(url);
    }

    @Override
    public void run() {
        work((progress, cancellation) -> {
            List<String> lines = switch (action) {
                case FORGET -> forget();
                case STATUS -> ServicePreference.saved().isPresent()
                        ? ServiceJob.ask(ServicePreference.saved().get())
                        : List.of("No remote service is set; jobs are regridded inside this program");
                default -> ask();
            };
            service = String.join("\n", lines);
            tell(lines);
        });
    }

    private static List<String> forget() {
        ServicePreference.forget();
        return List.of("The remote service is forgotten; jobs are regridded inside this program");
    }

    private List<String> ask() throws JobFailure {
        if (url == null || url.isBlank()) {
            throw new JobFailure(Kind.USAGE, "The address is missing: give one such as https://regrid.example.org:8710.");
        }
        RemoteAddress address = ServicePreference.address(url, fingerprint, authority, token);
        List<String> lines = ServiceJob.ask(address);
        if (action.equals(USE)) {
            ServicePreference.save(address);
        }
        return lines;
    }
}
