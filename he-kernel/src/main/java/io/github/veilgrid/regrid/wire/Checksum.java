package io.github.veilgrid.regrid.wire;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;

/**
 * The checksum of chunks: CRC-32C (RFC 3720, appendix B.4), then CRC-32 (IEEE 802.3), four bytes each, big endian. Their
 * polynomials have no common factor, so together they miss an accident with probability 2^-64. Processors compute both
 * twenty times as fast as a cryptographic hash, which would be a third of all that a remote party does, and would not keep
 * anybody from sealing an altered chunk again either. For one thread.
 */
public final class Checksum {

    /** Bytes of a checksum. */
    public static final int BYTES = 2 * Integer.BYTES;

    /** Both pass over bytes while they are in cache. */
    private static final int PIECE = 1 << 13;

    private final CRC32C castagnoli = new CRC32C();
    private final CRC32 ieee = new CRC32();

    /** Takes further bytes. */
    public void update(byte[] bytes, int offset, int length) {
        int end = offset + length;
        for (int at = offset; at < end; at += PIECE) {
            int count = Math.min(PIECE, end - at);
            castagnoli.update(bytes, at, count);
            ieee.update(bytes, at, count);
        }
    }

    /** The checksum of all bytes so far. */
    public byte[] value() {
        return ByteBuffer.allocate(BYTES).putInt((int) castagnoli.getValue()).putInt((int) ieee.getValue()).array();
    }
}
