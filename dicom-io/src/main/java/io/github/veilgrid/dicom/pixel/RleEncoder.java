package io.github.veilgrid.dicom.pixel;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Packs a frame as RLE Lossless (PS3.5 annex G): one segment per byte of a cell, rows packed each by itself. */
public final class RleEncoder {

    private static final int HEADER = 64;
    private static final int LONGEST = 128;

    private RleEncoder() {
    }

    /**
     * Packs.
     *
     * @param frame little endian cells
     * @param columns cells of a row
     * @param width bytes of a cell
     */
    public static byte[] encode(byte[] frame, int columns, int width) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(frame.length / 2 + HEADER);
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN).putInt(width);
        byte[] row = new byte[columns];
        for (int part = width - 1; part >= 0; part--) {
            header.putInt(HEADER + packed.size());
            for (int start = part; start < frame.length; start += columns * width) {
                for (int x = 0; x < columns; x++) {
                    row[x] = frame[start + x * width];
                }
                row(row, packed);
            }
            if (packed.size() % 2 == 1) {
                packed.write(0);
            }
        }
        byte[] whole = new byte[HEADER + packed.size()];
        System.arraycopy(header.array(), 0, whole, 0, HEADER);
        System.arraycopy(packed.toByteArray(), 0, whole, HEADER, packed.size());
        return whole;
    }

    private static void row(byte[] row, ByteArrayOutputStream out) {
        int at = 0;
        while (at < row.length) {
            int same = same(row, at);
            if (same > 1) {
                out.write(1 - same);
                out.write(row[at]);
                at += same;
                continue;
            }
            int end = at + 1;
            while (end < row.length && end - at < LONGEST && same(row, end) < 3) {
                end++;
            }
            out.write(end - at - 1);
            out.write(row, at, end - at);
            at = end;
        }
    }

    /** How many equal bytes stand here, up to the longest run. */
    private static int same(byte[] row, int at) {
        int end = at + 1;
        while (end < row.length && end - at < LONGEST && row[end] == row[at]) {
            end++;
        }
        return end - at;
    }
}
