package io.github.veilgrid.app;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An affine map of patient space, as registrations give it: ITK's convention, which takes points of the target (fixed
 * space) to points of the scan (moving space), LPS millimetres. Immutable.
 *
 * @param frame the map as a grid: voxel index (i, j, k) plays the target's point, its position the scan's
 */
public record AffineMap(Grid frame) {

    private static final String MAGIC = "#Insight Transform File";

    private static final int MAX_BYTES = 1 << 20;

    /**
     * Reads an ITK text transform (.tfm, .txt) with one linear transform, or a 4 x 4 matrix as 16 numbers by rows. A transform
     * of the plane, or a 3 x 3 matrix, leaves the third coordinate alone.
     *
     * @throws IllegalArgumentException with a sentence if the file is neither
     */
    public static AffineMap read(Path file) {
        String text;
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException(file + " is too large for a transform in words");
            }
            text = Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read: name a file with a transform", e);
        }
        return text.startsWith(MAGIC) ? itk(file, text) : matrix(file, text);
    }

    private static AffineMap matrix(Path file, String text) {
        double[] m = numbers(file, text.strip());
        if (m.length == 9 && m[6] == 0 && m[7] == 0 && m[8] == 1) {
            LinearTransforms.Parts planar = PlanarTransforms.parts(m[0], m[1], m[3], m[4], m[2], m[5]);
            return of(file, planar.matrix(), planar.translation(), new double[3]);
        }
        if (m.length != 16 || m[12] != 0 || m[13] != 0 || m[14] != 0 || m[15] != 1) {
            throw new IllegalArgumentException(file + " holds no affine map: give an ITK transform file, or 16 numbers by rows "
                    + "of which the last four are 0 0 0 1");
        }
        return of(file, new double[] {m[0], m[1], m[2], m[4], m[5], m[6], m[8], m[9], m[10]}, new double[] {m[3], m[7], m[11]},
                new double[3]);
    }

    private static AffineMap itk(Path file, String text) {
        List<String> kinds = new ArrayList<>();
        double[] parameters = {};
        double[] centre = {};
        boolean planar = false;
        for (String line : text.lines().toList()) {
            int colon = line.indexOf(':');
            String rest = line.substring(colon + 1).strip();
            switch (colon < 0 ? "" : line.substring(0, colon).strip()) {
                case "Transform" -> {
                    planar = rest.endsWith("_2_2");
                    kinds.add(rest.replaceFirst("_(double|float)_(2_2|3_3)$", ""));
                }
                case "Parameters" -> parameters = numbers(file, rest);
                case "FixedParameters" -> centre = rest.isEmpty() ? new double[planar ? 2 : 3] : numbers(file, rest);
                default -> { }
            }
        }
        if (kinds.size() != 1) {
            throw new IllegalArgumentException(file + " holds " + kinds.size() + " transforms where one is wanted: save the "
                    + "linear one by itself");
        }
        LinearTransforms.Parts parts = planar ? PlanarTransforms.of(kinds.get(0), parameters)
                : LinearTransforms.of(kinds.get(0), parameters);
        if (planar) {
            centre = PlanarTransforms.centre(centre);
        }
        if (parts == null || centre == null || centre.length != 3 && !kinds.get(0).equals("TranslationTransform")) {
            throw new IllegalArgumentException(file + " holds a " + kinds.get(0) + " that is not understood: save it as an "
                    + "AffineTransform");
        }
        return of(file, parts.matrix(), parts.translation(), centre.length == 3 ? centre : new double[3]);
    }

    /** {@code x -> matrix (x - centre) + translation + centre}. */
    private static AffineMap of(Path file, double[] m, double[] translation, double[] centre) {
        double[] offset = new double[3];
        double[][] columns = new double[3][3];
        for (int row = 0; row < 3; row++) {
            offset[row] = translation[row] + centre[row];
            for (int axis = 0; axis < 3; axis++) {
                offset[row] -= m[3 * row + axis] * centre[axis];
                columns[axis][row] = m[3 * row + axis];
            }
        }
        try {
            return new AffineMap(Grid.of(new Size(1, 1, 1), offset, columns[0], columns[1], columns[2]));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + " holds a map that flattens space or is no number", e);
        }
    }

    private static double[] numbers(Path file, String text) {
        String[] words = text.split("[\\s,;]+");
        double[] numbers = new double[words.length];
        for (int i = 0; i < words.length; i++) {
            try {
                numbers[i] = Double.parseDouble(words[i]);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(String.format(Locale.ROOT,
                        "%s holds '%.20s' where a transform has a number", file, words[i]), e);
            }
        }
        return numbers;
    }

    /** Where the scan's grid lies in the target's space. */
    Grid toTarget(Grid scan) {
        double[] origin = frame.index(scan.origin(0), scan.origin(1), scan.origin(2));
        double[][] step = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            double[] next = scan.position(axis == 0 ? 1 : 0, axis == 1 ? 1 : 0, axis == 2 ? 1 : 0);
            step[axis] = frame.index(next[0], next[1], next[2]);
            for (int row = 0; row < 3; row++) {
                step[axis][row] -= origin[row];
            }
        }
        return Grid.of(scan.size(), origin, step[0], step[1], step[2]);
    }
}
