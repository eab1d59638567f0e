package io.github.veilgrid.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;

/** A bandwidth limit that all uploads of a process share. Thread safe. */
final class Throttle {

    private final double nanosPerByte;
    private long free = System.nanoTime();

    /** @param bytesPerSecond at least 1 */
    Throttle(long bytesPerSecond) {
        this.nanosPerByte = 1e9 / bytesPerSecond;
    }

    /** The same bytes, no faster than the limit. */
    InputStream slow(InputStream in) {
        return new FilterInputStream(in) {
            @Override
            public int read() throws IOException {
                await(1);
                return super.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int count = super.read(into, offset, length);
                await(Math.max(0, count));
                return count;
            }
        };
    }

    private void await(int bytes) throws InterruptedIOException {
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
