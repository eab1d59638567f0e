package io.github.veilgrid.remote;

import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.wire.Chunk;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Checks a chunk as it flows, in little memory: header, length and digest. */
public final class ChunkStream {

    private static final int BUFFER = 1 << 16;

    private ChunkStream() {
    }

    /**
     * Copies exactly one chunk.
     *
     * @param header how it must begin: see {@link JobShape}
     * @param length bytes of the whole chunk
     * @return its digest
     * @throws WireFormatException if this is not that chunk, whole and unaltered; the copy is then worthless
     */
    public static byte[] copy(InputStream in, OutputStream out, byte[] header, long length) throws IOException {
        MessageDigest sha = sha256();
        byte[] buffer = new byte[BUFFER];
        byte[] digest = new byte[Chunk.DIGEST_BYTES];
        long end = length - Chunk.DIGEST_BYTES;
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
                sha.update(buffer, 0, count);
            } else {
                System.arraycopy(buffer, 0, digest, (int) (at - end), count);
            }
            out.write(buffer, 0, count);
            at += count;
        }
        if (in.read() >= 0) {
            throw new WireFormatException("bytes follow the chunk");
        }
        if (!MessageDigest.isEqual(digest, sha.digest())) {
            throw new WireFormatException("the chunk was altered: its digest does not match");
        }
        return digest;
    }

    /** Whether these bytes are exactly that chunk. */
    static boolean isWhole(byte[] chunk, byte[] header) {
        if (chunk.length < Chunk.FRAME_BYTES
                || Arrays.mismatch(header, 0, header.length, chunk, 0, header.length) >= 0) {
            return false;
        }
        MessageDigest sha = sha256();
        sha.update(chunk, 0, chunk.length - Chunk.DIGEST_BYTES);
        return MessageDigest.isEqual(Chunk.digest(chunk), sha.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
