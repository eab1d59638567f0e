package io.github.veilgrid.dicom.pixel;

import java.io.IOException;

/** The bits of a JPEG-LS scan: after a byte FF the next byte carries seven bits (ITU-T T.87 section C.2.1). */
final class JpegLsBits {

    private final byte[] bytes;
    private int next;
    private long window;
    private int available;
    private boolean afterFf;

    JpegLsBits(byte[] bytes, int start) {
        this.bytes = bytes;
        this.next = start;
    }

    int bit() throws IOException {
        if (available == 0) {
            fill();
        }
        available--;
        return (int) (window >>> available) & 1;
    }

    /** An unsigned number of 0 to 31 bits. */
    int bits(int count) throws IOException {
        while (available < count) {
            fill();
        }
        available -= count;
        return (int) (window >>> available) & (int) ((1L << count) - 1);
    }

    /** How many zeros stand before the next one, which is taken too; more than {@code most} is an error. */
    int zeros(int most) throws IOException {
        int zeros = 0;
        while (bit() == 0) {
            if (++zeros > most) {
                throw new IOException("a JPEG-LS code is too long");
            }
        }
        return zeros;
    }

    private void fill() throws IOException {
        if (next >= bytes.length) {
            throw new IOException("the JPEG-LS data end too early");
        }
        int value = bytes[next] & 0xFF;
        if (afterFf && value >= 0x80) {
            throw new IOException("the JPEG-LS data end too early");
        }
        next++;
        int count = afterFf ? 7 : 8;
        window = window << count | value;
        available += count;
        afterFf = value == 0xFF;
    }
}
