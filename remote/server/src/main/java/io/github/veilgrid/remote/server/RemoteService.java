package io.github.veilgrid.remote.server;

import io.github.veilgrid.remote.Problem;
import io.github.veilgrid.remote.ServiceOffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A running service: store, workshop and the HTTP server in front of them. */
public final class RemoteService implements AutoCloseable {

    /** Part of the heap that regridding may take; the rest is for requests. */
    private static final double WORKING_PART = 0.6;
    /** Part of the heap for chunks between network and regridding. */
    private static final double NEAR_PART = 0.15;
    /** Of the suites of TLS 1.3, the one with the fewest rounds; 128 bits are what the ciphertexts have. */
    private static final String FASTEST = "TLS_AES_128_GCM_SHA256";
    private static final int HEADER_BYTES = 8192;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int HTTP2_WINDOW = 4 << 20;
    /** Ports below this are for administrators on most systems. */
    private static final int UNPRIVILEGED = 1024;
    private static final long GOODBYE_MILLIS = 10_000;
    private static final long IDLE_AT_GOODBYE_MILLIS = 200;

    private final Server server;
    private final ServerConnector connector;
    private final JobStore store;
    private final Workshop workshop;
    private final Events events;
    private final Metrics metrics = new Metrics();
    private final PauseWatch pauses;
    private final ServiceSettings settings;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(body -> {
        Thread thread = new Thread(body, "veilgrid-sweep");
        thread.setDaemon(true);
        return thread;
    });

    private RemoteService(ServiceSettings settings) throws IOException {
        this.settings = settings;
        Limits limits = settings.limits();
        pauses = new PauseWatch(limits.idle());
        long memory = (long) (WORKING_PART * Runtime.getRuntime().maxMemory());
        Files.createDirectories(settings.storage());
        events = new Events(settings.storage().resolve("audit.log"), settings.log());
        OwnMaps maps = new OwnMaps(settings.maps(), settings.storage().resolve("maps.key"));
        store = new JobStore(settings.storage(), limits, memory, (long) (NEAR_PART * Runtime.getRuntime().maxMemory()));
        workshop = new Workshop(store, maps, limits, memory, events, metrics);
        ServiceOffer offer = ServiceOffer.of(limits.jobBytes(), limits.jobsPerOwner(),
                limits.keep().toMinutes(), settings.text(), maps.offers());
        Gate gate = new Gate(settings.tokens(), settings.authorities().isPresent(), limits);
        Http http = new Http(new JobApi(store, maps, workshop, events, metrics, limits.idle().dividedBy(2)), gate, limits, offer,
                events, metrics, pauses, new StatusPage(store, metrics, limits, settings.text()));
        QueuedThreadPool threads = new QueuedThreadPool(limits.connections() + 16, 4);
        threads.setName("veilgrid-http");
        server = new Server(threads);
        connector = connector();
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.connections(), connector));
        server.setHandler(new GracefulHandler(http));
        server.setErrorHandler(new PlainErrors());
        server.setStopTimeout(GOODBYE_MILLIS);
    }

    /**
     * Starts; unfinished jobs of the storage go on.
     *
     * @throws IOException with a sentence if the address and port, or the storage, cannot be had
     */
    public static RemoteService start(ServiceSettings settings) throws IOException {
        RemoteService service = new RemoteService(settings);
        try {
            service.server.start();
        } catch (Exception e) {
            service.giveUp();
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SocketException) {
                    throw unlistenable(settings, e);
                }
            }
            throw new IOException("the service cannot start: " + e.getMessage(), e);
        }
        service.store.all().forEach(service.workshop::look);
        service.every(30_000, service::sweep);
        service.every(Math.max(1, service.settings.limits().idle().toMillis() / 10), () -> service.pauses.sweep(service.connector));
        service.events.service("started", service.uri().toString());
        return service;
    }

    private void giveUp() throws IOException {
        sweeper.shutdownNow();
        workshop.stop();
        store.close();
        try {
            server.stop();
        } catch (Exception e) {
            // What did not start need not stop well; why it did not start is told.
            return;
        }
    }

    /** What is wrong, by what is known of the address: the system's own words are in the language of its user. */
    private static IOException unlistenable(ServiceSettings settings, Exception cause) throws SocketException {
        InetAddress address = settings.address();
        String where = "port " + settings.port() + " of " + address.getHostAddress();
        boolean isOurs = address.isAnyLocalAddress() || address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        return new IOException(!isOurs
                ? address.getHostAddress() + " is no address of this machine: choose one of its own, or 0.0.0.0 for all of them"
                : where + " is in use by another program" + (settings.port() > 0 && settings.port() < UNPRIVILEGED
                        ? ", or is for administrators: choose one above 1023"
                        : ": stop that one, or choose another port (0 takes a free one)"), cause);
    }

    /** Does something again and again. A failure is told and ends nothing: the executor by itself would stop for good. */
    private void every(long millis, Runnable work) {
        Future<?> unused = sweeper.scheduleWithFixedDelay(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                events.trouble("sweep-failed", null, e);
            }
        }, Math.min(millis, 1000), millis, TimeUnit.MILLISECONDS);
    }

    private ServerConnector connector() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setIdleTimeout(settings.limits().idle().toMillis());
        http.setInputBufferSize(BUFFER_BYTES);
        HttpConnectionFactory http1 = new HttpConnectionFactory(http);
        ServerConnector made;
        if (settings.certificate().isEmpty()) {
            made = new ServerConnector(server, 1, 1, http1);
        } else {
            http.addCustomizer(new SecureRequestCustomizer(false));
            HTTP2ServerConnectionFactory http2 = new HTTP2ServerConnectionFactory(http);
            http2.setInputBufferSize(BUFFER_BYTES);
            http2.setInitialStreamRecvWindow(HTTP2_WINDOW);
            http2.setInitialSessionRecvWindow(2 * HTTP2_WINDOW);
            http2.setMaxConcurrentStreams(settings.limits().requestsAtOnce());
            ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
            alpn.setDefaultProtocol(http1.getProtocol());
            made = new ServerConnector(server, 1, 1, new SslConnectionFactory(tls(), alpn.getProtocol()), alpn, http2,
                    http1);
        }
        made.setHost(settings.address().getHostAddress());
        made.setPort(settings.port());
        made.setIdleTimeout(settings.limits().idle().toMillis());
        made.setShutdownIdleTimeout(IDLE_AT_GOODBYE_MILLIS);
        return made;
    }

    private SslContextFactory.Server tls() {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setKeyStore(settings.certificate().orElseThrow());
        tls.setKeyStorePassword(Certificates.NO_PASSWORD);
        tls.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        tls.setUseCipherSuitesOrder(true);
        tls.setCipherComparator(Comparator.comparingInt(suite -> FASTEST.equals(suite) ? 0 : 1));
        settings.authorities().ifPresent(authorities -> {
            tls.setTrustStore(authorities);
            tls.setNeedClientAuth(true);
        });
        return tls;
    }

    private void sweep() {
        for (Job job : store.all()) {
            try {
                if (job.isExpired(settings.limits().keep())) {
                    events.of("job-expired", job);
                    store.delete(job);
                    metrics.jobsExpired.increment();
                }
            } catch (IOException | RuntimeException e) {
                events.trouble("expiry-failed", job, e);
            }
        }
    }

    /** Where the service listens. */
    public URI uri() {
        String host = settings.address().getHostAddress();
        return URI.create((settings.certificate().isPresent() ? "https://" : "http://")
                + (host.contains(":") ? "[" + host + "]" : host) + ":" + connector.getLocalPort());
    }

    /** Stops: requests under way may end, then the work stops; what is unfinished goes on after the next start. */
    @Override
    public void close() throws IOException {
        sweeper.shutdownNow();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the service did not stop cleanly: " + e.getMessage(), e);
        } finally {
            workshop.stop();
            events.service("stopped", "");
            store.close();
        }
    }

    /** What Jetty refuses by itself, such as bytes that are no HTTP, is refused in the same form. */
    private static final class PlainErrors extends ErrorHandler {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Problem problem = response.getStatus() < 500 ? Problem.MALFORMED
                    : response.getStatus() == Problem.STOPPING.status() ? Problem.STOPPING : Problem.INTERNAL;
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
            response.write(true, bytes(problem), callback);
            return true;
        }

        private static ByteBuffer bytes(Problem problem) {
            return ByteBuffer.wrap(Replies.text(problem).getBytes(StandardCharsets.UTF_8));
        }
    }
}
