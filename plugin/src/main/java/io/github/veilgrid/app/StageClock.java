package io.github.veilgrid.app;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the time of a job goes: at any moment it counts for exactly one part, so that parts that call each other (the
 * remote party's answer is decrypted inside the call that sends) are not counted twice. Reading is done by the worker
 * threads of the encryption while the job's own thread waits; it is summed over the threads and shared out evenly.
 */
final class StageClock {

    /** Parts of a job. */
    enum Part {
        OTHER, READ, ENCRYPT, REMOTE, DECRYPT, WRITE
    }

    /** Something to be timed. */
    @FunctionalInterface
    interface Timed<R, E extends Exception> {
        R run() throws E;
    }

    private final Thread owner = Thread.currentThread();
    private final long start = System.nanoTime();
    private final int threads;
    private final Map<Part, Long> nanos = new EnumMap<>(Part.class);
    private final AtomicLong workersReading = new AtomicLong();
    private Part current = Part.OTHER;
    private long since = start;

    /** @param threads how many threads the job works with */
    StageClock(int threads) {
        this.threads = threads;
    }

    /** Runs something on behalf of a part, on the job's own thread. */
    <R, E extends Exception> R time(Part part, Timed<R, E> work) throws E {
        Part before = enter(part);
        try {
            return work.run();
        } finally {
            enter(before);
        }
    }

    /** Runs something that reads, on any thread. */
    <R, E extends Exception> R timeRead(Timed<R, E> work) throws E {
        if (Thread.currentThread() == owner) {
            return time(Part.READ, work);
        }
        long begin = System.nanoTime();
        try {
            return work.run();
        } finally {
            workersReading.addAndGet(System.nanoTime() - begin);
        }
    }

    private Part enter(Part part) {
        long now = System.nanoTime();
        nanos.merge(current, now - since, Long::sum);
        since = now;
        Part before = current;
        current = part;
        return before;
    }

    /** Seconds spent on a part so far. */
    double seconds(Part part) {
        double own = nanos.getOrDefault(part, 0L) / 1e9;
        double shared = workersReading.get() / 1e9 / threads;
        return switch (part) {
            case READ -> own + shared;
            case ENCRYPT -> Math.max(0, own - shared);
            default -> own;
        };
    }

    /** Seconds since the clock was made. */
    double total() {
        return (System.nanoTime() - start) / 1e9;
    }
}
