package io.github.veilgrid.remote;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLException;

/**
 * Tries again, ever more seldom, as long as the patience lasts. Only transport is tried again: a connection that broke, a
 * chunk that came damaged, a service that has no room or is just starting. What a service refuses for good ends at once.
 */
final class Backoff {

    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 10_000;
    /** Between two looks whether it is still wanted. */
    private static final long LOOK_MILLIS = 50;

    /** Something that may fail on its way. */
    @FunctionalInterface
    interface Attempt<R> {
        R run() throws IOException;
    }

    private final RemoteAddress address;
    private final Duration patience;
    private final HttpRemoteParty.Waiting waiting;

    Backoff(RemoteAddress address) {
        this(address, () -> { });
    }

    /** @param waiting asked between attempts; what it throws ends them */
    Backoff(RemoteAddress address, HttpRemoteParty.Waiting waiting) {
        this.address = address;
        this.patience = address.patience();
        this.waiting = waiting;
    }

    /** @throws ServiceException if it never worked, or was refused for good */
    <R> R run(Attempt<R> attempt) throws IOException {
        long start = System.nanoTime();
        long pause = FIRST_MILLIS;
        while (true) {
            try {
                return attempt.run();
            } catch (InterruptedIOException stop) {
                throw stop;
            } catch (ServiceException refused) {
                if (!refused.problem().map(Problem::passing).orElse(false) || isOver(start)) {
                    throw refused;
                }
            } catch (SSLException broken) {
                if (isAboutCertificates(broken)) {
                    throw new ServiceException("The remote service at " + address.uri() + " and this machine do not trust "
                            + "each other (" + broken.getMessage() + "): give the fingerprint or the authority of its "
                            + "certificate, and your own certificate if it asks for one.", broken);
                }
                if (isOver(start)) {
                    throw unreachable(broken);
                }
            } catch (IOException broken) {
                if (isOver(start)) {
                    throw unreachable(broken);
                }
            }
            sleep(pause / 2 + ThreadLocalRandom.current().nextLong(pause));
            pause = Math.min(2 * pause, LONGEST_MILLIS);
        }
    }

    /** A handshake also fails where the connection was cut; only doubts about certificates are there to stay. */
    private static boolean isAboutCertificates(SSLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return true;
            }
        }
        return String.valueOf(failure.getMessage()).contains("certificate");
    }

    private ServiceException unreachable(IOException last) {
        return new ServiceException("The remote service at " + address.uri() + " could not be reached for "
                + patience.toSeconds() + " s (" + (last.getMessage() == null ? last.getClass().getSimpleName() : last.getMessage())
                + "): check its address, and that it runs.", last);
    }

    private boolean isOver(long start) {
        return System.nanoTime() - start > patience.toNanos();
    }

    private void sleep(long millis) throws IOException {
        try {
            for (long left = millis; left > 0; left -= LOOK_MILLIS) {
                waiting.check();
                Thread.sleep(Math.min(left, LOOK_MILLIS));
            }
            waiting.check();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
