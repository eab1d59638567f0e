package io.github.veilgrid.remote.server;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/** Counters of the service, and their text for Prometheus (exposition format 0.0.4). Totals only: no owner, no job. */
final class Metrics {

    final LongAdder bytesReceived = new LongAdder();
    final LongAdder bytesSent = new LongAdder();
    final LongAdder requests = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder failed = new LongAdder();
    final LongAdder jobsMade = new LongAdder();
    final LongAdder jobsExpired = new LongAdder();
    final LongAdder regridNanos = new LongAdder();
    private final long start = System.nanoTime();

    double uptimeSeconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    String text(JobStore store) {
        StringBuilder out = new StringBuilder();
        for (Job.State state : Job.State.values()) {
            if (state != Job.State.GONE) {
                long count = store.all().stream().filter(job -> job.state() == state).count();
                if (state == Job.State.OPEN) {
                    head(out, "veilgrid_jobs", "gauge", "Jobs by state.");
                }
                out.append("veilgrid_jobs{state=\"").append(state.name().toLowerCase(Locale.ROOT)).append("\"} ")
                        .append(count).append('\n');
            }
        }
        add(out, "veilgrid_jobs_made_total", "counter", "Jobs made.", jobsMade.sum());
        add(out, "veilgrid_jobs_expired_total", "counter", "Jobs deleted because nobody asked for them.", jobsExpired.sum());
        add(out, "veilgrid_requests_total", "counter", "Requests.", requests.sum());
        add(out, "veilgrid_requests_refused_total", "counter", "Requests refused.", refused.sum());
        add(out, "veilgrid_requests_failed_total", "counter", "Requests failed for the service's own fault.", failed.sum());
        add(out, "veilgrid_received_bytes_total", "counter", "Bytes of chunks stored.", bytesReceived.sum());
        add(out, "veilgrid_sent_bytes_total", "counter", "Bytes of answers sent.", bytesSent.sum());
        add(out, "veilgrid_regrid_seconds_total", "counter", "Time of places in use.", regridNanos.sum() / 1e9);
        add(out, "veilgrid_storage_reserved_bytes", "gauge", "Bytes that the jobs may take.", store.reservedBytes());
        add(out, "veilgrid_storage_limit_bytes", "gauge", "Bytes that they may take at most.", store.storageBytes());
        Runtime runtime = Runtime.getRuntime();
        add(out, "veilgrid_heap_used_bytes", "gauge", "Heap in use.", runtime.totalMemory() - runtime.freeMemory());
        add(out, "veilgrid_heap_live_bytes", "gauge", "Heap in use that outlived a collection.", liveBytes());
        add(out, "veilgrid_heap_limit_bytes", "gauge", "Largest heap.", runtime.maxMemory());
        add(out, "veilgrid_uptime_seconds", "gauge", "Time since the start.", uptimeSeconds());
        return out.toString();
    }

    private static long liveBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                .filter(pool -> !pool.getName().contains("Eden")).mapToLong(pool -> pool.getUsage().getUsed()).sum();
    }

    private static void head(StringBuilder out, String name, String kind, String help) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(kind).append('\n');
    }

    private static void add(StringBuilder out, String name, String kind, String help, Number value) {
        head(out, name, kind, help);
        out.append(name).append(' ').append(value instanceof Double fraction
                ? String.format(Locale.ROOT, "%.3f", fraction) : value.toString()).append('\n');
    }
}
