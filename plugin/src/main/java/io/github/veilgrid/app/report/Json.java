package io.github.veilgrid.app.report;

import java.util.Locale;
import java.util.Map;

/**
 * Writes maps, lists, strings, numbers, booleans and null as JSON (RFC 8259), indented by two blanks. Arrays of plain
 * numbers stay on one line. Numbers that JSON does not know (NaN, infinities) become null.
 */
public final class Json {

    private final StringBuilder out = new StringBuilder();

    private Json() {
    }

    /** The text of a value, with a line break at its end. */
    public static String text(Object value) {
        Json json = new Json();
        json.write(value, 0);
        return json.out.append('\n').toString();
    }

    private void write(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            object(map, depth);
        } else if (value instanceof Iterable<?> list) {
            array(list, depth);
        } else if (value instanceof CharSequence text) {
            string(text);
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            out.append("null");
        } else if (value == null || value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            throw new IllegalArgumentException("JSON has no form for a " + value.getClass().getSimpleName());
        }
    }

    private void object(Map<?, ?> map, int depth) {
        out.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            line(first ? "" : ",", depth + 1);
            string((CharSequence) entry.getKey());
            out.append(": ");
            write(entry.getValue(), depth + 1);
            first = false;
        }
        line("", depth);
        out.append('}');
    }

    private void array(Iterable<?> list, int depth) {
        out.append('[');
        boolean first = true;
        boolean flat = true;
        for (Object item : list) {
            flat = item instanceof Number;
            if (flat) {
                out.append(first ? "" : ", ");
            } else {
                line(first ? "" : ",", depth + 1);
            }
            write(item, depth + 1);
            first = false;
        }
        if (!first && !flat) {
            line("", depth);
        }
        out.append(']');
    }

    private void line(String before, int depth) {
        out.append(before).append('\n').append("  ".repeat(depth));
    }

    private void string(CharSequence text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || c == 0x7f || Character.isSurrogate(c)) {
                out.append("\\u").append(String.format(Locale.ROOT, "%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
