package io.github.veilgrid.remote.server;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bad network on loopback: takes HTTP/1.1 messages whole, and does to some of them what networks do. */
final class FaultProxy implements AutoCloseable {

    /** What happens to a message. */
    enum Fault {
        /** The request never arrives. */
        DROP,
        /** The service hears the request, the owner never hears the answer. */
        DEAFEN,
        DELAY,
        /** The service hears the request twice. */
        DUPLICATE,
        /** A later request overtakes this one. */
        REORDER,
        /** A bit of the request, or of the answer, is flipped. */
        CORRUPT,
        /** Only a part of the request, or of the answer, passes. */
        CUT
    }

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *([0-9]+)\r\n");
    private static final int MAX_BODY = 1 << 26;

    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Fault> faults;
    private final double rate;
    private final Random random;
    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
    private volatile int port;

    /**
     * @param port of the service
     * @param rate part of the messages that a fault happens to
     */
    FaultProxy(int port, Set<Fault> faults, double rate, long seed) throws IOException {
        this.port = port;
        this.faults = faults;
        this.rate = rate;
        this.random = new Random(seed);
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(() -> {
            while (!listener.isClosed()) {
                try {
                    Socket owner = listener.accept();
                    threads.execute(() -> serve(owner));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    /** The service came back at another port. */
    void aim(int newPort) {
        port = newPort;
    }

    String uri() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    synchronized Map<Fault, Integer> done() {
        return new EnumMap<>(done);
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

    private void serve(Socket owner) {
        try (owner) {
            owner.setSoTimeout(30_000);
            while (true) {
                byte[] request = message(owner.getInputStream(), true);
                if (request == null || !answer(owner, request, draw())) {
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // What a fault does to the connection is the point.
            return;
        }
    }

    private boolean answer(Socket owner, byte[] request, Fault fault) throws IOException, InterruptedException {
        boolean isRequest = below(2) == 0;
        byte[] sent = request;
        if (fault == Fault.DROP) {
            return false;
        } else if (fault == Fault.DELAY) {
            Thread.sleep(below(300));
        } else if (fault == Fault.REORDER) {
            Thread.sleep(100 + below(400));
        } else if (fault == Fault.DUPLICATE) {
            forward(request);
        } else if (fault == Fault.CORRUPT && isRequest) {
            sent = flipped(request);
        } else if (fault == Fault.CUT && isRequest) {
            sent = Arrays.copyOf(request, below(request.length));
        }
        byte[] answer = forward(sent);
        if (fault == Fault.DEAFEN) {
            return false;
        } else if (fault == Fault.CORRUPT && !isRequest) {
            answer = flipped(answer);
        } else if (fault == Fault.CUT && !isRequest) {
            answer = Arrays.copyOf(answer, below(answer.length));
        }
        owner.getOutputStream().write(answer);
        owner.getOutputStream().flush();
        return fault != Fault.CUT && fault != Fault.CORRUPT;
    }

    private byte[] flipped(byte[] message) {
        byte[] copy = message.clone();
        if (copy.length > 0) {
            copy[below(copy.length)] ^= (byte) (1 << below(8));
        }
        return copy;
    }

    private byte[] forward(byte[] request) throws IOException {
        try (Socket service = new Socket(InetAddress.getLoopbackAddress(), port)) {
            service.setSoTimeout(10_000);
            service.getOutputStream().write(request);
            service.getOutputStream().flush();
            byte[] answer = message(service.getInputStream(), false);
            if (answer == null) {
                throw new IOException("no answer");
            }
            return answer;
        }
    }

    /** Head and body of one message; null at the end of the connection. */
    private static byte[] message(InputStream stream, boolean isRequest) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        while (last != 0x0d0a0d0a) {
            int next = stream.read();
            if (next < 0 || head.size() > 1 << 16) {
                return null;
            }
            head.write(next);
            last = last << 8 | next;
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        Matcher matcher = LENGTH.matcher(text);
        int length = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        if (length > MAX_BODY || !isRequest && text.toLowerCase(Locale.ROOT).contains("chunked")) {
            throw new IOException("no message for this proxy");
        }
        byte[] body = new byte[length];
        new DataInputStream(stream).readFully(body);
        head.write(body);
        return head.toByteArray();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}
