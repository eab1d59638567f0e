package io.github.veilgrid.fiji;

import io.github.veilgrid.regrid.plan.Preference;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What may count in the choice of a plan, as dialogs and macros name it. */
final class Aims {

    static final String DEFAULT = "balance";

    private Aims() {
    }

    /** All there are, the default first. */
    static List<String> names() {
        return Arrays.stream(Preference.Aim.values()).map(Aims::name).toList();
    }

    private static String name(Preference.Aim aim) {
        return aim.name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException with a sentence if there is none of that name, or the network has no speed */
    static Preference preference(String name, double bandwidth) {
        return new Preference(Arrays.stream(Preference.Aim.values()).filter(aim -> name(aim).equalsIgnoreCase(name.strip()))
                .findFirst().orElseThrow(() -> new IllegalArgumentException("'" + name
                        + "' is nothing a plan can be chosen by: choose one of " + String.join(", ", names()))), bandwidth);
    }
}
