package io.github.veilgrid.remote.server;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A body that must come at a least speed: a trickle that keeps a connection alive for ever does not pass. What goes wrong
 * here is the network's fault, and can be told from the disk's.
 */
final class PacedInput extends FilterInputStream {

    /** The body trickles. */
    static final class TooSlow extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** The body broke off. */
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1L;

        Broken(IOException cause) {
            super(cause);
        }
    }

    private final long start = System.nanoTime();
    private final Duration grace;
    private final long bytesPerSecond;
    private long count;

    PacedInput(InputStream in, Duration grace, long bytesPerSecond) {
        super(in);
        this.grace = grace;
        this.bytesPerSecond = bytesPerSecond;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int got;
        try {
            got = super.read(into, offset, length);
        } catch (IOException e) {
            throw new Broken(e);
        }
        count += Math.max(0, got);
        double seconds = (System.nanoTime() - start) * 1e-9 - grace.toMillis() * 1e-3;
        if (seconds > 0 && seconds * bytesPerSecond > count) {
            throw new TooSlow();
        }
        return got;
    }
}
