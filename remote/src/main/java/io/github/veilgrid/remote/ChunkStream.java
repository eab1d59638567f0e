package io.github.veilgrid.remote;

import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.wire.Checksum;
import io.github.veilgrid.regrid.wire.Chunk;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Checks a chunk as it flows, in little memory: header, length and checksum. */
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
            if (at == 0 && (count < header.length || Arrays.mismatch(header, 0, header.length, buffer, 0, header.length) >= 0)) {
                throw new WireFormatException("the chunk does not begin as it must");
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

    /** Whether these bytes are exactly that chunk. */
    static boolean isWhole(byte[] chunk, byte[] header) {
        if (chunk.length < Chunk.FRAME_BYTES
                || Arrays.mismatch(header, 0, header.length, chunk, 0, header.length) >= 0) {
            return false;
        }
        return Chunk.isSound(chunk);
    }
}
