package io.github.veilgrid.app;

/** A switch that stops a job at its next slice or plane. Thread safe; once pulled it stays. */
public final class Cancellation {

    private volatile boolean cancelled;

    /** Asks the job to stop; it then fails with {@link JobFailure.Kind#CANCELLED} and leaves nothing behind. */
    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    void check() throws JobCancelledException {
        if (cancelled) {
            throw new JobCancelledException();
        }
    }
}
