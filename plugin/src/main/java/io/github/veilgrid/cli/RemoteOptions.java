package io.github.veilgrid.cli;

import io.github.veilgrid.remote.RemoteAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which remote service regrids, and how to reach it. */
final class RemoteOptions {

    private static final String TOKEN_VARIABLE = "VEILGRID_TOKEN_FILE";

    @Option(names = "--remote", paramLabel = "URL",
            description = "Remote service that regrids, such as https://regrid.example.org:8710 (default: the embedded party).")
    private String remote;

    @Option(names = "--remote-token-file", paramLabel = "FILE",
            description = "File whose first line is your token at the service (default: the environment variable "
                    + TOKEN_VARIABLE + ").")
    private Path token;

    @Option(names = "--remote-fingerprint", paramLabel = "SHA256",
            description = "Trust the service with this certificate, and no other.")
    private String fingerprint;

    @Option(names = "--remote-authority", paramLabel = "FILE.pem",
            description = "Trust services whose certificate this authority signed (default: what Java trusts).")
    private Path authority;

    @Option(names = "--remote-identity", paramLabel = "FILE.p12",
            description = "Your own certificate, for services that ask for one; password in the environment variable "
                    + "VEILGRID_IDENTITY_PASSWORD.")
    private Path identity;

    @Option(names = "--remote-bandwidth", paramLabel = "BYTES", converter = ByteCount.class,
            description = "Send no more than this in a second: 500k, 2M.")
    private Long bandwidth;

    @Option(names = "--remote-patience", paramLabel = "SECONDS",
            description = "Go on trying for so long when the service cannot be reached (default: 600).")
    private Long patience;

    /** The service, if one is named; warns if the way there is not protected. */
    Optional<RemoteAddress> address(Console console) {
        if (remote == null) {
            return Optional.empty();
        }
        RemoteAddress address = RemoteAddress.of(remote).withFingerprint(fingerprint).withAuthority(authority)
                .withIdentity(identity).withToken(tokenFile());
        if (bandwidth != null) {
            address = address.withBytesPerSecond(bandwidth);
        }
        if (patience != null) {
            address = address.withPatience(Duration.ofSeconds(patience));
        }
        address.warning().ifPresent(console::warn);
        return Optional.of(address);
    }

    private Path tokenFile() {
        String variable = System.getenv(TOKEN_VARIABLE);
        return token == null && variable != null ? Path.of(variable) : token;
    }
}
