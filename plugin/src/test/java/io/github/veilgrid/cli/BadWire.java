package io.github.veilgrid.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A bad network on loopback that knows nothing of what it carries, so that it may stand before TLS as well: pieces of the
 * stream of bytes, in either direction, suffer what a fault says.
 */
final class BadWire implements AutoCloseable {

    /** What happens to a piece. */
    enum Fault {
        /** It is lost, and the connection breaks a moment later. */
        DROP,
        DELAY,
        /** It comes twice. */
        DUPLICATE,
        /** The piece behind it overtakes it. */
        REORDER,
        /** A bit of it is flipped. */
        CORRUPT,
        /** Half of it passes, then the connection breaks. */
        CUT
    }

    private static final int PIECE = 1 << 14;
    private static final int DELAY_MILLIS = 400;
    private static final int BREAK_MILLIS = 200;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int port;
    private final Set<Fault> faults;
    private final double rate;
    private final Random random;
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);

    /**
     * @param port of the service
     * @param rate part of the pieces to which something happens
     */
    BadWire(int port, Set<Fault> faults, double rate, long seed) throws IOException {
        this.port = port;
        this.faults = faults;
        this.rate = rate;
        this.random = new Random(seed);
        threads.execute(this::listen);
    }

    int port() {
        return listener.getLocalPort();
    }

    synchronized Map<Fault, Integer> done() {
        return new EnumMap<>(done);
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket owner = listener.accept();
                Socket service = new Socket(InetAddress.getLoopbackAddress(), port);
                threads.execute(() -> carry(owner, service));
                threads.execute(() -> carry(service, owner));
            } catch (IOException e) {
                // The service is not there, or this is closed: the next connection tells.
                continue;
            }
        }
    }

    private synchronized Fault draw() {
        if (random.nextDouble() >= rate) {
            return null;
        }
        Fault fault = faults.stream().skip(random.nextInt(faults.size())).findFirst().orElseThrow();
        done.merge(fault, 1, Integer::sum);
        return fault;
    }

    private synchronized int below(int bound) {
        return random.nextInt(Math.max(1, bound));
    }

    private void carry(Socket from, Socket to) {
        try (from; to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[PIECE];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!pass(Arrays.copyOf(buffer, count), in, out)) {
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // What a fault does to a connection is the point.
            return;
        }
    }

    private boolean pass(byte[] piece, InputStream in, OutputStream out) throws IOException, InterruptedException {
        Fault fault = draw();
        if (fault == Fault.DROP) {
            Thread.sleep(BREAK_MILLIS);
            return false;
        } else if (fault == Fault.CUT) {
            out.write(piece, 0, piece.length / 2);
            return false;
        } else if (fault == Fault.DELAY) {
            Thread.sleep(below(DELAY_MILLIS));
        } else if (fault == Fault.DUPLICATE) {
            out.write(piece);
        } else if (fault == Fault.CORRUPT) {
            piece[below(piece.length)] ^= (byte) (1 << below(8));
        } else if (fault == Fault.REORDER && in.available() > 0) {
            out.write(in.readNBytes(Math.min(PIECE, in.available())));
        }
        out.write(piece);
        return true;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
