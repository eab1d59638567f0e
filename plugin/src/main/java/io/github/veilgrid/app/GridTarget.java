package io.github.veilgrid.app;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Which grid the result shall lie on. */
public sealed interface GridTarget {

    /**
     * The source's own axes and first voxel centre, with another spacing.
     *
     * @param x millimetres along a row; 0 keeps the source's
     * @param y millimetres along a column; 0 keeps the source's
     * @param z millimetres from slice to slice; 0 keeps the source's
     */
    record Spacing(double x, double y, double z) implements GridTarget {

        public Spacing {
            for (double millimetres : new double[] {x, y, z}) {
                if (!(millimetres >= 0) || !Double.isFinite(millimetres)) {
                    throw new IllegalArgumentException("a spacing is a positive number of millimetres, or 0 to keep "
                            + "the scan's: " + millimetres);
                }
            }
        }

        /**
         * Reads {@code 1,1,1}, {@code 1x1x1}, {@code 1 1 1} or one number for all three axes.
         *
         * @throws IllegalArgumentException with a sentence for the user
         */
        public static Spacing parse(String text) {
            String[] parts = text.strip().split("\\s*[,;xX×]\\s*|\\s+");
            double[] numbers = new double[parts.length];
            if (parts.length != 1 && parts.length != 3) {
                throw unreadable(text);
            }
            for (int i = 0; i < parts.length; i++) {
                try {
                    numbers[i] = Double.parseDouble(parts[i]);
                } catch (NumberFormatException e) {
                    throw unreadable(text);
                }
            }
            return numbers.length == 1
                    ? new Spacing(numbers[0], numbers[0], numbers[0])
                    : new Spacing(numbers[0], numbers[1], numbers[2]);
        }

        private static IllegalArgumentException unreadable(String text) {
            return new IllegalArgumentException("the spacing '" + text + "' is not understood: give one number or "
                    + "three in millimetres, such as 1 or 1,1,2.5 (0 keeps an axis)");
        }

        double[] millimetres() {
            return new double[] {x, y, z};
        }
    }

    /**
     * The grid of another series.
     *
     * @param series folder or file of that series
     * @param choice which series, where the folder holds several
     * @param sameSpace whether the user vouches that both share one patient space although their frames of reference
     *     differ
     */
    record LikeSeries(Path series, Optional<String> choice, boolean sameSpace) implements GridTarget {

        public LikeSeries {
            Objects.requireNonNull(series);
            Objects.requireNonNull(choice);
        }
    }
}
