package io.github.veilgrid.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * JSON (RFC 8259) as far as the protocol needs it: objects, lists, strings, booleans, and numbers that are whole. Reads
 * strictly, with bounded depth; what is read comes from strangers.
 */
public final class Json {

    private static final int MAX_DEPTH = 8;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** Text of a map, list, string, boolean or whole number. */
    public static String text(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            String comma = "";
            out.append('{');
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(comma);
                write(entry.getKey(), out);
                out.append(':');
                write(entry.getValue(), out);
                comma = ",";
            }
            out.append('}');
        } else if (value instanceof List<?> list) {
            String comma = "";
            out.append('[');
            for (Object element : list) {
                out.append(comma);
                write(element, out);
                comma = ",";
            }
            out.append(']');
        } else if (value instanceof Integer || value instanceof Long || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof String string) {
            quote(string, out);
        } else {
            throw new IllegalArgumentException("no JSON for " + value);
        }
    }

    private static void quote(String string, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c >= 127) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    /**
     * Reads an object.
     *
     * @throws IOException if the bytes are not exactly one
     */
    public static Map<String, Object> object(byte[] utf8) throws IOException {
        Json json = new Json(new String(utf8, StandardCharsets.UTF_8));
        try {
            if (json.value(0) instanceof Map<?, ?> map && json.peek() == 0) {
                @SuppressWarnings("unchecked")
                Map<String, Object> object = (Map<String, Object>) map;
                return object;
            }
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw wrong();
        }
        throw wrong();
    }

    /** A whole number of an object, at least 0. */
    static long number(Map<String, Object> object, String name) throws IOException {
        if (object.get(name) instanceof Long number && number >= 0) {
            return number;
        }
        throw wrong();
    }

    /** A string of an object. */
    static String string(Map<String, Object> object, String name) throws IOException {
        if (object.get(name) instanceof String string) {
            return string;
        }
        throw wrong();
    }

    private static IOException wrong() {
        return new IOException("this is not the JSON that the protocol says");
    }

    private char peek() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void expect(char c) throws IOException {
        if (peek() != c) {
            throw wrong();
        }
        at++;
    }

    private boolean skip(char c) {
        boolean there = peek() == c;
        at += there ? 1 : 0;
        return there;
    }

    private Object value(int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw wrong();
        }
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> elements(depth);
            case '"' -> quoted();
            default -> word();
        };
    }

    private Map<String, Object> members(int depth) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        expect('{');
        if (!skip('}')) {
            do {
                String name = quoted();
                expect(':');
                map.put(name, value(depth + 1));
            } while (skip(','));
            expect('}');
        }
        return map;
    }

    private List<Object> elements(int depth) throws IOException {
        List<Object> list = new ArrayList<>();
        expect('[');
        if (!skip(']')) {
            do {
                list.add(value(depth + 1));
            } while (skip(','));
            expect(']');
        }
        return list;
    }

    private String quoted() throws IOException {
        expect('"');
        StringBuilder out = new StringBuilder();
        for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
            if (c < ' ') {
                throw wrong();
            }
            out.append(c == '\\' ? escaped() : c);
        }
        return out.toString();
    }

    private char escaped() throws IOException {
        char c = text.charAt(at++);
        if (c == 'u') {
            at += 4;
            return (char) Integer.parseInt(text, at - 4, at, 16);
        }
        int plain = "\"\\/bfnrt".indexOf(c);
        if (plain < 0) {
            throw wrong();
        }
        return "\"\\/\b\f\n\r\t".charAt(plain);
    }

    private Object word() throws IOException {
        int start = at;
        while (at < text.length() && ",]} \t\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.equals("true") || word.equals("false")) {
            return word.equals("true");
        }
        if (!word.matches("-?(0|[1-9][0-9]{0,17})")) {
            throw wrong();
        }
        return Long.parseLong(word);
    }
}
