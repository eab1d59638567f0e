package io.github.veilgrid.remote.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** How the service does, for people and for Prometheus. Totals only; one page without scripts or anything from elsewhere. */
final class StatusPage {

    private static final double GIGABYTE = 1e9;

    private final JobStore store;
    private final Metrics metrics;
    private final Limits limits;
    private final String page;

    StatusPage(JobStore store, Metrics metrics, Limits limits, String operatorText) {
        this.store = store;
        this.metrics = metrics;
        this.limits = limits;
        this.page = resource().replace("${text}", escape(operatorText));
    }

    private static String resource() {
        try (InputStream in = StatusPage.class.getResourceAsStream("status.html")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String metrics() {
        return metrics.text(store);
    }

    String html() {
        double part = store.reservedBytes() / (double) store.storageBytes();
        return page
                .replace("${up}", duration(metrics.uptimeSeconds()))
                .replace("${waiting}", count(Job.State.OPEN, Job.State.QUEUED))
                .replace("${running}", count(Job.State.RUNNING))
                .replace("${done}", count(Job.State.DONE))
                .replace("${failed}", count(Job.State.FAILED))
                .replace("${places}", Integer.toString(limits.jobsAtOnce()))
                .replace("${made}", Long.toString(metrics.jobsMade.sum()))
                .replace("${received}", gigabytes(metrics.bytesReceived.sum()))
                .replace("${sent}", gigabytes(metrics.bytesSent.sum()))
                .replace("${reserved}", gigabytes(store.reservedBytes()))
                .replace("${limit}", gigabytes(store.storageBytes()))
                .replace("${part}", String.format(Locale.ROOT, "%.1f", 100 * part))
                .replace("${refused}", Long.toString(metrics.refused.sum()))
                .replace("${errors}", Long.toString(metrics.failed.sum()));
    }

    private String count(Job.State... states) {
        long count = 0;
        for (Job.State state : states) {
            count += store.all().stream().filter(job -> job.state() == state).count();
        }
        return Long.toString(count);
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.2f GB", bytes / GIGABYTE);
    }

    private static String duration(double seconds) {
        long minutes = (long) seconds / 60;
        return minutes < 60 ? minutes + " min"
                : minutes < 1440 ? String.format(Locale.ROOT, "%d h %d min", minutes / 60, minutes % 60)
                : String.format(Locale.ROOT, "%d d %d h", minutes / 1440, minutes / 60 % 24);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
