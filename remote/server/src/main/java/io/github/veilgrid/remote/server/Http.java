package io.github.veilgrid.remote.server;

import io.github.veilgrid.remote.MapOffer;
import io.github.veilgrid.remote.Problem;
import io.github.veilgrid.remote.ServiceOffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** HTTP to {@link JobApi}; back it goes by {@link Replies}. */
final class Http extends Handler.Abstract {

    private static final Pattern PATH = Pattern.compile(
            "/v1/jobs/([0-9a-f]{64})(?:/(planes|answers)/(0|[1-9][0-9]{0,8}))?");
    private static final Pattern MAP = Pattern.compile("map=(" + MapOffer.ID + ")");
    private static final Pattern WAIT = Pattern.compile("wait=([0-9]{1,3})");
    private static final int BUFFER = 1 << 18;

    private final JobApi api;
    private final Gate gate;
    private final Limits limits;
    private final ServiceOffer offer;
    private final Events events;
    private final Metrics metrics;
    private final PauseWatch pauses;
    private final StatusPage page;

    Http(JobApi api, Gate gate, Limits limits, ServiceOffer offer, Events events, Metrics metrics, PauseWatch pauses,
            StatusPage page) {
        this.api = api;
        this.gate = gate;
        this.limits = limits;
        this.offer = offer;
        this.events = events;
        this.metrics = metrics;
        this.pauses = pauses;
        this.page = page;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        metrics.requests.increment();
        SocketAddress from = request.getConnectionMetaData().getRemoteSocketAddress();
        pauses.begin(from);
        Request.addCompletionListener(request, failure -> pauses.end(from));
        String owner = "";
        try {
            if (forEverybody(request, response, callback)) {
                return true;
            }
            try (Gate.Visit visit = gate.enter(request)) {
                owner = visit.owner();
                serve(owner, request, response, callback);
            }
        } catch (Refusal refusal) {
            if (refusal.problem() == Problem.NO_ACCESS) {
                events.stranger(Request.getRemoteAddr(request));
            }
            refuse(owner, refusal.problem(), refusal.getCause(), response, callback);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            refuse(owner, Problem.STOPPING, null, response, callback);
        } catch (IOException | RuntimeException e) {
            metrics.failed.increment();
            refuse(owner, Problem.INTERNAL, e, response, callback);
        }
        return true;
    }

    /** Pages that need no token: whether the service lives; and, from this machine, how it does. */
    private boolean forEverybody(Request request, Response response, Callback callback) throws Refusal {
        String path = request.getHttpURI().getPath();
        boolean isFromHere = request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress address
                && address.getAddress() != null && address.getAddress().isLoopbackAddress();
        if (path.equals("/health")) {
            require(request, "GET");
            Replies.send(response, callback, 200, "text/plain", "ok\n");
        } else if (path.equals("/metrics") && isFromHere) {
            require(request, "GET");
            Replies.send(response, callback, 200, "text/plain; version=0.0.4", page.metrics());
        } else if (path.equals("/") && isFromHere) {
            require(request, "GET");
            response.getHeaders().put("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
            Replies.send(response, callback, 200, "text/html; charset=utf-8", page.html());
        } else {
            return false;
        }
        return true;
    }

    private static void require(Request request, String method) throws Refusal {
        if (!request.getMethod().equals(method)) {
            throw new Refusal(Problem.NO_SUCH_METHOD);
        }
    }

    private void serve(String owner, Request request, Response response, Callback callback)
            throws Refusal, IOException, InterruptedException {
        String path = request.getHttpURI().getPath();
        if (path.equals("/v1/service")) {
            require(request, "GET");
            Replies.json(response, callback, 200, offer.toJson());
            return;
        }
        Matcher matcher = PATH.matcher(path);
        if (!matcher.matches()) {
            throw new Refusal(Problem.NOT_FOUND);
        }
        String job = matcher.group(1);
        if (matcher.group(2) == null) {
            job(owner, job, request, response, callback);
        } else if (matcher.group(2).equals("planes")) {
            require(request, "PUT");
            plane(owner, job, Integer.parseInt(matcher.group(3)), request, response, callback);
        } else {
            require(request, "GET");
            answer(owner, job, Integer.parseInt(matcher.group(3)), request, response, callback);
        }
    }

    private void job(String owner, String job, Request request, Response response, Callback callback)
            throws Refusal, IOException {
        switch (request.getMethod()) {
            case "PUT" -> {
                if (request.getLength() < 1 || request.getLength() > JobApi.MAX_PLAN_BYTES) {
                    throw new Refusal(Problem.LENGTH_NEEDED);
                }
                Optional<String> map = map(request);
                Replies.json(response, callback, 200, api.create(owner, job, plan(request), map).toJson());
            }
            case "GET" -> Replies.json(response, callback, 200, api.status(owner, job).toJson());
            case "DELETE" -> {
                api.delete(owner, job);
                response.setStatus(204);
                callback.succeeded();
            }
            default -> throw new Refusal(Problem.NO_SUCH_METHOD);
        }
    }

    /** Which of the service's own maps is asked for. */
    private static Optional<String> map(Request request) throws Refusal {
        String query = request.getHttpURI().getQuery();
        if (query == null) {
            return Optional.empty();
        }
        Matcher map = MAP.matcher(query);
        if (!map.matches()) {
            throw new Refusal(Problem.MALFORMED);
        }
        return Optional.of(map.group(1));
    }

    private byte[] plan(Request request) throws Refusal, IOException {
        try {
            return body(request).readNBytes((int) request.getLength());
        } catch (PacedInput.Broken e) {
            throw new Refusal(Problem.CHUNK_DAMAGED, e);
        } catch (PacedInput.TooSlow e) {
            throw new Refusal(Problem.TOO_SLOW, e);
        }
    }

    private InputStream body(Request request) {
        return new PacedInput(Content.Source.asInputStream(request), limits.idle(), limits.slowestBytesPerSecond());
    }

    private void plane(String owner, String job, int plane, Request request, Response response, Callback callback)
            throws Refusal, IOException {
        InputStream body = body(request);
        try {
            if (api.planeBytes(owner, job, plane) != request.getLength()) {
                throw new Refusal(Problem.LENGTH_NEEDED);
            }
            Replies.json(response, callback, 200, api.putPlane(owner, job, plane, body).toJson());
        } catch (Refusal refusal) {
            // Who sends a large body hears an answer only when it was read to its end.
            drain(body, request.getLength());
            throw refusal;
        }
    }

    private void drain(InputStream body, long length) {
        try {
            byte[] buffer = new byte[BUFFER];
            for (long left = Math.min(length, limits.jobBytes()); left > 0;) {
                int count = body.read(buffer);
                if (count < 0) {
                    return;
                }
                left -= count;
            }
        } catch (IOException e) {
            // The connection is broken; there is nobody left to answer.
            return;
        }
    }

    private void answer(String owner, String job, int answer, Request request, Response response, Callback callback)
            throws Refusal, IOException, InterruptedException {
        String query = request.getHttpURI().getQuery();
        Matcher wait = WAIT.matcher(query == null ? "wait=0" : query);
        if (!wait.matches()) {
            throw new Refusal(Problem.MALFORMED);
        }
        Optional<JobApi.Answer> found = api.answer(owner, job, answer, Duration.ofSeconds(Integer.parseInt(wait.group(1))));
        if (found.isEmpty()) {
            Replies.json(response, callback, 202, api.status(owner, job).toJson());
            return;
        }
        int length = api.answerBytes(owner, job, answer);
        if (Replies.chunk(response, callback, found.get(), length, limits)) {
            metrics.bytesSent.add(length);
        }
    }

    private void refuse(String owner, Problem problem, Throwable cause, Response response, Callback callback) {
        metrics.refused.increment();
        if (problem != Problem.NO_ACCESS && problem != Problem.TOO_MANY_REQUESTS) {
            events.refused(owner, problem, cause);
        }
        if (response.isCommitted()) {
            callback.failed(new IOException(problem.code()));
            return;
        }
        if (problem == Problem.TOO_MANY_REQUESTS || problem == Problem.STOPPING) {
            response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
        }
        Replies.json(response, callback, problem.status(), Replies.text(problem));
    }
}
