package io.github.veilgrid.remote.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.veilgrid.remote.HttpRemoteParty;
import io.github.veilgrid.remote.RemoteAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A service in this process that tests can talk to, and its log. */
final class Running implements AutoCloseable {

    static final Limits LIMITS = Limits.standard().withWork(2, 1).withSlowest(10_000, Duration.ofSeconds(3));

    private final ByteArrayOutputStream log;
    private final RemoteService service;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Running(ByteArrayOutputStream log, RemoteService service) {
        this.log = log;
        this.service = service;
    }

    static Running on(Path storage, int port, Limits limits) throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        return new Running(log, RemoteService.start(ServiceSettings.local(storage, port, limits, stream(log))));
    }

    /** With maps of its own. */
    static Running on(Path storage, ServedMap... maps) throws IOException {
        return on(storage, 0, maps);
    }

    static Running on(Path storage, int port, ServedMap... maps) throws IOException {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        return new Running(log, RemoteService.start(ServiceSettings.local(storage, port, LIMITS, stream(log)).withMaps(List.of(maps))));
    }

    static Running with(ServiceSettings settings) throws IOException {
        return new Running(new ByteArrayOutputStream(), RemoteService.start(settings));
    }

    static PrintStream stream(ByteArrayOutputStream out) {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    RemoteAddress address() {
        return RemoteAddress.of(service.uri().toString()).withPatience(Duration.ofSeconds(20));
    }

    URI uri() {
        return service.uri();
    }

    int port() {
        return service.uri().getPort();
    }

    HttpRemoteParty party(Path spool) throws IOException {
        return new HttpRemoteParty(address(), spool, () -> { });
    }

    /** A request by hand. */
    HttpResponse<byte[]> request(String method, String path, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service.uri() + path))
                .timeout(Duration.ofSeconds(30)).method(method, BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    /** Makes a job and puts its first planes. */
    void put(TestJob job, int planes) throws Exception {
        assertEquals(200, request("PUT", "/v1/jobs/" + job.id(), job.plan()).statusCode());
        putPlanes(job, 0, planes);
    }

    void putPlanes(TestJob job, int from, int to) throws Exception {
        for (int plane = from; plane < to; plane++) {
            assertEquals(200, putPlane(job, plane).statusCode());
        }
    }

    HttpResponse<byte[]> putPlane(TestJob job, int plane) throws Exception {
        return request("PUT", "/v1/jobs/" + job.id() + "/planes/" + plane, job.planes().get(plane));
    }

    /** Asks for an answer until it is there, or never will be. */
    HttpResponse<byte[]> answer(TestJob job, int answer) throws Exception {
        HttpResponse<byte[]> response = null;
        for (int turn = 0; turn < 20 && (response == null || response.statusCode() == 202); turn++) {
            response = request("GET", "/v1/jobs/" + job.id() + "/answers/" + answer + "?wait=10", new byte[0]);
        }
        return response;
    }

    String text(String path) throws Exception {
        return new String(request("GET", path, new byte[0]).body(), StandardCharsets.UTF_8);
    }

    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        service.close();
    }
}
