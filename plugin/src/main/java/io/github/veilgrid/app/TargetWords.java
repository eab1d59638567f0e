package io.github.veilgrid.app;

import io.github.veilgrid.regrid.plan.Fit;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A target grid in the words of users, as options or as cells of a table: {@code spacing}, {@code size}, {@code isotropic},
 * {@code slices}, {@code like}, {@code grid}, {@code origin}, {@code direction}, {@code private-size}, {@code private-reach}
 * and {@code private-map-name} name it, {@code fit}, {@code orient}, {@code turn}, {@code untilt}, {@code affine}, {@code crop} and {@code pad} say the rest. Words that are blank or missing were not said.
 */
public final class TargetWords {

    /** Ways to name a grid; spacing and size may come together. */
    private static final List<String> WAYS = List.of("like", "grid", "isotropic", "slices", "private-size");

    /** Words that are said or not. */
    private static final Set<String> FLAGS = Set.of("isotropic", "untilt");

    private static final Set<String> NO = Set.of("no", "false", "0");

    private final Map<String, String> words;
    private final Path base;
    private final boolean sameSpace;

    /**
     * @param words by name
     * @param base folder that relative paths start from
     * @param sameSpace whether the user vouches that another series shares the scan's patient space
     */
    public TargetWords(Map<String, String> words, Path base, boolean sameSpace) {
        this.words = words.entrySet().stream().filter(word -> word.getValue() != null && !word.getValue().isBlank())
                .filter(word -> !FLAGS.contains(word.getKey()) || !NO.contains(word.getValue().strip().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toMap(Map.Entry::getKey, word -> word.getValue().strip()));
        this.base = base;
        this.sameSpace = sameSpace;
    }

    /**
     * The grid; empty if none was named.
     *
     * @throws IllegalArgumentException with a sentence if the words contradict each other or make no sense
     * @throws JobFailure if a file was named that is no grid
     */
    public Optional<GridTarget> target() throws JobFailure {
        boolean numbers = has("spacing") || has("size") || has("origin") || has("direction");
        List<String> said = WAYS.stream().filter(this::has).toList();
        if (said.size() > 1 || said.size() == 1 && numbers) {
            throw new IllegalArgumentException("name the target grid in one way: by " + String.join(" or ", said)
                    + (numbers ? " or in numbers" : ""));
        }
        if ((has("private-reach") || has("private-map-name")) && !has("private-size")) {
            throw new IllegalArgumentException("a reach and a name go with the size of a private map: give --private-size too");
        }
        if (numbers) {
            return Optional.of(inNumbers());
        }
        if (said.isEmpty()) {
            return framing().asked() ? Optional.of(GridTarget.Spacing.KEPT) : Optional.empty();
        }
        String way = said.get(0);
        return Optional.of(switch (way) {
            case "like" -> new GridTarget.LikeSeries(base.resolve(words.get(way)), Optional.empty(), sameSpace);
            case "private-size" -> GridTarget.PrivateSize.parse(words.get(way), words.get("private-reach"), words.get("private-map-name"));
            case "grid" -> GridFile.read(base.resolve(words.get(way)));
            case "slices" -> new GridTarget.Spacing(0, 0, AxisNumbers.list(words.get(way), "spacing of slices", "millimetres")[0]);
            default -> new GridTarget.Isotropic();
        });
    }

    private GridTarget inNumbers() {
        if (!has("origin") && !has("direction")) {
            if (!has("size")) {
                return GridTarget.Spacing.parse(words.get("spacing"));
            }
            if (!has("spacing")) {
                return GridTarget.Matrix.parse(words.get("size"));
            }
        }
        if (!has("size") || !has("spacing")) {
            throw new IllegalArgumentException("a grid in numbers needs its spacing and its size too");
        }
        int[] size = AxisNumbers.whole(words.get("size"), "size", "three numbers of voxels, such as 256,256,100");
        return new GridTarget.Explicit(list("origin", 3), list("direction", 9),
                DoubleStream.of(AxisNumbers.parse(words.get("spacing"), "spacing", "millimetres, such as 1,1,2.5")).boxed().toList(),
                IntStream.of(size).boxed().toList());
    }

    private Optional<List<Double>> list(String name, int count) {
        String wanted = count + " numbers, such as " + (count == 3 ? "-120,-120,50" : "1,0,0,0,1,0,0,0,1");
        return word(name).map(text -> {
            double[] numbers = AxisNumbers.list(text, name, wanted);
            if (numbers.length != count) {
                throw AxisNumbers.unreadable(text, name, wanted);
            }
            return DoubleStream.of(numbers).boxed().toList();
        });
    }

    /**
     * What else was said of the grid.
     *
     * @throws IllegalArgumentException with a sentence if a word makes no sense
     */
    public Framing framing() {
        return new Framing(
                word("fit").map(text -> choice(Fit.class, "fit", text)).orElse(Framing.PLAIN.fit()),
                word("orient").map(text -> choice(BodyPlane.class, "plane", text)),
                turn(), word("affine").map(file -> AffineMap.read(base.resolve(file))), word("crop").map(Margin::parse), word("pad").map(Margin::parse));
    }

    private Optional<Turn> turn() {
        if (has("turn") && has("untilt")) {
            throw new IllegalArgumentException("turn the axes, or take the tilt out, not both");
        }
        return has("untilt") ? Optional.of(new Turn.Upright()) : word("turn").map(Turn.Angles::parse);
    }

    private static <E extends Enum<E>> E choice(Class<E> type, String noun, String text) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("'" + text + "' is no " + noun + ": choose "
                + Arrays.stream(type.getEnumConstants()).map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }

    private Optional<String> word(String name) {
        return Optional.ofNullable(words.get(name));
    }

    private boolean has(String name) {
        return words.containsKey(name);
    }
}
