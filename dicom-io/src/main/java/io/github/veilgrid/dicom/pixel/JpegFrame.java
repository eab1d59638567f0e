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

    private final JpegSegments in;
    private final int[][] quantisation = new int[4][];
    private final JpegHuffman[] dc = new JpegHuffman[4];
    private final JpegHuffman[] ac = new JpegHuffman[4];
    private int process = -1;
    private int precision;
    private int table;
    private int dcTable;
    private int acTable;
    private int predictor;
    private int pointTransform;
    private int restartInterval;

    private JpegFrame(byte[] bytes) throws IOException {
        this.in = new JpegSegments(bytes);
    }

    /** Reads up to the entropy-coded data and checks that the image is the one that is expected. */
    static JpegFrame read(byte[] bytes, PixelFormat format) throws IOException {
        JpegFrame frame = new JpegFrame(bytes);
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
        return new JpegBits(in.bytes(), in.end());
    }

    private static <T> T present(T table, String what) throws IOException {
        if (table == null) {
            throw new IOException("a " + what + " is missing");
        }
        return table;
    }

    /** One marker segment; true after the scan header. */
    private boolean segment(PixelFormat format) throws IOException {
        int marker = in.next();
        switch (marker) {
            case DHT -> huffmanTables();
            case DQT -> quantisationTables();
            case DRI -> restartInterval = in.u16();
            case SOS -> scanHeader();
            default -> {
                if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC8 && marker != 0xCC) {
                    frameHeader(marker & 0xF, format);
                }
            }
        }
        return marker == SOS;
    }

    private void frameHeader(int kind, PixelFormat format) throws IOException {
        if (kind != 0 && kind != 1 && kind != 3) {
            throw new IOException("JPEG process " + kind + ", which DICOM does not use");
        }
        process = kind;
        precision = in.u8();
        int height = in.u16();
        int width = in.u16();
        if (width != format.columns() || height != format.rows()) {
            throw new IOException(width + " x " + height + " pixels instead of " + format.columns() + " x "
                    + format.rows());
        }
        boolean sound = kind == 3 ? precision >= 2 && precision <= 16 : precision == 8 || kind == 1 && precision == 12;
        if (!sound || precision > format.bitsAllocated()) {
            throw new IOException("samples of " + precision + " bits");
        }
        if (in.u8() != 1) {
            throw new IOException("more than one component");
        }
        in.u16();
        table = in.u8() & 3;
    }

    private void scanHeader() throws IOException {
        if (process < 0) {
            throw new IOException("a scan before its frame header");
        }
        if (in.u8() != 1) {
            throw new IOException("more than one component");
        }
        in.u8();
        int tables = in.u8();
        dcTable = tables >> 4 & 3;
        acTable = tables & 3;
        predictor = in.u8();
        int last = in.u8();
        int approximation = in.u8();
        pointTransform = approximation & 0xF;
        boolean sound = lossless()
                ? predictor >= 1 && predictor <= 7 && approximation < 0x10 && pointTransform < precision
                : predictor == 0 && last == 63 && approximation == 0;
        if (!sound) {
            throw new IOException("a scan that is not sequential");
        }
    }

    private void quantisationTables() throws IOException {
        while (in.left() > 0) {
            int kind = in.u8();
            int[] numbers = new int[64];
            for (int i = 0; i < 64; i++) {
                numbers[i] = kind >> 4 == 0 ? in.u8() : in.u16();
            }
            quantisation[kind & 3] = numbers;
        }
    }

    private void huffmanTables() throws IOException {
        while (in.left() > 0) {
            int kind = in.u8();
            int[] counts = new int[17];
            int total = 0;
            for (int length = 1; length <= 16; length++) {
                counts[length] = in.u8();
                total += counts[length];
            }
            if (total > 256 || total > in.left()) {
                throw new IOException("a Huffman table that is too long");
            }
            int[] values = new int[total];
            for (int i = 0; i < total; i++) {
                values[i] = in.u8();
            }
            (kind >> 4 == 0 ? dc : ac)[kind & 3] = JpegHuffman.of(counts, values);
        }
    }
}
