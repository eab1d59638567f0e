package io.github.veilgrid.fiji;

import io.github.veilgrid.regrid.wire.Antialias;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Interpolations as dialogs and macros name them: every one there is, by its own name in lower case. */
final class Kernels {

    static final String DEFAULT = "linear";
    static final String NO_FILTER = "none";

    private Kernels() {
    }

    /** The default first, then the others in their own order. */
    static List<String> names() {
        return Arrays.stream(Interpolation.values()).map(Kernels::name)
                .sorted((a, b) -> Boolean.compare(b.equals(DEFAULT), a.equals(DEFAULT))).toList();
    }

    private static String name(Enum<?> kernel) {
        return kernel.name().toLowerCase(Locale.ROOT);
    }

    /** Filters against aliases along axes that become coarser. */
    static List<String> filters() {
        return Arrays.stream(Antialias.values()).map(Kernels::name).toList();
    }

    /** @throws IllegalArgumentException with a sentence if there is none of that name */
    static Antialias filter(String name) {
        return Arrays.stream(Antialias.values()).filter(filter -> name(filter).equalsIgnoreCase(name.strip()))
                .findFirst().orElseThrow(() -> new IllegalArgumentException("'" + name
                        + "' is no filter: choose one of " + String.join(", ", filters())));
    }

    /** @throws IllegalArgumentException with a sentence if there is none of that name */
    static Interpolation named(String name) {
        return Arrays.stream(Interpolation.values()).filter(kernel -> name(kernel).equalsIgnoreCase(name.strip()))
                .findFirst().orElseThrow(() -> new IllegalArgumentException("'" + name
                        + "' is no interpolation: choose one of " + String.join(", ", names())));
    }

    /** One line on what an interpolation does. */
    static String describe(String name) {
        Interpolation kernel = named(name);
        String effect = switch (kernel.support()) {
            case 1 -> "makes no new values, for label maps";
            case 2 -> "stays between the neighbours' values";
            default -> "sharper, may overshoot";
        };
        return kernel.description() + ", " + kernel.support() + (kernel.support() == 1 ? " tap" : " taps")
                + " along each axis; " + effect;
    }
}
