package io.github.veilgrid.dicom.pixel;

import java.io.IOException;
import java.util.Arrays;

/**
 * What a JPEG 2000 codestream (ISO/IEC 15444-1 annex A) asks of its decoder, checked before any decoding: the decoder
 * believes its headers, and a few wrong bits in them cost minutes and gigabytes. All bounds follow from the size of the
 * image and from each packet needing a byte at least.
 */
final class Jpeg2000Codestream {

    private static final int SOC = 0xFF4F;
    private static final int SIZ = 0xFF51;
    private static final int COD = 0xFF52;
    private static final int COC = 0xFF53;
    private static final int PPM = 0xFF60;
    private static final int PPT = 0xFF61;
    private static final int SOT = 0xFF90;
    private static final int SOP = 0xFF91;
    private static final int EPH = 0xFF92;
    private static final int SOD = 0xFF93;
    private static final int EOC = 0xFFD9;
    /** Offset of Csiz from SOC where SIZ follows at once, as it must. */
    private static final int COMPONENTS = 40;
    private static final int MOST_TILES = 1 << 14;
    /** The decoder has objects for each of these; encoders make them of 32 x 32 samples and more. */
    private static final int FEW_TILES = 64;
    private static final int SMALLEST_TILE = 1 << 10;
    private static final int FEW_BLOCKS = 1 << 12;
    private static final int SMALLEST_BLOCK = 1 << 8;
    private static final int SMALLEST_BLOCK_OF_LAYER = 1 << 4;
    /** More halvings leave nothing of the widest image that DICOM can declare. */
    private static final int MOST_LEVELS = 16;

    private final byte[] bytes;
    private final PixelFormat format;
    private long tiles;

    private Jpeg2000Codestream(byte[] bytes, PixelFormat format) {
        this.bytes = bytes;
        this.format = format;
    }

    /**
     * Cuts the codestream out of what may be a JP2 file around it.
     *
     * @return bytes that begin with SOC
     * @throws IOException if the codestream is cut short, or is no grey image of the expected size
     */
    static byte[] sound(byte[] compressed, PixelFormat format) throws IOException {
        int start = 0;
        while (u16(compressed, start) != SOC || u16(compressed, start + 2) != SIZ) {
            start++;
        }
        byte[] bytes = start == 0 ? compressed : Arrays.copyOfRange(compressed, start, compressed.length);
        Jpeg2000Codestream codestream = new Jpeg2000Codestream(bytes, format);
        codestream.requireSize();
        codestream.requireTileParts(codestream.requireHeader(2, SOT));
        return bytes;
    }

    /** Image and tile size (A.5.1): the first tile holds the image's first sample. */
    private void requireSize() throws IOException {
        tiles = 1;
        for (int axis = 0; axis < 2; axis++) {
            long end = u32(8 + 4 * axis);
            long begin = u32(16 + 4 * axis);
            long tile = u32(24 + 4 * axis);
            long tileBegin = u32(32 + 4 * axis);
            if (end - begin != (axis == 0 ? format.columns() : format.rows()) || tileBegin > begin
                    || tileBegin + tile <= begin) {
                throw new IOException("an unsound image or tile size");
            }
            tiles *= (end - tileBegin + tile - 1) / tile;
        }
        if (tiles > Math.min(MOST_TILES, FEW_TILES + format.pixels() / SMALLEST_TILE)) {
            throw new IOException(tiles + " tiles");
        }
        if (u16(bytes, COMPONENTS) != 1) {
            throw new IOException("more than one component");
        }
        int precision = (bytes[COMPONENTS + 2] & 0x7F) + 1;
        if (precision > Math.min(16, format.bitsAllocated())) {
            throw new IOException("samples of " + precision + " bits");
        }
        if (u16(bytes, COMPONENTS + 3) != 0x0101) {
            throw new IOException("subsampled pixels");
        }
    }

    /** Walks marker segments to the one that ends the header; returns where that is. */
    private int requireHeader(int from, int last) throws IOException {
        int at = from;
        int layers = 1;
        while (u16(bytes, at) != last) {
            int marker = u16(bytes, at);
            if (marker < 0xFF00) {
                throw new IOException("a damaged header");
            }
            if (marker == PPM || marker == PPT) {
                throw new IOException("packed packet headers, which are not read");
            }
            if (marker == COD) {
                layers = u16(bytes, at + 6);
                requireCoding(at + 9, (bytes[at + 4] & 1) != 0, layers);
            } else if (marker == COC) {
                requireCoding(at + 6, (bytes[at + 5] & 1) != 0, layers);
            }
            at += 2 + Math.max(2, u16(bytes, at + 2));
        }
        return at;
    }

    /** Decomposition levels, code-blocks and precincts (A.6.1): no more than pixels and bytes can fill. */
    private void requireCoding(int at, boolean precincts, int layers) throws IOException {
        int levels = u16(bytes, at) >> 8;
        int width = bytes[at + 1] & 0xFF;
        int height = bytes[at + 2] & 0xFF;
        if (layers < 1 || levels > MOST_LEVELS || width > 8 || height > 8 || width + height > 8) {
            throw new IOException("unsound layers, decomposition levels or code-blocks");
        }
        long packets = 0;
        long precinctCount = 0;
        long blocks = 0;
        for (int level = 0; level <= levels; level++) {
            int exponents = precincts ? u16(bytes, at + 4 + level) >> 8 : 0xFF;
            int halved = levels - level;
            int x = exponents & 15;
            int y = exponents >> 4;
            packets += (long) (format.columns() >> halved >> x) * (format.rows() >> halved >> y);
            precinctCount += parts(halved, x, y);
            int inBand = level == 0 ? 0 : 1;
            blocks += parts(halved, Math.min(width + 2, Math.max(0, x - inBand)),
                    Math.min(height + 2, Math.max(0, y - inBand)));
        }
        if (layers * Math.max(tiles, packets) > bytes.length) {
            throw new IOException("more layers, tiles or precincts than it has bytes for");
        }
        if (precinctCount > FEW_BLOCKS + format.pixels() / SMALLEST_BLOCK
                || blocks > FEW_BLOCKS + format.pixels() / SMALLEST_BLOCK
                || layers * blocks > FEW_BLOCKS + format.pixels() / SMALLEST_BLOCK_OF_LAYER) {
            throw new IOException("too many layers, precincts or code-blocks for its pixels");
        }
    }

    /** How many parts of two to the power of x by two to the power of y cover the image at a resolution. */
    private long parts(int halved, int x, int y) {
        return covering(format.columns(), halved + x) * covering(format.rows(), halved + y);
    }

    private static long covering(int length, int exponent) {
        return (length + (1L << exponent) - 1) >> exponent;
    }

    /** Tile-parts (A.4.2) up to the end of the codestream; the decoder would make up what a truncated one lacks. */
    private void requireTileParts(int from) throws IOException {
        int at = from;
        while (u16(bytes, at) == SOT) {
            long length = u32(at + 6);
            if (u16(bytes, at + 4) >= tiles) {
                throw new IOException("a tile-part of no tile");
            }
            int data = requireHeader(at + 12, SOD) + 2;
            if (length == 0) {
                at = lastMarker();
                requireStuffing(data, at);
                break;
            }
            if (length < 14 || at + length > bytes.length) {
                throw new IOException("a tile-part goes beyond the end of the codestream");
            }
            at += (int) length;
            requireStuffing(data, at);
        }
        if (u16(bytes, at) != EOC) {
            throw new IOException("the codestream is cut short");
        }
    }

    /** No packet holds FF90 or above (B.10.1, C.2) but the markers around it; the decoder would read such bits for ever. */
    private void requireStuffing(int from, int to) throws IOException {
        for (int at = from; at + 1 < to; at++) {
            int pair = u16(bytes, at);
            if (pair == SOP && at + 4 <= to && u16(bytes, at + 2) == 4) {
                at += 5;
            } else if (pair >= SOT && pair != EPH) {
                throw new IOException("a packet that cannot be one");
            }
        }
    }

    private int lastMarker() {
        int at = bytes.length - 2;
        while (at > 0 && bytes[at + 1] == 0) {
            at--;
        }
        return at;
    }

    private long u32(int at) throws IOException {
        return (long) u16(bytes, at) << 16 | u16(bytes, at + 2);
    }

    private static int u16(byte[] bytes, int at) throws IOException {
        if (at + 2 > bytes.length) {
            throw new IOException("the codestream is cut short");
        }
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }
}
