package io.github.veilgrid.dicom.data;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Specific Character Set (0008,0005) of a data set (PS3.3 section C.12.1.1.2), for showing text to people. Text
 * that is carried over to a derived series is copied as bytes, so nothing is ever lost by an unknown set here: bytes of
 * a set that is not known (or the later sets of an ISO 2022 list) come out as the replacement character.
 */
final class CharacterSet {

    private static final Map<String, String> JAVA_NAMES = Map.ofEntries(
            Map.entry("ISO_IR 192", "UTF-8"), Map.entry("GB18030", "GB18030"), Map.entry("GBK", "GBK"),
            Map.entry("ISO_IR 100", "ISO-8859-1"), Map.entry("ISO_IR 101", "ISO-8859-2"),
            Map.entry("ISO_IR 109", "ISO-8859-3"), Map.entry("ISO_IR 110", "ISO-8859-4"),
            Map.entry("ISO_IR 144", "ISO-8859-5"), Map.entry("ISO_IR 127", "ISO-8859-6"),
            Map.entry("ISO_IR 126", "ISO-8859-7"), Map.entry("ISO_IR 138", "ISO-8859-8"),
            Map.entry("ISO_IR 148", "ISO-8859-9"), Map.entry("ISO_IR 203", "ISO-8859-15"),
            Map.entry("ISO_IR 13", "JIS_X0201"), Map.entry("ISO_IR 166", "TIS-620"));

    private final Charset charset;

    private CharacterSet(Charset charset) {
        this.charset = charset;
    }

    static CharacterSet of(DicomObject object) {
        String name = object.text(Tag.SPECIFIC_CHARACTER_SET).replace("ISO 2022 IR", "ISO_IR");
        String java = JAVA_NAMES.getOrDefault(name, "US-ASCII");
        return new CharacterSet(Charset.isSupported(java) ? Charset.forName(java) : StandardCharsets.US_ASCII);
    }

    String decode(byte[] bytes) {
        return new String(bytes, charset).replace("\0", "");
    }

    byte[] encode(String text) {
        return text.getBytes(charset);
    }

    /** Splits at backslashes and trims the padding of every value. */
    static List<String> split(String text) {
        List<String> values = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '\\') {
                values.add(text.substring(start, i).replace("\0", "").strip());
                start = i + 1;
            }
        }
        return values;
    }
}
