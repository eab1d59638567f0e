package io.github.veilgrid.remote.server;

import io.github.veilgrid.remote.Problem;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/**
 * Who may come in, and how often. An owner is known by a token, else by the certificate of the connection, else, where the
 * operator asks for neither (on this machine only), everybody is the owner {@code local}. Thread safe.
 */
final class Gate {

    private static final String BEARER = "Bearer ";
    private static final int NAME_DIGITS = 32;
    private static final int STRANGERS = 1000;
    private static final int TRIES_PER_SECOND = 10;

    private final Optional<Tokens> tokens;
    private final boolean certificates;
    private final Limits limits;
    private final Map<String, Visits> owners = new LinkedHashMap<>();
    private final Map<String, Visits> strangers = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Visits> eldest) {
            return size() > STRANGERS;
        }
    };

    /** A token bucket, and requests under way. */
    private static final class Visits {
        private final int perSecond;
        private double credit;
        private long last = System.nanoTime();
        private int underWay;

        Visits(int perSecond) {
            this.perSecond = perSecond;
            this.credit = perSecond;
        }

        boolean spend() {
            long now = System.nanoTime();
            credit = Math.min(perSecond, credit + (now - last) * 1e-9 * perSecond);
            last = now;
            if (credit < 1) {
                return false;
            }
            credit--;
            return true;
        }
    }

    /** One request of an owner; closing it ends it. */
    final class Visit implements AutoCloseable {
        private final String owner;

        private Visit(String owner) {
            this.owner = owner;
        }

        String owner() {
            return owner;
        }

        @Override
        public void close() {
            synchronized (Gate.this) {
                owners.get(owner).underWay--;
            }
        }
    }

    /** @param certificates whether connections carry certificates that were checked already */
    Gate(Optional<Tokens> tokens, boolean certificates, Limits limits) {
        this.tokens = tokens;
        this.certificates = certificates;
        this.limits = limits;
    }

    /** Lets a request in. */
    Visit enter(Request request) throws Refusal, IOException {
        Optional<String> owner = owner(request);
        synchronized (this) {
            if (owner.isEmpty()) {
                boolean patient = strangers.computeIfAbsent(
                        Request.getRemoteAddr(request), address -> new Visits(TRIES_PER_SECOND)).spend();
                throw new Refusal(patient ? Problem.NO_ACCESS : Problem.TOO_MANY_REQUESTS);
            }
            Visits visits = owners.computeIfAbsent(owner.get(), name -> new Visits(limits.requestsPerSecond()));
            if (!visits.spend() || visits.underWay >= limits.requestsAtOnce()) {
                throw new Refusal(Problem.TOO_MANY_REQUESTS);
            }
            visits.underWay++;
        }
        return new Visit(owner.get());
    }

    private Optional<String> owner(Request request) throws IOException {
        if (tokens.isPresent()) {
            String given = request.getHeaders().get(HttpHeader.AUTHORIZATION);
            return given == null || !given.startsWith(BEARER)
                    ? Optional.empty() : tokens.get().owner(given.substring(BEARER.length()).strip());
        }
        return certificates ? certified(request) : Optional.of("local");
    }

    private static Optional<String> certified(Request request) {
        if (request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE) instanceof EndPoint.SslSessionData session) {
            X509Certificate[] chain = session.peerCertificates();
            if (chain != null && chain.length > 0) {
                try {
                    byte[] hash = MessageDigest.getInstance("SHA-256").digest(chain[0].getEncoded());
                    return Optional.of("cert-" + HexFormat.of().formatHex(hash).substring(0, NAME_DIGITS));
                } catch (GeneralSecurityException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }
}
