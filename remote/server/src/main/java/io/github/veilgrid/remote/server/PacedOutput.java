package io.github.veilgrid.remote.server;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/** A body whose reader must keep a least speed. It is written in pieces, since a reader's speed shows between them. */
final class PacedOutput extends FilterOutputStream {

    private static final int PIECE_BYTES = 1 << 17;

    private final long start = System.nanoTime();
    private final Duration grace;
    private final long bytesPerSecond;
    private long count;

    PacedOutput(OutputStream out, Duration grace, long bytesPerSecond) {
        super(out);
        this.grace = grace;
        this.bytesPerSecond = bytesPerSecond;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int at = 0; at < length; at += PIECE_BYTES) {
            int piece = Math.min(PIECE_BYTES, length - at);
            out.write(bytes, offset + at, piece);
            count += piece;
            double seconds = (System.nanoTime() - start) * 1e-9 - grace.toMillis() * 1e-3;
            if (seconds > 0 && seconds * bytesPerSecond > count) {
                throw new IOException("the reader is too slow");
            }
        }
    }
}
