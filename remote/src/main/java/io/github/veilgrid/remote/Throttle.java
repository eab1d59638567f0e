package io.github.veilgrid.remote;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** A bandwidth limit that all uploads of a client share. Thread safe. */
final class Throttle {

    private final double nanosPerByte;
    private long free = System.nanoTime();

    private Throttle(double nanosPerByte) {
        this.nanosPerByte = nanosPerByte;
    }

    /** Lets everything pass. */
    static Throttle none() {
        return new Throttle(0);
    }

    /** @param bytesPerSecond at least 1 */
    static Throttle of(long bytesPerSecond) {
        return new Throttle(1e9 / bytesPerSecond);
    }

    /** Returns when so many bytes have had their time, which begins when those before have had theirs. */
    void pass(int bytes) throws InterruptedIOException {
        if (nanosPerByte == 0) {
            return;
        }
        long until;
        synchronized (this) {
            free = Math.max(free, System.nanoTime()) + (long) (bytes * nanosPerByte);
            until = free;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(until - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}
