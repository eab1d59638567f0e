package io.github.veilgrid.dicom.pixel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** RLE Lossless (PS3.5 annex G): one segment per byte of a cell, the most significant first, packed as PackBits. */
final class RleDecoder implements FrameDecoder {

    private static final int HEADER = 64;
    private static final int LONGEST_RUN = 128;

    /** Two bytes stand for at most 128, and each byte of a cell is packed by itself. */
    @Override
    public long mostPixels(long bytes, PixelFormat format) {
        return LONGEST_RUN / 2 * bytes / (format.bitsAllocated() / 8);
    }

    @Override
    public byte[] decode(byte[] compressed, PixelFormat format) throws IOException {
        int width = format.bitsAllocated() / 8;
        if (compressed.length < HEADER) {
            throw new IOException("no RLE header");
        }
        ByteBuffer header = ByteBuffer.wrap(compressed).order(ByteOrder.LITTLE_ENDIAN);
        int segments = header.getInt(0);
        if (segments != width) {
            throw new IOException(segments + " RLE segments for cells of " + width + " bytes");
        }
        byte[] frame = new byte[format.frameBytes()];
        for (int segment = 0; segment < segments; segment++) {
            int start = header.getInt(4 + 4 * segment);
            int end = segment + 1 < segments ? header.getInt(8 + 4 * segment) : compressed.length;
            if (start < HEADER || end < start || end > compressed.length) {
                throw new IOException("RLE segment " + segment + " lies outside the frame");
            }
            unpack(compressed, start, end, frame, width - 1 - segment, width);
        }
        return frame;
    }

    private static void unpack(byte[] from, int start, int end, byte[] frame, int first, int stride)
            throws IOException {
        int at = start;
        int to = first;
        while (to < frame.length) {
            if (at + 1 >= end) {
                throw new IOException("an RLE segment ends too early");
            }
            int code = from[at++];
            int count = code >= 0 ? code + 1 : code == -128 ? 0 : 1 - code;
            if (to + (long) (count - 1) * stride >= frame.length || code >= 0 && at + count > end) {
                throw new IOException("an RLE run goes beyond the frame");
            }
            for (int i = 0; i < count; i++, to += stride) {
                frame[to] = from[code >= 0 ? at + i : at];
            }
            at += code >= 0 ? count : code == -128 ? 0 : 1;
        }
    }
}
