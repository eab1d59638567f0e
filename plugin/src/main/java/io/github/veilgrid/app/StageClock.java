package io.github.veilgrid.app;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where the time of a job goes. On each thread it counts for exactly one part at any moment; parts on different threads
 * overlap, so that together they may exceed the total. Reading is done by the worker threads of the encryption while the
 * stage itself waits; it is summed over the threads and shared out evenly. Thread safe.
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

    /** What a thread is doing, and since when. */
    private static final class Current {
        private Part part;
        private long since;
    }

    private final Thread owner = Thread.currentThread();
    private final long start = System.nanoTime();
    private final int threads;
    private final Map<Part, AtomicLong> nanos = new EnumMap<>(Part.class);
    private final AtomicLong workersReading = new AtomicLong();
    /** A thread may work for several clocks. */
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<Current> current = new ThreadLocal<>();

    /** @param threads how many threads the encryption works with */
    StageClock(int threads) {
        this.threads = threads;
        for (Part part : Part.values()) {
            nanos.put(part, new AtomicLong());
        }
    }

    /** Runs something on behalf of a part; waiting for another thread is {@link Part#OTHER}. */
    <R, E extends Exception> R time(Part part, Timed<R, E> work) throws E {
        Current mine = current.get();
        if (mine == null) {
            mine = new Current();
            mine.part = Part.OTHER;
            mine.since = System.nanoTime();
            current.set(mine);
        }
        Part before = enter(mine, part);
        try {
            return work.run();
        } finally {
            enter(mine, before);
        }
    }

    /** Runs something that reads, on any thread. */
    <R, E extends Exception> R timeRead(Timed<R, E> work) throws E {
        if (Thread.currentThread() == owner || current.get() != null) {
            return time(Part.READ, work);
        }
        long begin = System.nanoTime();
        try {
            return work.run();
        } finally {
            workersReading.addAndGet(System.nanoTime() - begin);
        }
    }

    private Part enter(Current mine, Part part) {
        long now = System.nanoTime();
        nanos.get(mine.part).addAndGet(now - mine.since);
        mine.since = now;
        Part before = mine.part;
        mine.part = part;
        return before;
    }

    /** Seconds spent on a part so far. */
    double seconds(Part part) {
        double own = nanos.get(part).get() / 1e9;
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
