package io.github.veilgrid.dicom.pixel;

import java.io.IOException;
import java.util.Arrays;

/** A Huffman table (ITU-T T.81 annex C and section F.2.2.3). Immutable. */
final class JpegHuffman {

    private static final int FAST = 9;

    private final int[] values;
    private final int[] mincode = new int[17];
    private final int[] maxcode = new int[17];
    private final int[] first = new int[17];
    private final short[] fast = new short[1 << FAST];

    private JpegHuffman(int[] values) {
        this.values = values;
    }

    /**
     * Builds a table.
     *
     * @param counts how many codes there are of each length, 1 to 16
     * @param values what the codes mean, in order
     */
    static JpegHuffman of(int[] counts, int[] values) throws IOException {
        JpegHuffman table = new JpegHuffman(values);
        int code = 0;
        int index = 0;
        for (int length = 1; length <= 16; length++) {
            table.mincode[length] = code;
            table.first[length] = index;
            if (code + counts[length] > 1 << length) {
                throw new IOException("a Huffman table that is no code");
            }
            for (int i = 0; i < counts[length] && length <= FAST; i++) {
                int start = code + i << FAST - length;
                short entry = (short) (length << 8 | values[index + i]);
                Arrays.fill(table.fast, start, start + (1 << FAST - length), entry);
            }
            code += counts[length];
            index += counts[length];
            table.maxcode[length] = counts[length] == 0 ? -1 : code - 1;
            code <<= 1;
        }
        return table;
    }

    int decode(JpegBits bits) throws IOException {
        int entry = fast[bits.peek(FAST)];
        if (entry != 0) {
            bits.skip(entry >> 8);
            return entry & 0xFF;
        }
        int ahead = bits.peek(16);
        for (int length = 1; length <= 16; length++) {
            int code = ahead >> 16 - length;
            if (code <= maxcode[length] && code >= mincode[length]) {
                bits.skip(length);
                return values[first[length] + code - mincode[length]];
            }
        }
        throw new IOException("a Huffman code that does not exist");
    }
}
