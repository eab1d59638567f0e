package io.github.veilgrid.he.measure;

import java.util.Locale;

/**
 * One measured figure. Immutable, thread safe.
 *
 * @param name such as {@code ntt-forward-4096}
 * @param value the median of the best of three passes
 * @param unit {@code us} or {@code ms}
 */
public record Figure(String name, double value, String unit) {

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%-28s %10.2f %s", name, value, unit);
    }
}
