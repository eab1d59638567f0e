package io.github.veilgrid.remote;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a remote service is and how to reach it. Holds no secret: tokens and keys stay in their files.
 *
 * @param uri {@code https://host:port}, or http; a path is kept for services behind a proxy
 * @param fingerprint SHA-256 of the service's certificate, 64 lower-case hexadecimal digits: then nothing else is trusted
 * @param authority PEM file of the authority that signed the service's certificate; else what Java trusts
 * @param token file whose first line is the owner's token
 * @param identity PKCS12 file with the owner's own key and certificate, for services that ask for one
 * @param bytesPerSecond most that is sent in a second
 * @param patience how long to go on trying when the service cannot be reached
 */
public record RemoteAddress(
        URI uri, Optional<String> fingerprint, Optional<Path> authority, Optional<Path> token, Optional<Path> identity,
        OptionalLong bytesPerSecond, Duration patience) {

    /** Patience where none is given: long enough to restart a machine. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(10);

    private static final int FINGERPRINT_DIGITS = 64;

    public RemoteAddress {
        Objects.requireNonNull(uri);
        fingerprint = fingerprint.map(RemoteAddress::digits);
        if (bytesPerSecond.isPresent() && bytesPerSecond.getAsLong() < 1) {
            throw new IllegalArgumentException("the bandwidth limit must be at least one byte per second");
        }
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("the patience must be longer than nothing");
        }
    }

    /**
     * An address with nothing but its URI.
     *
     * @throws IllegalArgumentException with a sentence if it is none
     */
    public static RemoteAddress of(String uri) {
        return new RemoteAddress(parse(uri.strip()), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                OptionalLong.empty(), DEFAULT_PATIENCE);
    }

    private static URI parse(String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null && uri.getUserInfo() == null
                    && uri.getQuery() == null && uri.getFragment() == null) {
                String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("/+$", "");
                return new URI(scheme, null, uri.getHost(), uri.getPort(), path, null, null);
            }
        } catch (URISyntaxException e) {
            throw notAnAddress(text, e);
        }
        throw notAnAddress(text, null);
    }

    private static IllegalArgumentException notAnAddress(String text, Exception cause) {
        return new IllegalArgumentException(
                "'" + text + "' is no address of a remote service: give one such as https://regrid.example.org:8710", cause);
    }

    private static String digits(String fingerprint) {
        String digits = fingerprint.replace(":", "").strip().toLowerCase(Locale.ROOT);
        if (digits.length() != FINGERPRINT_DIGITS || !digits.matches("[0-9a-f]+")) {
            throw new IllegalArgumentException("'" + fingerprint + "' is no fingerprint: give the SHA-256 of the service's "
                    + "certificate, " + FINGERPRINT_DIGITS + " hexadecimal digits");
        }
        return digits;
    }

    public RemoteAddress withFingerprint(String sha256) {
        return new RemoteAddress(uri, Optional.ofNullable(sha256), authority, token, identity, bytesPerSecond, patience);
    }

    public RemoteAddress withAuthority(Path pem) {
        return new RemoteAddress(uri, fingerprint, Optional.ofNullable(pem), token, identity, bytesPerSecond, patience);
    }

    public RemoteAddress withToken(Path file) {
        return new RemoteAddress(uri, fingerprint, authority, Optional.ofNullable(file), identity, bytesPerSecond, patience);
    }

    public RemoteAddress withIdentity(Path pkcs12) {
        return new RemoteAddress(uri, fingerprint, authority, token, Optional.ofNullable(pkcs12), bytesPerSecond, patience);
    }

    public RemoteAddress withBytesPerSecond(long limit) {
        return new RemoteAddress(uri, fingerprint, authority, token, identity, OptionalLong.of(limit), patience);
    }

    public RemoteAddress withPatience(Duration longest) {
        return new RemoteAddress(uri, fingerprint, authority, token, identity, bytesPerSecond, longest);
    }

    /** Whether the way there is protected by TLS. */
    public boolean secure() {
        return uri.getScheme().equals("https");
    }

    /** What every face must tell its user before a job goes this way; empty if the way is protected. */
    public Optional<String> warning() {
        return secure() ? Optional.empty() : Optional.of("The remote service " + uri + " is reached without TLS: whoever "
                + "sits on the way can read the plan and the token, can copy the encrypted voxels and can disturb the job. "
                + "The voxels stay encrypted. Use https unless the service is on this machine.");
    }
}
