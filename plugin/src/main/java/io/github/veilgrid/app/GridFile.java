package io.github.veilgrid.app;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/**
 * Reads a grid from a small text file, one entry a line ({@code Spacing = 1 1 2.5}) or as JSON
 * ({@code {"spacing": [1, 1, 2.5], ...}}): size and spacing, and where they are not the scan's, origin (LPS millimetres)
 * and direction (nine numbers by rows, whose columns are the axes' directions), all as ITK prints them.
 */
final class GridFile {

    private static final long LARGEST = 10_000;

    private static final Pattern NAME = Pattern.compile("([A-Za-z]{2,})\\s*[:=]");

    private static final Set<String> KNOWN = Set.of("origin", "direction", "spacing", "size");

    private GridFile() {
    }

    /**
     * @throws JobFailure with a sentence if the file is no grid
     */
    static GridTarget.Explicit read(Path file) throws JobFailure {
        try {
            if (Files.size(file) > LARGEST) {
                throw refused(file, "it is too large");
            }
            return parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw refused(file, e.getMessage());
        } catch (MalformedInputException e) {
            throw refused(file, "it is not text");
        } catch (IOException e) {
            throw refused(file, "it cannot be read");
        }
    }

    private static JobFailure refused(Path file, String why) {
        return new JobFailure(JobFailure.Kind.INPUT, file + " is no grid: " + why
                + ". It should say size and spacing, and may say origin and direction, a line each, as in 'Spacing = 1 1 2.5'.");
    }

    static GridTarget.Explicit parse(String text) {
        String plain = text.replaceAll("[\\[\\](){}\"]", " ");
        List<MatchResult> names = NAME.matcher(plain).results().toList();
        if (names.isEmpty() || !plain.substring(0, names.get(0).start()).isBlank()) {
            throw new IllegalArgumentException("it does not begin with an entry");
        }
        Map<String, double[]> entries = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).group(1).toLowerCase(Locale.ROOT);
            int end = i + 1 < names.size() ? names.get(i + 1).start() : plain.length();
            if (!KNOWN.contains(name)) {
                throw new IllegalArgumentException("'" + names.get(i).group(1) + "' is none of its entries");
            }
            if (entries.put(name, AxisNumbers.list(plain.substring(names.get(i).end(), end), name, "numbers")) != null) {
                throw new IllegalArgumentException("it says its " + name + " twice");
            }
        }
        return new GridTarget.Explicit(list(entries, "origin", 3), list(entries, "direction", 9), required(entries, "spacing"),
                required(entries, "size").stream().map(GridFile::whole).toList());
    }

    private static int whole(double number) {
        if (number != Math.rint(number) || number < 1 || number > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("its size is not in whole voxels");
        }
        return (int) number;
    }

    private static List<Double> required(Map<String, double[]> entries, String name) {
        return list(entries, name, 3).orElseThrow(() -> new IllegalArgumentException("it does not say its " + name));
    }

    private static Optional<List<Double>> list(Map<String, double[]> entries, String name, int count) {
        double[] numbers = entries.get(name);
        if (numbers != null && numbers.length != count) {
            throw new IllegalArgumentException("its " + name + " has " + numbers.length + " numbers, not " + count);
        }
        return Optional.ofNullable(numbers).map(values -> DoubleStream.of(values).boxed().toList());
    }
}
