package io.github.veilgrid.fiji;

import ij.IJ;
import ij.Macro;
import ij.Prefs;
import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.remote.RemoteAddress;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The remote service that ImageJ remembers: its address and where its token lies, never the token. */
final class ServicePreference {

    static final String EMBEDDED = "embedded";
    static final String SERVICE = "service";

    private static final String URL = "veilgrid.remote.url";
    private static final String FINGERPRINT = "veilgrid.remote.fingerprint";
    private static final String AUTHORITY = "veilgrid.remote.authority";
    private static final String TOKEN = "veilgrid.remote.token";

    private ServicePreference() {
    }

    static RemoteAddress address(String url, String fingerprint, File authority, File token) {
        return RemoteAddress.of(url).withFingerprint(fingerprint == null || fingerprint.isBlank() ? null : fingerprint)
                .withAuthority(path(authority)).withToken(path(token));
    }

    private static Path path(File file) {
        return file == null || file.getPath().isEmpty() ? null : file.toPath();
    }

    static void save(RemoteAddress address) {
        Prefs.set(URL, address.uri().toString());
        Prefs.set(FINGERPRINT, address.fingerprint().orElse(""));
        Prefs.set(AUTHORITY, address.authority().map(Path::toString).orElse(""));
        Prefs.set(TOKEN, address.token().map(Path::toString).orElse(""));
    }

    static void forget() {
        Prefs.set(URL, "");
    }

    static Optional<RemoteAddress> saved() {
        String url = Prefs.get(URL, "");
        return url.isEmpty() ? Optional.empty() : Optional.of(address(url, Prefs.get(FINGERPRINT, ""),
                new File(Prefs.get(AUTHORITY, "")), new File(Prefs.get(TOKEN, ""))));
    }

    /** What a dialog says of a choice while it is open: who regrids, and what to know of the way there. */
    static String way(String party) {
        if (!party.equals(SERVICE)) {
            return "Regridded inside this program; nothing leaves it.";
        }
        return saved().map(ServicePreference::way).orElse(
                "No remote service is set: choose one with Plugins > Veilgrid > Remote Veilgrid Service...");
    }

    private static String way(RemoteAddress address) {
        return address.warning().map(warning -> "Warning: " + warning)
                .orElse("Regridded at " + address.uri() + ", reached by TLS.");
    }

    /** The same of an address that is being typed; nothing while it is none. */
    static String wayTo(String url) {
        try {
            return url == null || url.isBlank() ? "" : way(RemoteAddress.of(url));
        } catch (IllegalArgumentException unfinished) {
            return "";
        }
    }

    /**
     * The service for a job, or null for the embedded party. Where the way to it is not protected the user is told, and
     * where there is somebody to ask, asked.
     */
    static RemoteAddress chosen(String party) throws JobFailure {
        if (!party.equals(SERVICE)) {
            return null;
        }
        RemoteAddress address = saved().orElseThrow(() -> new JobFailure(Kind.USAGE,
                "No remote service is set: choose one with Plugins > Veilgrid > Remote Veilgrid Service..."));
        if (address.warning().isPresent()) {
            String warning = address.warning().get();
            VeilgridCommand.tell(List.of("Warning: " + warning));
            boolean isAlone = IJ.getInstance() == null || Macro.getOptions() != null;
            if (!isAlone && !IJ.showMessageWithCancel("Veilgrid", warning.replaceAll("(.{60}\\S*) ", "$1\n"))) {
                throw new JobFailure(Kind.CANCELLED, "Cancelled; nothing was sent.");
            }
        }
        return address;
    }
}
