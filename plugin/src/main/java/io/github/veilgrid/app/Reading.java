package io.github.veilgrid.app;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads headers and plans beside the job's thread, so that cancelling does not wait for a large folder or a slow disk.
 * What is abandoned only reads; it is interrupted and leaves nothing behind.
 */
public final class Reading {

    private static final int LOOK_MILLIS = 50;

    private Reading() {
    }

    /** What the work returns or throws, or at once a failure of kind CANCELLED if the job is cancelled meanwhile. */
    public static <R> R of(Callable<R> work, Cancellation cancellation) throws Exception {
        FutureTask<R> task = new FutureTask<>(work);
        Thread reader = new Thread(task, "veilgrid-reading");
        reader.setDaemon(true);
        reader.start();
        while (true) {
            try {
                return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException stillReading) {
                if (cancellation.isCancelled()) {
                    task.cancel(true);
                    throw new JobFailure(JobFailure.Kind.CANCELLED, "Cancelled; nothing was left behind.");
                }
            } catch (InterruptedException overtaken) {
                task.cancel(true);
                throw overtaken;
            } catch (ExecutionException failed) {
                if (failed.getCause() instanceof Error error) {
                    throw error;
                }
                throw (Exception) failed.getCause();
            }
        }
    }
}
