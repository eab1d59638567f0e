package io.github.veilgrid.dicom.pixel;

import java.io.IOException;
import java.util.Arrays;

/**
 * Baseline and extended sequential JPEG (processes 1, 2 and 4; ITU-T T.81 annex F) of 8 and 12 bits. The inverse
 * transform is {@link JpegTransform}, the same integer arithmetic as in the reference decoder, so that lossy pixels come
 * out as other DICOM tools show them.
 */
final class JpegSequential {

    private static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63};

    private JpegSequential() {
    }

    static int[] decode(JpegFrame frame, int width, int height) throws IOException {
        JpegBits bits = frame.bits();
        JpegHuffman dc = frame.dcTable();
        JpegHuffman ac = frame.acTable();
        int[] quantisation = frame.quantisation();
        int[] samples = new int[width * height];
        int[] block = new int[64];
        int across = (width + 7) / 8;
        int blocks = across * ((height + 7) / 8);
        int level = 0;
        for (int i = 0; i < blocks; i++) {
            if (frame.restartInterval() > 0 && i > 0 && i % frame.restartInterval() == 0) {
                bits.restart();
                level = 0;
            }
            Arrays.fill(block, 0);
            level += difference(dc, bits);
            block[0] = level * quantisation[0];
            alternating(ac, bits, quantisation, block);
            JpegTransform.inverse(block, frame.precision());
            place(block, samples, width, height, i % across * 8, i / across * 8);
        }
        return samples;
    }

    private static int difference(JpegHuffman dc, JpegBits bits) throws IOException {
        int size = dc.decode(bits);
        if (size > 15) {
            throw new IOException("a difference of " + size + " bits");
        }
        return bits.extended(size);
    }

    private static void alternating(JpegHuffman ac, JpegBits bits, int[] quantisation, int[] block)
            throws IOException {
        for (int k = 1; k < 64; k++) {
            int symbol = ac.decode(bits);
            int size = symbol & 0xF;
            int run = symbol >> 4;
            if (size == 0) {
                if (run != 15) {
                    return;
                }
                k += 15;
                continue;
            }
            k += run;
            if (k > 63) {
                throw new IOException("a block of more than 64 coefficients");
            }
            block[ZIGZAG[k]] = bits.extended(size) * quantisation[k];
        }
    }

    private static void place(int[] block, int[] samples, int width, int height, int x0, int y0) {
        int columns = Math.min(8, width - x0);
        int rows = Math.min(8, height - y0);
        for (int y = 0; y < rows; y++) {
            System.arraycopy(block, 8 * y, samples, (y0 + y) * width + x0, columns);
        }
    }
}
