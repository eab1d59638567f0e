package io.github.veilgrid.dicom.pixel;

/** Decoded samples as little endian cells. */
final class Cells {

    private Cells() {
    }

    static byte[] of(int[] samples, PixelFormat format) {
        int width = format.bitsAllocated() / 8;
        byte[] cells = new byte[samples.length * width];
        put(samples, cells, 0, width);
        return cells;
    }

    /** Puts samples from byte {@code at} on, each into {@code width} bytes. */
    static void put(int[] samples, byte[] cells, int at, int width) {
        for (int i = 0; i < samples.length; i++) {
            for (int part = 0; part < width; part++) {
                cells[at + width * i + part] = (byte) (samples[i] >> 8 * part);
            }
        }
    }
}
