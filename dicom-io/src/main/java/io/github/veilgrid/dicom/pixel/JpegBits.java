package io.github.veilgrid.dicom.pixel;

import java.io.IOException;

/** Entropy-coded bits: a zero after FF is stuffing, any other byte there is a marker (ITU-T T.81 section F.1.2.3). */
final class JpegBits {

    private final byte[] bytes;
    private int next;
    private long window;
    private int available;
    private int beyond;

    JpegBits(byte[] bytes, int start) {
        this.bytes = bytes;
        this.next = start;
    }

    /** The next bits (up to 16) without taking them; ones beyond the data, as encoders pad. */
    int peek(int count) {
        while (available < count) {
            fill();
        }
        return (int) (window >>> available - count) & (1 << count) - 1;
    }

    void skip(int count) throws IOException {
        available -= count;
        if (available < beyond) {
            throw new IOException("the JPEG data end too early");
        }
    }

    /** A difference of so many bits, extended by its sign (section F.2.2.1). */
    int extended(int size) throws IOException {
        if (size == 0) {
            return 0;
        }
        int bits = peek(size);
        skip(size);
        return bits < 1 << size - 1 ? bits - (1 << size) + 1 : bits;
    }

    /** Moves behind the next restart marker. */
    void restart() throws IOException {
        if (next + 1 >= bytes.length || (bytes[next] & 0xFF) != 0xFF || (bytes[next + 1] & 0xF8) != 0xD0) {
            throw new IOException("a restart marker is missing");
        }
        next += 2;
        available = 0;
        beyond = 0;
    }

    private void fill() {
        int value = 0xFF;
        boolean data = false;
        if (next < bytes.length && bytes[next] != (byte) 0xFF) {
            value = bytes[next++] & 0xFF;
            data = true;
        } else if (next + 1 < bytes.length && bytes[next + 1] == 0) {
            next += 2;
            data = true;
        }
        window = window << 8 | value;
        available += 8;
        beyond += data ? 0 : 8;
    }
}
