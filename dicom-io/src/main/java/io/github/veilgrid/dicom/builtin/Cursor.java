package io.github.veilgrid.dicom.builtin;

import io.github.veilgrid.dicom.data.ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads forwards: numbers and short values through a small buffer and into arrays that grow only as bytes really arrive,
 * long values as references.
 */
final class Cursor {

    private static final int BUFFER = 8 << 10;

    /** Where bytes come from: {@code at} only ever grows. Returns -1 at the end. */
    interface Feed {
        int read(ByteBuffer target, long at) throws IOException;
    }

    /** Bytes of the same file, to be read later. */
    interface Reference {
        ByteSource to(long start, long count);
    }

    private final Feed feed;
    private final long size;
    private final Reference reference;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private long bufferStart;

    private Cursor(Feed feed, long size, Reference reference) {
        this.feed = feed;
        this.size = size;
        this.reference = reference;
    }

    /** Over a file of known size. */
    static Cursor of(Path file, FileChannel channel) throws IOException {
        return new Cursor(channel::read, channel.size(), (start, count) -> ByteSource.of(file, start, count));
    }

    /** Over bytes of which only reading on will tell how many there are. */
    static Cursor of(Feed feed, Reference reference) {
        return new Cursor(feed, Long.MAX_VALUE, reference);
    }

    /** Byte offset of the next read. */
    long position() {
        return bufferStart + buffer.position();
    }

    /** Bytes there are, or {@link Long#MAX_VALUE} where only reading on will tell. */
    long size() {
        return size;
    }

    boolean atEnd() throws IOException {
        fill(1);
        return !buffer.hasRemaining();
    }

    void order(ByteOrder order) {
        buffer.order(order);
    }

    boolean bigEndian() {
        return buffer.order() == ByteOrder.BIG_ENDIAN;
    }

    int u8() throws IOException {
        need(1);
        return buffer.get() & 0xFF;
    }

    int u16() throws IOException {
        need(2);
        return buffer.getShort() & 0xFFFF;
    }

    long u32() throws IOException {
        need(4);
        return buffer.getInt() & 0xFFFFFFFFL;
    }

    /** A tag: two 16-bit numbers, whatever the byte order. */
    int tag() throws IOException {
        need(4);
        int group = buffer.getShort() & 0xFFFF;
        return group << 16 | buffer.getShort() & 0xFFFF;
    }

    /** The next bytes (up to a few) without moving on; fewer if the bytes end. */
    byte[] peek(int count) throws IOException {
        fill(count);
        byte[] bytes = new byte[Math.min(count, buffer.remaining())];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    byte[] bytes(long count) throws IOException {
        if (count > size - position()) {
            throw new EOFException();
        }
        byte[] bytes = new byte[(int) Math.min(count, BUFFER)];
        int done = Math.min(bytes.length, buffer.remaining());
        buffer.get(bytes, 0, done);
        long next = position();
        while (done < count) {
            if (done == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(count, 4L * done));
            }
            int read = feed.read(ByteBuffer.wrap(bytes, done, bytes.length - done), next);
            if (read < 0) {
                throw new EOFException();
            }
            done += read;
            next += read;
        }
        moveTo(next);
        return bytes;
    }

    /** A long value, left where it is. */
    ByteSource reference(long count) throws IOException {
        if (count > size - position()) {
            throw new EOFException();
        }
        long start = position();
        if (size < Long.MAX_VALUE) {
            moveTo(start + count);
        } else {
            for (long left = count; left > 0; left -= BUFFER) {
                bytes(Math.min(left, BUFFER));
            }
        }
        return reference.to(start, count);
    }

    private void moveTo(long target) {
        long inBuffer = target - bufferStart;
        if (inBuffer <= buffer.limit()) {
            buffer.position((int) inBuffer);
        } else {
            bufferStart = target;
            buffer.limit(0);
        }
    }

    private void need(int count) throws IOException {
        if (buffer.remaining() < count) {
            fill(count);
            if (buffer.remaining() < count) {
                throw new EOFException();
            }
        }
    }

    private void fill(int count) throws IOException {
        if (buffer.remaining() >= count) {
            return;
        }
        bufferStart += buffer.position();
        buffer.compact();
        boolean more = true;
        while (more && buffer.position() < count) {
            more = feed.read(buffer, bufferStart + buffer.position()) >= 0;
        }
        buffer.flip();
    }
}
