package io.github.veilgrid.fiji;

import io.github.veilgrid.app.TargetWords;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The target grid as dialogs and macros say it: two usual fields, and everything else as words in one line. */
final class GridWords {

    /** What the line may say. */
    static final List<String> NAMES =
            List.of("size", "isotropic", "slices", "grid", "origin", "direction", "fit", "orient", "turn", "untilt", "affine",
                    "crop", "pad", "private-size", "private-reach", "private-map-name");

    /** Words that stand alone. */
    private static final List<String> FLAGS = List.of("isotropic", "untilt");

    /** Words that name a grid by themselves, so that the usual fields do not count. */
    private static final List<String> WAYS = List.of("isotropic", "slices", "grid", "private-size");

    /** Words of a grid in numbers, which needs a spacing as well as a size. */
    private static final List<String> NUMBERS = List.of("origin", "direction");

    private GridWords() {
    }

    /**
     * @param spacing millimetres, counts unless another grid is named
     * @param like folder of a series whose grid is wanted, or null
     * @param further such as {@code fit=box crop=10,10,0}
     * @throws IllegalArgumentException with a sentence if a word is not known
     */
    static TargetWords of(String spacing, File like, String further, boolean sameSpace) {
        Map<String, String> words = parse(further == null ? "" : further);
        boolean bySize = words.containsKey("size") && NUMBERS.stream().noneMatch(words::containsKey);
        if (!bySize && WAYS.stream().noneMatch(words::containsKey)) {
            if (like == null || like.getPath().isEmpty()) {
                words.put("spacing", spacing);
            } else {
                words.put("like", like.getPath());
            }
        }
        return new TargetWords(words, Path.of(""), sameSpace);
    }

    private static Map<String, String> parse(String line) {
        Map<String, String> words = new HashMap<>();
        for (String word : line.strip().split("\\s+")) {
            String[] pair = word.split("=", 2);
            if (pair[0].isEmpty()) {
                continue;
            }
            if (!NAMES.contains(pair[0]) || pair.length == 1 && !FLAGS.contains(pair[0])) {
                throw new IllegalArgumentException("'" + word + "' is not understood: give words such as fit=box or "
                        + "crop=10,10,0; known are " + String.join(", ", NAMES));
            }
            words.put(pair[0], pair.length == 1 ? "yes" : pair[1]);
        }
        return words;
    }
}
