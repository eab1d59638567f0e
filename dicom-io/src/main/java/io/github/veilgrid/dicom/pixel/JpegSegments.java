package io.github.veilgrid.dicom.pixel;

import java.io.IOException;

/**
 * The marker segments before the samples of a JPEG or JPEG-LS frame (ITU-T T.81 annex B, T.87 annex C), read byte by byte
 * and never beyond the frame. One use for one frame.
 */
final class JpegSegments {

    private static final int START_OF_IMAGE = 0xFFD8;

    private final byte[] bytes;
    private int at;
    private int end;

    /** Reads the start of the image. */
    JpegSegments(byte[] bytes) throws IOException {
        this.bytes = bytes;
        if (u16() != START_OF_IMAGE) {
            throw new IOException("no JPEG start of image");
        }
        end = at;
    }

    /** Goes on to the next segment, past its length, and tells its marker. */
    int next() throws IOException {
        at = end;
        if (u8() != 0xFF) {
            throw new IOException("no marker where one must be");
        }
        int marker = u8();
        while (marker == 0xFF) {
            marker = u8();
        }
        int start = at;
        end = start + u16();
        if (end < start + 2 || end > bytes.length) {
            throw new IOException("a marker segment goes beyond the frame");
        }
        return marker;
    }

    /** The frame. */
    byte[] bytes() {
        return bytes;
    }

    /** Where the segment ends, and after the last one the samples begin. */
    int end() {
        return end;
    }

    /** Bytes of the segment that are still to be read. */
    int left() {
        return end - at;
    }

    int u8() throws IOException {
        if (at >= bytes.length) {
            throw new IOException("the frame ends within its header");
        }
        return bytes[at++] & 0xFF;
    }

    int u16() throws IOException {
        int high = u8();
        return high << 8 | u8();
    }
}
