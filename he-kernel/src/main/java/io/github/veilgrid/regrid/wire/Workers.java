package io.github.veilgrid.regrid.wire;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A fixed number of threads that share a loop, the caller's among them. The result never depends on how many there are.
 * Used by one caller at a time; closing it ends its threads.
 */
public final class Workers implements AutoCloseable {

    /** The body of a loop. */
    @FunctionalInterface
    public interface Body {
        void run(int index) throws IOException;
    }

    /** A thread takes this part of its even share of what is left: neighbours at first, single ones at the end. */
    private static final int SHARES = 2;

    private final int threads;
    private final ExecutorService helpers;

    /**
     * @param threads at least 1; with 1 everything runs on the calling thread
     */
    public Workers(int threads) {
        this.threads = threads;
        this.helpers = threads == 1 ? null : Executors.newFixedThreadPool(threads - 1, work -> {
            Thread thread = new Thread(work, "veilgrid-helper");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Runs the body for 0 to {@code count - 1}, in any order. No body runs any more when this returns. The first failure
     * is thrown, others are lost.
     *
     * @throws InterruptedIOException if the calling thread is interrupted, soon after
     */
    public void each(int count, Body body) throws IOException {
        Loop loop = new Loop(count, body);
        for (int helper = 1; helper < Math.min(threads, count); helper++) {
            helpers.execute(() -> loop.work(null));
        }
        loop.work(Thread.currentThread());
        loop.await();
    }

    private final class Loop {

        private final int count;
        private final Body body;
        private int next;
        private int working;
        private volatile Throwable failure;

        Loop(int count, Body body) {
            this.count = count;
            this.body = body;
        }

        /** @param caller whose interruption ends the loop; null for a helper */
        void work(Thread caller) {
            heed(caller);
            for (int[] range = take(); range != null; range = take()) {
                try {
                    for (int i = range[0]; i < range[1] && failure == null; i++) {
                        body.run(i);
                        heed(caller);
                    }
                } catch (Throwable e) {
                    failed(e);
                } finally {
                    finished();
                }
            }
        }

        private void heed(Thread caller) {
            if (caller != null && caller.isInterrupted()) {
                failed(new InterruptedIOException("interrupted"));
            }
        }

        private synchronized int[] take() {
            if (failure != null || next == count) {
                return null;
            }
            working++;
            int first = next;
            next += Math.max(1, (count - first) / (SHARES * threads));
            return new int[] {first, next};
        }

        private synchronized void failed(Throwable e) {
            if (failure == null) {
                failure = e;
            }
        }

        private synchronized void finished() {
            working--;
            notifyAll();
        }

        /** Waits for the helpers; one that has not begun finds nothing left. */
        synchronized void await() throws IOException {
            boolean interrupted = false;
            while (working > 0) {
                try {
                    wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                    failed(new InterruptedIOException("interrupted"));
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (failure instanceof IOException io) {
                throw io;
            }
            if (failure instanceof RuntimeException runtime) {
                throw runtime;
            }
            if (failure != null) {
                throw (Error) failure;
            }
        }
    }

    @Override
    public void close() {
        if (helpers != null) {
            helpers.shutdown();
        }
    }
}
