package io.github.veilgrid.he.measure;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One measured figure.
 *
 * @param name such as {@code ntt-forward-4096}
 * @param value the median
 * @param unit {@code us} or {@code ms}
 */
public record Figure(String name, double value, String unit) {

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%-28s %10.2f %s", name, value, unit);
    }

    /** All figures as JSON: {@code {"figures":[{"name":...,"value":...,"unit":...}, ...]}}. */
    public static String json(List<Figure> figures) {
        return figures.stream()
                .map(f -> String.format(Locale.ROOT, "{\"name\":\"%s\",\"value\":%.3f,\"unit\":\"%s\"}", f.name, f.value, f.unit))
                .collect(Collectors.joining(",", "{\"figures\":[", "]}\n"));
    }
}
