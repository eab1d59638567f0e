package io.github.veilgrid.remote;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The protocol's requests, one method each, each tried once: {@link Backoff} tries again. Every request may be repeated
 * without harm. HTTP/2 where TLS agrees on it, else HTTP/1.1. Thread safe.
 */
final class ServiceClient {

    /** Slower than this a transfer counts as broken. */
    private static final long SLOWEST_BYTES_PER_SECOND = 20_000;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final int MESSAGE_BYTES = 1 << 16;

    /**
     * What came back for an answer.
     *
     * @param chunk the answer, not yet checked; empty while it is not ready
     * @param status of the job; empty if the answer is there
     */
    record Answer(Optional<byte[]> chunk, Optional<JobStatus> status) {
    }

    private final RemoteAddress address;
    private final HttpClient http;
    private final Optional<String> token;
    private final Throttle throttle;

    ServiceClient(RemoteAddress address) throws IOException {
        this.address = address;
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(address.secure() ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
        if (address.secure()) {
            builder.sslContext(ServiceTrust.context(address));
        }
        if (!address.secure() && address.bytesPerSecond().isEmpty()) {
            // Nothing that takes long is done on the way of a byte: no encryption, no waiting. So the one thread that hears
            // of bytes may handle them, and none are handed from thread to thread.
            builder.executor(Runnable::run);
        }
        this.http = builder.build();
        this.token = address.token().isEmpty() ? Optional.empty() : Optional.of(token(address.token().get()));
        this.throttle = address.bytesPerSecond().isEmpty()
                ? Throttle.none() : Throttle.of(address.bytesPerSecond().getAsLong());
    }

    private static String token(Path file) throws IOException {
        String line = Files.readString(file, StandardCharsets.US_ASCII).lines().findFirst().orElse("").strip();
        if (!line.matches("[A-Za-z0-9._~+/=-]{1,200}")) {
            throw new ServiceException("The first line of " + file + " is no token: ask the service's operator for one.", null);
        }
        return line;
    }

    ServiceOffer offer() throws IOException {
        return ServiceOffer.fromJson(require(send("GET", "/v1/service", BodyPublishers.noBody(), 0, MESSAGE_BYTES)).body());
    }

    /**
     * Makes a job known, or finds it again.
     *
     * @param map id of the service's own map that it needs
     */
    JobStatus create(JobShape shape, Optional<String> map) throws IOException {
        byte[] plan = shape.planChunk();
        return status(shape, send("PUT", path(shape) + map.map(id -> "?map=" + id).orElse(""), BodyPublishers.ofByteArray(plan), plan.length, MESSAGE_BYTES));
    }

    /** Sends a stored plane. */
    JobStatus put(JobShape shape, int plane, StoredPlanes planes) throws IOException {
        return status(shape, send("PUT", path(shape) + "/planes/" + plane, planes.body(plane, throttle),
                shape.planeBytes(plane), MESSAGE_BYTES));
    }

    /** Asks for an answer and waits a while for it. */
    Answer answer(JobShape shape, int answer, Duration wait) throws IOException {
        HttpResponse<byte[]> response = require(send("GET", path(shape) + "/answers/" + answer + "?wait=" + wait.toSeconds(),
                BodyPublishers.noBody(), shape.answerBytes(answer) + wait.toSeconds() * SLOWEST_BYTES_PER_SECOND,
                shape.answerBytes(answer)));
        return response.statusCode() == 200
                ? new Answer(Optional.of(response.body()), Optional.empty())
                : new Answer(Optional.empty(), Optional.of(status(shape, response)));
    }

    void delete(String job) throws IOException {
        require(send("DELETE", path(job), BodyPublishers.noBody(), 0, MESSAGE_BYTES));
    }

    private static String path(JobShape shape) {
        return path(shape.job());
    }

    private static String path(String job) {
        return "/v1/jobs/" + job;
    }

    private JobStatus status(JobShape shape, HttpResponse<byte[]> response) throws IOException {
        JobStatus status = JobStatus.fromJson(require(response).body());
        if (status.planes() != shape.planes() || status.of() != shape.answers()) {
            throw new IOException("the service speaks of another job");
        }
        return status;
    }

    private HttpResponse<byte[]> require(HttpResponse<byte[]> response) throws IOException {
        if (response.statusCode() / 100 == 2) {
            return response;
        }
        Map<String, Object> fields = Json.object(response.body());
        Optional<Problem> problem = Problem.ofCode(String.valueOf(fields.get("error")));
        throw new ServiceException(address, problem.orElseThrow(() -> new IOException(
                "the service answered " + response.statusCode())));
    }

    private HttpResponse<byte[]> send(String method, String path, BodyPublisher body, long bytes, int most)
            throws IOException {
        long rate = Math.min(SLOWEST_BYTES_PER_SECOND, address.bytesPerSecond().orElse(Long.MAX_VALUE) / 2 + 1);
        Duration longest = GRACE.plusSeconds(bytes / rate);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address.uri() + path)).method(method, body)
                .timeout(longest);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        CompletableFuture<HttpResponse<byte[]>> response =
                http.sendAsync(request.build(), BoundedBody.of(most, MESSAGE_BYTES));
        try {
            return response.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new IOException("the service is too slow", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }
}
