package io.github.veilgrid.remote.server;

import java.time.Duration;

/**
 * What the service gives at most.
 *
 * @param storageBytes of all jobs together
 * @param jobBytes of one job, sent and answered together
 * @param jobsPerOwner at a time
 * @param keep a job that nobody asked for so long is deleted
 * @param jobsAtOnce jobs that are regridded at the same time; others wait in line
 * @param threads for each of them
 * @param requestsPerSecond of one owner
 * @param requestsAtOnce of one owner
 * @param connections of all
 * @param slowestBytesPerSecond slower bodies are cut off
 * @param idle a connection on which nothing moves for so long is closed; also how long a started job waits for a plane
 *     before it gives its place to others
 */
public record Limits(
        long storageBytes, long jobBytes, int jobsPerOwner, Duration keep, int jobsAtOnce, int threads,
        int requestsPerSecond, int requestsAtOnce, int connections, long slowestBytesPerSecond, Duration idle) {

    public Limits {
        if (storageBytes < 1 || jobBytes < 1 || jobsPerOwner < 1 || jobsAtOnce < 1 || threads < 1 || requestsPerSecond < 1
                || requestsAtOnce < 1 || connections < 1 || slowestBytesPerSecond < 1 || keep.toMinutes() < 1
                || idle.toMillis() < 1) {
            throw new IllegalArgumentException("every limit of the service must be positive");
        }
    }

    /** For a machine of average size. */
    public static Limits standard() {
        int processors = Runtime.getRuntime().availableProcessors();
        return new Limits(50L << 30, 20L << 30, 8, Duration.ofHours(24), Math.max(2, processors / 2), processors, 500, 16,
                256, 10_000, Duration.ofSeconds(30));
    }

    public Limits withStorageBytes(long bytes) {
        return new Limits(bytes, Math.min(jobBytes, bytes), jobsPerOwner, keep, jobsAtOnce, threads, requestsPerSecond, requestsAtOnce,
                connections, slowestBytesPerSecond, idle);
    }

    public Limits withJobBytes(long bytes) {
        return new Limits(storageBytes, bytes, jobsPerOwner, keep, jobsAtOnce, threads, requestsPerSecond,
                requestsAtOnce, connections, slowestBytesPerSecond, idle);
    }

    public Limits withJobsPerOwner(int jobs) {
        return new Limits(storageBytes, jobBytes, jobs, keep, jobsAtOnce, threads, requestsPerSecond, requestsAtOnce,
                connections, slowestBytesPerSecond, idle);
    }

    public Limits withKeep(Duration time) {
        return new Limits(storageBytes, jobBytes, jobsPerOwner, time, jobsAtOnce, threads, requestsPerSecond,
                requestsAtOnce, connections, slowestBytesPerSecond, idle);
    }

    public Limits withWork(int jobs, int threadsEach) {
        return new Limits(storageBytes, jobBytes, jobsPerOwner, keep, jobs, threadsEach, requestsPerSecond,
                requestsAtOnce, connections, slowestBytesPerSecond, idle);
    }

    public Limits withRequests(int perSecond, int atOnce) {
        return new Limits(storageBytes, jobBytes, jobsPerOwner, keep, jobsAtOnce, threads, perSecond, atOnce, connections,
                slowestBytesPerSecond, idle);
    }

    public Limits withSlowest(long bytesPerSecond, Duration idleTime) {
        return new Limits(storageBytes, jobBytes, jobsPerOwner, keep, jobsAtOnce, threads, requestsPerSecond,
                requestsAtOnce, connections, bytesPerSecond, idleTime);
    }
}
