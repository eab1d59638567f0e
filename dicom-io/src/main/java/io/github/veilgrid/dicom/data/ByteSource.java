package io.github.veilgrid.dicom.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A run of bytes that may still lie in a file. Immutable and safe for several threads; a file is opened for each read
 * and never kept open, so that thousands of slices cost no handles.
 */
public interface ByteSource {

    /** Number of bytes. */
    long length();

    /**
     * Reads {@code count} bytes from {@code offset} into {@code target}, from {@code at} on.
     *
     * @throws IOException if they cannot be read, or the file has become shorter
     */
    void read(long offset, byte[] target, int at, int count) throws IOException;

    /** All bytes. */
    default byte[] all() throws IOException {
        byte[] bytes = new byte[Math.toIntExact(length())];
        read(0, bytes, 0, bytes.length);
        return bytes;
    }

    /** Bytes in memory. The array is taken over and must not change afterwards. */
    static ByteSource of(byte[] bytes) {
        return new ByteSource() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public void read(long offset, byte[] target, int at, int count) {
                System.arraycopy(bytes, Math.toIntExact(offset), target, at, count);
            }
        };
    }

    /** A part of a file. */
    static ByteSource of(Path file, long start, long length) {
        return new ByteSource() {
            @Override
            public long length() {
                return length;
            }

            @Override
            public void read(long offset, byte[] target, int at, int count) throws IOException {
                if (offset < 0 || count < 0 || offset + count > length) {
                    throw new EOFException(file + ": asked for bytes beyond the value");
                }
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                    ByteBuffer buffer = ByteBuffer.wrap(target, at, count);
                    while (buffer.hasRemaining()) {
                        if (channel.read(buffer, start + offset + count - buffer.remaining()) < 0) {
                            throw new DicomException(file, "the file has become shorter since it was first read");
                        }
                    }
                }
            }
        };
    }
}
