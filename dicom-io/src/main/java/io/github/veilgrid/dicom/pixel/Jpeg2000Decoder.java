package io.github.veilgrid.dicom.pixel;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import java.io.IOException;

/**
 * JPEG 2000 codestreams (ISO/IEC 15444-1) through JAI Image I/O. That decoder fills up what a truncated codestream
 * lacks, so completeness is checked here first.
 */
final class Jpeg2000Decoder implements FrameDecoder {

    private static final J2KImageReaderSpi PROVIDER = new J2KImageReaderSpi();
    private static final int SIZ_COMPONENTS = 40;
    private static final int MOST_TILES = 1 << 14;

    @Override
    public byte[] decode(byte[] compressed, PixelFormat format) throws IOException {
        int start = codestream(compressed);
        requireComplete(compressed, start);
        int components = u16(compressed, start + SIZ_COMPONENTS);
        int precision = (compressed[start + SIZ_COMPONENTS + 2] & 0x7F) + 1;
        long tiles = tiles(compressed, start, format);
        if (tiles < 1 || tiles > MOST_TILES) {
            throw new IOException("an unsound image or tile size");
        }
        if (components != 1) {
            throw new IOException("more than one component");
        }
        if (precision > Math.min(16, format.bitsAllocated())) {
            throw new IOException("samples of " + precision + " bits");
        }
        return Cells.of(ImageReaders.samples(PROVIDER, compressed, format), format);
    }

    /** Tiles of the image (annex A.5.1); 0 unless its size is the expected one and everything lies as DICOM has it. */
    private static long tiles(byte[] bytes, int start, PixelFormat format) {
        long width = u32(bytes, start + 8) - u32(bytes, start + 16);
        long height = u32(bytes, start + 12) - u32(bytes, start + 20);
        long tileWidth = u32(bytes, start + 24);
        long tileHeight = u32(bytes, start + 28);
        if (width != format.columns() || height != format.rows() || tileWidth == 0 || tileHeight == 0) {
            return 0;
        }
        return (width / tileWidth + 2) * (height / tileHeight + 2);
    }

    private static long u32(byte[] bytes, int at) {
        return (long) u16(bytes, at) << 16 | u16(bytes, at + 2);
    }

    /** Start of the codestream: SOC and SIZ, at once or inside a JP2 file. */
    private static int codestream(byte[] bytes) throws IOException {
        for (int at = 0; at + SIZ_COMPONENTS + 4 < bytes.length; at++) {
            if (u16(bytes, at) == 0xFF4F && u16(bytes, at + 2) == 0xFF51) {
                return at;
            }
        }
        throw new IOException("no JPEG 2000 codestream");
    }

    /** Walks the main header and the tile-parts (annex A.4.2) up to the end of codestream. */
    private static void requireComplete(byte[] bytes, int start) throws IOException {
        int at = start + 2;
        while (at + 4 <= bytes.length && u16(bytes, at) != 0xFF90) {
            at += 2 + u16(bytes, at + 2);
        }
        while (at + 12 <= bytes.length && u16(bytes, at) == 0xFF90) {
            long length = (long) u16(bytes, at + 6) << 16 | u16(bytes, at + 8);
            if (length == 0) {
                at = lastMarker(bytes);
                break;
            }
            if (length < 14 || at + length > bytes.length) {
                throw new IOException("a tile-part goes beyond the end of the codestream");
            }
            at += (int) length;
        }
        if (at + 2 > bytes.length || u16(bytes, at) != 0xFFD9) {
            throw new IOException("the codestream is cut short");
        }
    }

    private static int lastMarker(byte[] bytes) {
        int at = bytes.length - 2;
        while (at > 0 && bytes[at + 1] == 0) {
            at--;
        }
        return at;
    }

    private static int u16(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}
