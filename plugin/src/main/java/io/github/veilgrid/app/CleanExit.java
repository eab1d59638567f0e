package io.github.veilgrid.app;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds up the end of the process (Ctrl-C, a closed terminal, quitting Fiji) until a running job has stopped and cleaned
 * up after itself. Open it around a job, on any thread.
 */
public final class CleanExit implements AutoCloseable {

    private static final int LONGEST_SECONDS = 20;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    /** @param cancellation pulled when the process is asked to end */
    public CleanExit(Cancellation cancellation) {
        hook = new Thread(() -> {
            cancellation.cancel();
            try {
                ended.await(LONGEST_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "veilgrid-exit");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The job is over. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // The process is on its way out; the hook sees that the job is over.
        }
    }
}
