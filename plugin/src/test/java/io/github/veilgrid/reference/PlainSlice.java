package io.github.veilgrid.reference;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** One uncompressed explicit little-endian image, read with as little code as will do. Top-level elements only. */
public final class PlainSlice {

    private static final int PIXELS = 0x7FE00010;

    private final Map<Integer, byte[]> elements = new HashMap<>();

    private PlainSlice() {
    }

    public static PlainSlice read(Path file) throws IOException {
        PlainSlice slice = new PlainSlice();
        ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        in.position(132);
        while (in.remaining() >= 8) {
            slice.element(in);
        }
        return slice;
    }

    private void element(ByteBuffer in) {
        int tag = tag(in);
        String vr = "" + (char) in.get() + (char) in.get();
        boolean isLong = Arrays.asList("OB", "OW", "OF", "OD", "SQ", "UN", "UT", "UC", "UR").contains(vr);
        int length = in.getShort() & 0xffff;
        if (isLong) {
            length = in.getInt();
        }
        if (length == -1) {
            skipItems(in);
            return;
        }
        byte[] value = new byte[length];
        in.get(value);
        elements.put(tag, value);
    }

    private static int tag(ByteBuffer in) {
        int group = in.getShort() & 0xffff;
        return group << 16 | in.getShort() & 0xffff;
    }

    private static void skipItems(ByteBuffer in) {
        while (true) {
            int tag = tag(in);
            int length = in.getInt();
            if (tag == 0xFFFEE0DD) {
                return;
            }
            if (length != -1) {
                in.position(in.position() + length);
                continue;
            }
            PlainSlice inner = new PlainSlice();
            while (true) {
                in.mark();
                if (tag(in) == 0xFFFEE00D) {
                    in.getInt();
                    break;
                }
                in.reset();
                inner.element(in);
            }
        }
    }

    public boolean has(int tag) {
        return elements.containsKey(tag);
    }

    public String text(int tag) {
        return new String(elements.get(tag), StandardCharsets.ISO_8859_1).replace('\0', ' ').trim();
    }

    public double[] numbers(int tag) {
        return Arrays.stream(text(tag).split("\\\\")).map(String::trim).mapToDouble(Double::parseDouble).toArray();
    }

    public int unsigned(int tag) {
        return ByteBuffer.wrap(elements.get(tag)).order(ByteOrder.LITTLE_ENDIAN).getShort() & 0xffff;
    }

    public int columns() {
        return unsigned(0x00280011);
    }

    public int rows() {
        return unsigned(0x00280010);
    }

    public double slope() {
        return has(0x00281053) ? numbers(0x00281053)[0] : 1;
    }

    /** Every attribute value as bytes, pixels left out. */
    public Map<Integer, byte[]> attributes() {
        Map<Integer, byte[]> attributes = new HashMap<>(elements);
        attributes.remove(PIXELS);
        return attributes;
    }

    public byte[] pixelBytes() {
        return elements.get(PIXELS);
    }

    /** Real-world values, bits above Bits Stored masked. */
    public double[] values() {
        double intercept = has(0x00281052) ? numbers(0x00281052)[0] : 0;
        int stored = unsigned(0x00280101);
        boolean signed = unsigned(0x00280103) == 1;
        ByteBuffer pixels = ByteBuffer.wrap(pixelBytes()).order(ByteOrder.LITTLE_ENDIAN);
        double[] values = new double[columns() * rows()];
        for (int i = 0; i < values.length; i++) {
            int raw = pixels.getShort() << 32 - stored;
            values[i] = slope() * (signed ? raw >> 32 - stored : raw >>> 32 - stored) + intercept;
        }
        return values;
    }

    public double[] position() {
        return numbers(0x00200032);
    }

    public double[] orientation() {
        return numbers(0x00200037);
    }
}
