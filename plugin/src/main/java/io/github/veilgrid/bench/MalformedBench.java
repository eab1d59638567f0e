package io.github.veilgrid.bench;

import io.github.veilgrid.remote.RemoteAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Senseless requests to a service in a process of its own, very many of them, while its heap, threads and descriptors are
 * watched: they must not grow, and nothing may count as the service's own failure.
 */
public final class MalformedBench {

    private static final int STRANGERS = 8;
    private static final int PARTS = 10;
    private static final double MEGABYTE = 1 << 20;

    private final ServiceProcess service;
    private final Consumer<String> log;
    private final HttpClient http = HttpClient.newHttpClient();

    /** @param log takes a line at a time */
    public MalformedBench(ServiceProcess service, Consumer<String> log) {
        this.service = service;
        this.log = log;
    }

    /**
     * Sends the requests in ten parts and tells how the service does after each.
     *
     * @throws IllegalStateException if the service failed on one, repeated what it was sent, or does not live any more
     */
    public void run(long requests, long seed) throws Exception {
        List<MalformedLoad> strangers = new ArrayList<>();
        RemoteAddress address = service.address();
        for (int i = 0; i < STRANGERS; i++) {
            strangers.add(new MalformedLoad(address.uri().getHost(), address.uri().getPort(), seed + i));
        }
        ExecutorService threads = Executors.newFixedThreadPool(STRANGERS);
        try {
            for (int part = 0; part < PARTS; part++) {
                long each = Math.max(1, requests / PARTS / STRANGERS);
                long start = System.nanoTime();
                List<Future<?>> turns = new ArrayList<>();
                for (MalformedLoad stranger : strangers) {
                    turns.add(threads.submit(() -> {
                        for (long i = 0; i < each; i++) {
                            stranger.one();
                        }
                        return null;
                    }));
                }
                for (Future<?> turn : turns) {
                    turn.get();
                }
                tell(strangers, each * STRANGERS * 1e9 / (System.nanoTime() - start));
            }
        } finally {
            threads.shutdownNow();
            for (MalformedLoad stranger : strangers) {
                stranger.close();
            }
        }
        String metrics = get("/metrics");
        if (!metrics.contains("veilgrid_requests_failed_total 0\n") || !get("/health").equals("ok\n")) {
            throw new IllegalStateException("the service counts failures of its own");
        }
    }

    private void tell(List<MalformedLoad> strangers, double perSecond) throws Exception {
        int answered = strangers.stream().mapToInt(MalformedLoad::answered).sum();
        int refused = strangers.stream().mapToInt(MalformedLoad::refused).sum();
        int broken = strangers.stream().mapToInt(MalformedLoad::broken).sum();
        log.accept(String.format(Locale.ROOT, "  %9d answered, %d refused, %d closed without; %.0f a second; heap %.1f MB, "
                + "memory at most %s, threads %s, descriptors %s", answered, refused, broken, perSecond, heap() / MEGABYTE,
                megabytes(service.peakBytes()), plain(service.threads()), plain(service.descriptors())));
    }

    private static String megabytes(OptionalLong bytes) {
        return bytes.isEmpty() ? "unknown" : String.format(Locale.ROOT, "%.0f MB", bytes.getAsLong() / MEGABYTE);
    }

    private static String plain(OptionalLong count) {
        return count.isEmpty() ? "unknown" : Long.toString(count.getAsLong());
    }

    /** What of the service's heap has outlived a collection. */
    private double heap() throws IOException, InterruptedException {
        return get("/metrics").lines().filter(line -> line.startsWith("veilgrid_heap_live_bytes "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ')))).findFirst().orElseThrow();
    }

    private String get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(service.address().uri() + path)).build(),
                BodyHandlers.ofString()).body();
    }
}
