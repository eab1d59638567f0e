package io.github.veilgrid.app;

import io.github.veilgrid.regrid.plan.Outside;
import java.util.Locale;

/** What lies outside a scan, in the words of users. */
public final class OutsideRule {

    private OutsideRule() {
    }

    /**
     * Reads {@code fill} or {@code hull}, {@code itk}, {@code edge}.
     *
     * @throws IllegalArgumentException with a sentence for the user
     */
    public static Outside parse(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "fill", "hull" -> Outside.FILL;
            case "itk" -> Outside.ITK;
            case "edge" -> Outside.EDGE;
            default -> throw new IllegalArgumentException("'" + word + "' is no rule for what lies outside: choose fill (or "
                    + "hull), itk or edge");
        };
    }
}
