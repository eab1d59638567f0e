package io.github.veilgrid.dicom.dcm4che;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** A file from its start, a few calls to the operating system in all: what is skipped is not read. For one thread. */
final class FileBytes extends InputStream {

    private static final int BUFFER = 8 << 10;

    private final FileChannel channel;
    private final long size;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    /** Offset in the file of what follows the buffer. */
    private long next;

    FileBytes(FileChannel channel) throws IOException {
        this.channel = channel;
        this.size = channel.size();
    }

    long size() {
        return size;
    }

    /** The first bytes, up to the length of the buffer, before anything is read. */
    byte[] head(int count) throws IOException {
        fill();
        return Arrays.copyOf(buffer.array(), Math.min(count, buffer.limit()));
    }

    /** Whether there is a byte to be had. */
    private boolean fill() throws IOException {
        if (!buffer.hasRemaining() && next < size) {
            buffer.clear();
            int count = channel.read(buffer, next);
            buffer.flip();
            next += Math.max(0, count);
        }
        return buffer.hasRemaining();
    }

    @Override
    public int read() throws IOException {
        return fill() ? buffer.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(bytes, offset, count);
        return count;
    }

    @Override
    public long skip(long count) {
        long ahead = Math.min(Math.max(0, count), size - next + buffer.remaining());
        int here = (int) Math.min(ahead, buffer.remaining());
        buffer.position(buffer.position() + here);
        next += ahead - here;
        return ahead;
    }

    @Override
    public int available() {
        return buffer.remaining();
    }
}
