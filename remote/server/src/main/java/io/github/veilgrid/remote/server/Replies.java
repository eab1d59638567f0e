package io.github.veilgrid.remote.server;

import io.github.veilgrid.remote.Json;
import io.github.veilgrid.remote.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What goes back by HTTP: a chunk, a status of a job, a page or a {@link Problem}; nothing is echoed. Stateless. */
final class Replies {

    private static final int BUFFER = 1 << 18;

    private Replies() {
    }

    /** The one form of every refusal. */
    static String text(Problem problem) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("error", problem.code());
        fields.put("message", problem.sentence());
        return Json.text(fields);
    }

    static void json(Response response, Callback callback, int status, String json) {
        send(response, callback, status, "application/json", json);
    }

    static void send(Response response, Callback callback, int status, String type, String text) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.remaining());
        response.write(true, bytes, callback);
    }

    /**
     * Sends an answer's chunk, from memory or from its file.
     *
     * @param length of the chunk
     * @return whether all of it went; if not, the connection is broken, and the callback knows
     */
    static boolean chunk(Response response, Callback callback, JobApi.Answer answer, int length, Limits limits) {
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/octet-stream");
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, length);
        try (OutputStream out = new PacedOutput(Content.Sink.asOutputStream(response), limits.idle(), limits.slowestBytesPerSecond())) {
            if (answer.near().isPresent()) {
                out.write(answer.near().get());
            } else {
                try (InputStream in = Files.newInputStream(answer.file())) {
                    copy(in, out);
                }
            }
        } catch (IOException e) {
            callback.failed(e);
            return false;
        }
        callback.succeeded();
        return true;
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            out.write(buffer, 0, count);
        }
    }
}
