package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.remote.HttpRemoteParty;
import io.github.veilgrid.remote.MapOffer;
import io.github.veilgrid.remote.RemoteAddress;
import io.github.veilgrid.remote.ServiceOffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Asks a remote service what it offers. Stateless and thread safe. */
public final class ServiceJob {

    private ServiceJob() {
    }

    /**
     * @return what the user should know, a line each
     * @throws JobFailure if the service cannot be reached, is not trusted, or lets nobody in without a token
     */
    public static List<String> ask(RemoteAddress address) throws JobFailure {
        return JobFailures.guard(Kind.REMOTE, () -> {
            ServiceOffer offer = HttpRemoteParty.offer(address);
            List<String> lines = new ArrayList<>();
            lines.add("Service  " + address.uri() + (address.secure() ? ", reached by TLS" : ", reached without TLS"));
            lines.add("Offers   " + String.join(", ", offer.interpolations()));
            lines.add("Limits   " + Figures.bytes(offer.jobBytes()) + " a job, " + offer.jobs()
                    + " jobs at a time, deleted after " + offer.keepMinutes() + " minutes without a request");
            if (!offer.maps().isEmpty()) {
                lines.add("Maps     of its own: " + offer.maps().stream().map(MapOffer::words).collect(Collectors.joining("; ")));
            }
            if (!offer.text().isBlank()) {
                lines.add("Says     " + offer.text());
            }
            address.warning().ifPresent(warning -> lines.add("Warning  " + warning));
            return lines;
        });
    }
}
