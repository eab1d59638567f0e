package io.github.veilgrid.dicom.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The representation of each standard element (PS3.6), needed where a file does not say it (Implicit VR Little Endian).
 * Where PS3.6 leaves a choice, the rules of PS3.5 annex A.1 decide: words for pixels, overlays and look-up tables, and
 * the pixel representation between US and SS.
 */
public final class VrDictionary {

    private static final String RESOURCE = "vr-by-tag.txt";
    private static final String SIGNED_OR_UNSIGNED = "XS";
    private static final int[] TAGS;
    private static final String[] LETTERS;

    static {
        Map<Integer, String> letters = read();
        TAGS = letters.keySet().stream().mapToInt(Integer::intValue).toArray();
        LETTERS = letters.values().toArray(new String[0]);
    }

    private VrDictionary() {
    }

    /**
     * The representation of an element.
     *
     * @param tag group and element
     * @param signed whether pixels are signed, which decides some elements
     * @return the representation, {@link Vr#UN} for a private or unknown element
     */
    public static Vr of(int tag, boolean signed) {
        int group = tag >>> 16;
        int element = tag & 0xFFFF;
        if (element == 0) {
            return Vr.UL;
        }
        if ((group & 1) == 1) {
            return element >= 0x10 && element <= 0xFF ? Vr.LO : Vr.UN;
        }
        int plain = (group & 0xFF00) == 0x6000 || (group & 0xFF00) == 0x5000 ? tag & 0xFF00FFFF : tag;
        int index = Arrays.binarySearch(TAGS, plain);
        if (index < 0) {
            return Vr.UN;
        }
        String name = LETTERS[index];
        if (name.equals(SIGNED_OR_UNSIGNED)) {
            return signed ? Vr.SS : Vr.US;
        }
        return Vr.valueOf(name);
    }

    private static Map<Integer, String> read() {
        Map<Integer, String> letters = new TreeMap<>();
        try (InputStream stream = VrDictionary.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("#")) {
                    continue;
                }
                String[] words = line.split(" ");
                for (int i = 1; i < words.length; i++) {
                    letters.put(Integer.parseUnsignedInt(words[i], 16), words[0]);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return letters;
    }
}
