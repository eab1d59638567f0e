package io.github.veilgrid.remote.server;

import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.blind.BlindRegridder;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Where jobs are regridded: a fixed number of places, memory that they share, and a {@link WaitingLine} in
 * front. A job works while its
 * planes still come and leaves its place to others when they stop coming.
 */
final class Workshop {

    private static final int MEGABYTE = 1 << 20;
    /** Time to let a full disk be cleared. */
    private static final long PAUSE_SECONDS = 5;

    private final JobStore store;
    private final OwnMaps maps;
    private final Limits limits;
    private final Events events;
    private final Metrics metrics;
    private final int allMegabytes;
    private final Semaphore megabytes;
    private final WaitingLine line;
    private final ScheduledExecutorService places;

    /**
     * @param maps that jobs may ask for
     * @param memory bytes that all places share
     */
    Workshop(JobStore store, OwnMaps maps, Limits limits, long memory, Events events, Metrics metrics) {
        this.store = store;
        this.maps = maps;
        this.limits = limits;
        this.events = events;
        this.metrics = metrics;
        this.allMegabytes = megabytes(memory);
        this.megabytes = new Semaphore(allMegabytes, true);
        this.line = new WaitingLine(limits.jobsAtOnce());
        this.places = Executors.newScheduledThreadPool(limits.jobsAtOnce(), body -> {
            Thread thread = new Thread(body, "veilgrid-regrid");
            thread.setDaemon(true);
            return thread;
        });
    }

    private static int megabytes(long bytes) {
        return (int) Math.min(Integer.MAX_VALUE, bytes / MEGABYTE + 1);
    }

    /** Something about the job has changed: if that makes work, it gets in line. */
    void look(Job job) {
        if (job.queue()) {
            line.add(job);
            fillPlaces();
        }
    }

    private void fillPlaces() {
        for (Optional<Job> next = line.next(); next.isPresent(); next = line.next()) {
            Job job = next.get();
            places.execute(() -> {
                try {
                    work(job);
                } finally {
                    line.leave(job);
                    if (!places.isShutdown()) {
                        fillPlaces();
                    }
                }
            });
        }
    }

    private void work(Job job) {
        int need = megabytes(job.shape().workingBytes());
        long start = System.nanoTime();
        try {
            if (need > allMegabytes) {
                // It was taken by a service with a larger heap.
                job.fail();
                events.trouble("job-too-large", job, null);
                return;
            }
            megabytes.acquire(need);
            try {
                if (job.run()) {
                    regrid(job);
                }
            } finally {
                megabytes.release(need);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (WireFormatException refused) {
            job.fail();
            events.trouble("job-failed", job, refused);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            paused(job, e);
            return;
        } finally {
            job.suspend();
            metrics.regridNanos.add(System.nanoTime() - start);
        }
        look(job);
    }

    /** The disk is full, say: the answers that are there stay, the rest comes later. */
    private void paused(Job job, Throwable why) {
        if (job.state() != Job.State.GONE && !places.isShutdown()) {
            events.trouble("job-paused", job, why);
            Future<?> unused = places.schedule(() -> look(job), PAUSE_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void regrid(Job job) throws IOException, InterruptedException {
        JobFiles files = store.files(job);
        try (BlindRegridder blind = new BlindRegridder(job.shape().planChunk(), limits.threads(), maps.of(job.map()))) {
            for (int plane = 0; plane < job.shape().planes(); plane++) {
                if (!job.awaitPlane(plane, limits.idle())) {
                    return;
                }
                if (!take(blind, job, files, plane)) {
                    return;
                }
            }
        }
        if (job.state() == Job.State.DONE) {
            files.deletePlanes();
        }
    }

    /** Feeds a stored plane; false if the job cannot go on for now, or for good. */
    private boolean take(BlindRegridder blind, Job job, JobFiles files, int plane) throws IOException {
        try {
            blind.accept(files.readPlane(plane), (answer, chunk) -> {
                if (answer >= job.answers()) {
                    files.writeAnswer(answer, chunk);
                    if (answer + 1 == job.shape().answers()) {
                        // Told before the owner can fetch the last answer and delete the job.
                        events.of("job-done", job);
                    }
                    job.answered(answer + 1);
                }
            });
            return true;
        } catch (WireFormatException e) {
            if (job.state() == Job.State.GONE) {
                return false;
            }
            if (files.isWholePlane(plane)) {
                job.fail();
                events.trouble("job-failed", job, e);
            } else {
                files.deletePlane(plane);
                job.lost(plane);
                events.trouble("plane-damaged", job, e);
            }
            return false;
        }
    }

    /** Stops at once: what is unfinished is done again after the next start. */
    void stop() {
        places.shutdownNow();
        try {
            places.awaitTermination(limits.idle().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
