package io.github.veilgrid.dicom.pixel;

import java.io.IOException;

/** Lossless JPEG (process 14; ITU-T T.81 annex H): Huffman-coded differences from one of seven predictors. */
final class JpegLossless {

    private JpegLossless() {
    }

    static int[] decode(JpegFrame frame, int width, int height) throws IOException {
        JpegBits bits = frame.bits();
        JpegHuffman table = frame.dcTable();
        int shift = frame.pointTransform();
        int middle = 1 << frame.precision() - shift - 1;
        int[] samples = new int[width * height];
        boolean fresh = true;
        int freshRow = 0;
        int left = frame.restartInterval();
        for (int i = 0; i < samples.length; i++) {
            if (frame.restartInterval() > 0 && left-- == 0) {
                bits.restart();
                fresh = true;
                left = frame.restartInterval() - 1;
            }
            int x = i % width;
            int prediction;
            if (fresh) {
                prediction = middle;
                freshRow = i / width;
                fresh = false;
            } else if (i / width == freshRow) {
                prediction = samples[i - 1];
            } else if (x == 0) {
                prediction = samples[i - width];
            } else {
                prediction = predict(frame.predictor(), samples[i - 1], samples[i - width], samples[i - width - 1]);
            }
            int size = table.decode(bits);
            if (size > 16) {
                throw new IOException("a difference of " + size + " bits");
            }
            int difference = size == 16 ? 0x8000 : bits.extended(size);
            samples[i] = prediction + difference & 0xFFFF;
        }
        for (int i = 0; i < samples.length; i++) {
            samples[i] <<= shift;
        }
        return samples;
    }

    private static int predict(int predictor, int a, int b, int c) {
        return switch (predictor) {
            case 1 -> a;
            case 2 -> b;
            case 3 -> c;
            case 4 -> a + b - c;
            case 5 -> a + (b - c >> 1);
            case 6 -> b + (a - c >> 1);
            default -> a + b >> 1;
        };
    }
}
