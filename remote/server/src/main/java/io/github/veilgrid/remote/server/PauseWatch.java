package io.github.veilgrid.remote.server;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;

/**
 * Closes connections on which no request is being served for too long. Idle timeouts alone do not do it: somebody who sends
 * a byte of a handshake or of a header now and then is never idle, and would hold one of the service's connections for
 * hours. Thread safe.
 */
final class PauseWatch {

    /** Requests under way on a connection, and when the last one ended. */
    private static final class Visits {
        private int underWay;
        private long ended = System.nanoTime();
    }

    private final long longestNanos;
    private final Map<SocketAddress, Visits> visits = new ConcurrentHashMap<>();

    /** @param longest time from the opening of a connection to its first request, and between two requests */
    PauseWatch(Duration longest) {
        this.longestNanos = longest.toNanos();
    }

    /** The head of a request came whole. */
    void begin(SocketAddress from) {
        visits.compute(from, (address, before) -> {
            Visits now = before == null ? new Visits() : before;
            now.underWay++;
            return now;
        });
    }

    /** The request is answered, or its connection broken. */
    void end(SocketAddress from) {
        visits.computeIfPresent(from, (address, now) -> {
            now.underWay--;
            now.ended = System.nanoTime();
            return now;
        });
    }

    /** Closes what has paused too long. */
    void sweep(Connector connector) {
        Set<SocketAddress> connected = new HashSet<>();
        for (EndPoint connection : connector.getConnectedEndPoints()) {
            SocketAddress from = connection.getRemoteSocketAddress();
            connected.add(from);
            if (pausedNanos(connection, from) > longestNanos) {
                connection.close();
            }
        }
        visits.keySet().retainAll(connected);
    }

    private long pausedNanos(EndPoint connection, SocketAddress from) {
        long[] paused = {(System.currentTimeMillis() - connection.getCreatedTimeStamp()) * 1_000_000};
        visits.computeIfPresent(from, (address, now) -> {
            paused[0] = now.underWay > 0 ? 0 : System.nanoTime() - now.ended;
            return now;
        });
        return paused[0];
    }
}
