package io.github.veilgrid.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Random;

/**
 * One stranger who sends senseless requests over one connection after the other, as fast as the service answers: wrong
 * paths, methods, lengths, ids, digests and bytes that are no HTTP. Connections are kept as long as the service keeps them.
 */
final class MalformedLoad implements AutoCloseable {

    /** Comes back in an answer only if the service repeats what it was sent. */
    static final String MARK = "zzMARKzz";

    private static final int SILENCE_MILLIS = 10_000;
    private static final int GARBAGE_ONE_IN = 40;

    private final String host;
    private final int port;
    private final Random random;
    private Socket socket;
    private InputStream in;
    private int answered;
    private int refused;
    private int broken;

    MalformedLoad(String host, int port, long seed) {
        this.host = host;
        this.port = port;
        this.random = new Random(seed);
    }

    /** Sends one request and reads its answer, if there is one. */
    void one() throws IOException {
        boolean isGarbage = random.nextInt(GARBAGE_ONE_IN) == 0;
        try {
            if (socket == null) {
                socket = new Socket(host, port);
                socket.setSoTimeout(SILENCE_MILLIS);
                socket.setTcpNoDelay(true);
                in = new BufferedInputStream(socket.getInputStream());
            }
            socket.getOutputStream().write(isGarbage ? garbage() : request());
            if (isGarbage) {
                socket.shutdownOutput();
            }
            if (!answer() || isGarbage) {
                close();
            }
        } catch (IOException reset) {
            // The service may close on garbage before it was sent to its end.
            broken++;
            close();
        }
    }

    /** Reads an answer; false if the service closes the connection. */
    private boolean answer() throws IOException {
        int length = 0;
        boolean stays = true;
        String status = line();
        if (status.isEmpty()) {
            broken++;
            return false;
        }
        for (String header = line(); !header.isEmpty(); header = line()) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            } else if (lower.equals("connection: close")) {
                stays = false;
            }
            requireNoEcho(header);
        }
        String body = new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        requireNoEcho(status + body);
        answered++;
        if (!status.contains(" 2")) {
            refused++;
        }
        if (status.contains(" 500")) {
            throw new IllegalStateException("the service failed on a senseless request: " + status);
        }
        return stays;
    }

    private static void requireNoEcho(String text) {
        if (text.contains(MARK)) {
            throw new IllegalStateException("an answer repeats the request: " + text);
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** Sound as HTTP, senseless as a request: an answer must come, and the connection stays. */
    private byte[] request() {
        byte[] noise = new byte[32];
        random.nextBytes(noise);
        String id = HexFormat.of().formatHex(noise);
        byte[] body = new byte[random.nextInt(400)];
        random.nextBytes(body);
        return switch (random.nextInt(8)) {
            case 0 -> message("PUT", "/v1/jobs/" + id, body);
            case 1 -> message("PUT", "/v1/jobs/" + id + "/planes/" + random.nextInt(1 << 20), body);
            case 2 -> message("GET", "/v1/jobs/" + id + "/answers/" + random.nextInt(100) + "?wait=" + MARK, new byte[0]);
            case 3 -> message(MARK, "/v1/jobs/" + id, body);
            case 4 -> message("GET", "/v1/jobs/" + id.toUpperCase(Locale.ROOT) + "/" + MARK, new byte[0]);
            case 5 -> message("DELETE", "/v1/jobs/" + MARK, new byte[0]);
            case 6 -> message("GET", "/v1/jobs/%2e%2e/%2e%2e/etc/" + MARK, new byte[0]);
            default -> message("POST", "/v1/service?" + MARK, body);
        };
    }

    private byte[] message(String method, String path, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((method + " " + path + " HTTP/1.1\r\nHost: x\r\n" + MARK + ": " + MARK + "\r\nContent-Length: "
                + body.length + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body);
        return out.toByteArray();
    }

    /** Bytes on which a connection cannot go on. */
    private byte[] garbage() {
        byte[] bytes = switch (random.nextInt(4)) {
            case 0 -> new byte[random.nextInt(3000)];
            case 1 -> ("GET /" + MARK.repeat(2000) + " HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
            case 2 -> "PUT /v1/service HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1);
            default -> request();
        };
        if (bytes.length > 0 && random.nextBoolean()) {
            for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
        }
        return bytes;
    }

    int answered() {
        return answered;
    }

    int refused() {
        return refused;
    }

    /** Connections on which no answer came. */
    int broken() {
        return broken;
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
