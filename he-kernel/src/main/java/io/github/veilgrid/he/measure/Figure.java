package io.github.veilgrid.he.measure;

import java.util.Locale;

/**
 * One measured figure. Immutable, thread safe.
 *
 * @param name stable, such as {@code ntt-forward-4096}
 * @param value what was measured
 * @param unit such as {@code us} or {@code ns/voxel}
 */
public record Figure(String name, double value, String unit) {

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%-28s %10.2f %s", name, value, unit);
    }
}
