package io.github.veilgrid.regrid.wire;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;

/**
 * A fixed number of threads that share a loop. The result never depends on how many there are. Used by one caller at a
 * time; closing it ends its threads.
 */
public final class Workers implements AutoCloseable {

    /** The body of a loop. */
    @FunctionalInterface
    public interface Body {
        void run(int index) throws IOException;
    }

    private final ForkJoinPool pool;

    /**
     * @param threads at least 1; with 1 everything runs on the calling thread
     */
    public Workers(int threads) {
        this.pool = threads > 1 ? new ForkJoinPool(threads) : null;
    }

    /**
     * Runs the body for 0 to {@code count - 1}, in any order. The first failure is thrown, others are lost.
     *
     * @throws java.io.InterruptedIOException if the calling thread is interrupted, soon after
     */
    public void each(int count, Body body) throws IOException {
        if (pool == null) {
            for (int i = 0; i < count; i++) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted");
                }
                body.run(i);
            }
            return;
        }
        try {
            pool.submit(() -> IntStream.range(0, count).parallel().forEach(i -> {
                try {
                    body.run(i);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            })).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw rethrow(e.getCause());
        }
    }

    private static IOException rethrow(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UncheckedIOException io) {
                return io.getCause();
            }
        }
        if (failure instanceof RuntimeException runtime) {
            throw runtime;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException(failure);
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
    }
}
