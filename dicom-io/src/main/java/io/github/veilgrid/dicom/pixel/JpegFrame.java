package io.github.veilgrid.dicom.pixel;

import java.io.IOException;

/**
 * The marker segments of a JPEG image up to its scan (ITU-T T.81 annex B): one component, one scan, as DICOM's grey
 * images have it. What the image cannot be decoded with is refused here.
 */
final class JpegFrame {

    private static final int DHT = 0xC4;
    private static final int SOS = 0xDA;
    private static final int DQT = 0xDB;
    private static final int DRI = 0xDD;

    private final byte[] bytes;
    private final int[][] quantisation = new int[4][];
    private final JpegHuffman[] dc = new JpegHuffman[4];
    private final JpegHuffman[] ac = new JpegHuffman[4];
    private int at;
    private int process = -1;
    private int precision;
    private int table;
    private int dcTable;
    private int acTable;
    private int predictor;
    private int pointTransform;
    private int restartInterval;

    private JpegFrame(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads up to the entropy-coded data and checks that the image is the one that is expected. */
    static JpegFrame read(byte[] bytes, PixelFormat format) throws IOException {
        JpegFrame frame = new JpegFrame(bytes);
        if (frame.u16() != 0xFFD8) {
            throw new IOException("no JPEG start of image");
        }
        while (!frame.segment(format)) {
            continue;
        }
        return frame;
    }

    boolean lossless() {
        return process == 3;
    }

    int precision() {
        return precision;
    }

    /** Selection value 1 to 7 of a lossless scan (table H.1). */
    int predictor() {
        return predictor;
    }

    int pointTransform() {
        return pointTransform;
    }

    /** Data units between restart markers, 0 for none. */
    int restartInterval() {
        return restartInterval;
    }

    JpegHuffman dcTable() throws IOException {
        return present(dc[dcTable], "Huffman table");
    }

    JpegHuffman acTable() throws IOException {
        return present(ac[acTable], "Huffman table");
    }

    /** 64 numbers in zigzag order. */
    int[] quantisation() throws IOException {
        return present(quantisation[table], "quantisation table");
    }

    /** The entropy-coded data. */
    JpegBits bits() {
        return new JpegBits(bytes, at);
    }

    private static <T> T present(T table, String what) throws IOException {
        if (table == null) {
            throw new IOException("a " + what + " is missing");
        }
        return table;
    }

    /** One marker segment; true after the scan header. */
    private boolean segment(PixelFormat format) throws IOException {
        if (u8() != 0xFF) {
            throw new IOException("no marker where one must be");
        }
        int marker = u8();
        while (marker == 0xFF) {
            marker = u8();
        }
        int start = at;
        int end = start + u16();
        if (end < start + 2 || end > bytes.length) {
            throw new IOException("a marker segment goes beyond the frame");
        }
        switch (marker) {
            case DHT -> huffman(end);
            case DQT -> quantisation(end);
            case DRI -> restartInterval = u16();
            case SOS -> scanHeader();
            default -> {
                if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC8 && marker != 0xCC) {
                    frameHeader(marker & 0xF, format);
                }
            }
        }
        at = end;
        return marker == SOS;
    }

    private void frameHeader(int kind, PixelFormat format) throws IOException {
        if (kind != 0 && kind != 1 && kind != 3) {
            throw new IOException("JPEG process " + kind + ", which DICOM does not use");
        }
        process = kind;
        precision = u8();
        int height = u16();
        int width = u16();
        if (width != format.columns() || height != format.rows()) {
            throw new IOException(width + " x " + height + " pixels instead of " + format.columns() + " x "
                    + format.rows());
        }
        boolean sound = kind == 3 ? precision >= 2 && precision <= 16 : precision == 8 || kind == 1 && precision == 12;
        if (!sound || precision > format.bitsAllocated()) {
            throw new IOException("samples of " + precision + " bits");
        }
        if (u8() != 1) {
            throw new IOException("more than one component");
        }
        u16();
        table = u8() & 3;
    }

    private void scanHeader() throws IOException {
        if (process < 0) {
            throw new IOException("a scan before its frame header");
        }
        if (u8() != 1) {
            throw new IOException("more than one component");
        }
        u8();
        int tables = u8();
        dcTable = tables >> 4 & 3;
        acTable = tables & 3;
        predictor = u8();
        int last = u8();
        int approximation = u8();
        pointTransform = approximation & 0xF;
        boolean sound = lossless()
                ? predictor >= 1 && predictor <= 7 && approximation < 0x10 && pointTransform < precision
                : predictor == 0 && last == 63 && approximation == 0;
        if (!sound) {
            throw new IOException("a scan that is not sequential");
        }
    }

    private void quantisation(int end) throws IOException {
        while (at < end) {
            int kind = u8();
            int[] numbers = new int[64];
            for (int i = 0; i < 64; i++) {
                numbers[i] = kind >> 4 == 0 ? u8() : u16();
            }
            quantisation[kind & 3] = numbers;
        }
    }

    private void huffman(int end) throws IOException {
        while (at < end) {
            int kind = u8();
            int[] counts = new int[17];
            int total = 0;
            for (int length = 1; length <= 16; length++) {
                counts[length] = u8();
                total += counts[length];
            }
            if (total > 256 || total > end - at) {
                throw new IOException("a Huffman table that is too long");
            }
            int[] values = new int[total];
            for (int i = 0; i < total; i++) {
                values[i] = u8();
            }
            (kind >> 4 == 0 ? dc : ac)[kind & 3] = JpegHuffman.of(counts, values);
        }
    }

    private int u8() throws IOException {
        if (at >= bytes.length) {
            throw new IOException("the frame ends within its header");
        }
        return bytes[at++] & 0xFF;
    }

    private int u16() throws IOException {
        int high = u8();
        return high << 8 | u8();
    }
}
