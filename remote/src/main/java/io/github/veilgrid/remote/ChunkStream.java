package io.github.veilgrid.remote;

import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.wire.Checksum;
import io.github.veilgrid.regrid.wire.Chunk;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Checks a chunk as it comes: header, length and checksum. */
public final class ChunkStream {

    private static final int BUFFER = 1 << 16;

    private ChunkStream() {
    }

    /**
     * Copies exactly one chunk.
     *
     * @param header how it must begin: see {@link JobShape}
     * @param length bytes of the whole chunk
     * @return its checksum
     * @throws WireFormatException if this is not that chunk, whole and unaltered; the copy is then worthless
     */
    public static byte[] copy(InputStream in, OutputStream out, byte[] header, long length) throws IOException {
        Checksum checksum = new Checksum();
        byte[] buffer = new byte[BUFFER];
        byte[] carried = new byte[Checksum.BYTES];
        long end = length - Checksum.BYTES;
        long at = 0;
        while (at < length) {
            int count = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, at < end ? end - at : length - at));
            if (count == 0) {
                throw new WireFormatException("the chunk is cut short");
            }
            if (at == 0) {
                requireHeader(buffer, count, header);
            }
            if (at < end) {
                checksum.update(buffer, 0, count);
            } else {
                System.arraycopy(buffer, 0, carried, (int) (at - end), count);
            }
            out.write(buffer, 0, count);
            at += count;
        }
        if (in.read() >= 0) {
            throw new WireFormatException("bytes follow the chunk");
        }
        if (!Arrays.equals(carried, checksum.value())) {
            throw new WireFormatException("the chunk was altered: its checksum does not match");
        }
        return carried;
    }

    /**
     * Reads exactly one chunk into memory.
     *
     * @throws WireFormatException if this is not that chunk, whole and unaltered
     */
    public static Chunk read(InputStream in, Chunk.Kind kind, byte[] header, int length) throws IOException {
        byte[] bytes = new byte[length];
        int first = in.readNBytes(bytes, 0, header.length);
        requireHeader(bytes, first, header);
        if (first + in.readNBytes(bytes, first, length - first) < length) {
            throw new WireFormatException("the chunk is cut short");
        }
        if (in.read() >= 0) {
            throw new WireFormatException("bytes follow the chunk");
        }
        return Chunk.parse(bytes, kind);
    }

    /**
     * Checks a chunk in memory.
     *
     * @throws WireFormatException if this is not that chunk, whole and unaltered
     */
    static Chunk parse(byte[] bytes, Chunk.Kind kind, byte[] header) throws WireFormatException {
        requireHeader(bytes, bytes.length, header);
        return Chunk.parse(bytes, kind);
    }

    private static void requireHeader(byte[] bytes, int length, byte[] header) throws WireFormatException {
        if (length < header.length || Arrays.mismatch(header, 0, header.length, bytes, 0, header.length) >= 0) {
            throw new WireFormatException("the chunk does not begin as it must");
        }
    }
}
