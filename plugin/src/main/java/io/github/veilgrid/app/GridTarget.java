package io.github.veilgrid.app;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.regrid.plan.Fit;
import io.github.veilgrid.regrid.plan.PlanRefusedException;
import io.github.veilgrid.regrid.plan.Preference;
import io.github.veilgrid.regrid.plan.PrivatePlanner;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.plan.TargetGrid;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Which grid the result shall lie on. */
public sealed interface GridTarget {

    /**
     * The source's own axes and field of view, with another spacing.
     *
     * @param x millimetres along a row; 0 keeps the source's
     * @param y millimetres along a column; 0 keeps the source's
     * @param z millimetres from slice to slice; 0 keeps the source's
     */
    record Spacing(double x, double y, double z) implements GridTarget {

        /** Nothing is resampled. */
        static final Spacing KEPT = new Spacing(0, 0, 0);

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
            double[] numbers = AxisNumbers.parse(text, "spacing", "one number or three in millimetres, such as 1 or "
                    + "1,1,2.5 (0 keeps an axis)");
            return new Spacing(numbers[0], numbers[1], numbers[2]);
        }

        double[] millimetres() {
            return new double[] {x, y, z};
        }

        @Override
        public Grid on(Grid source, Fit fit) throws PlanRefusedException {
            return TargetGrid.spacing(source, millimetres(), fit);
        }
    }

    /**
     * The source's own axes and field of view, with another number of voxels.
     *
     * @param x voxels along a row; 0 keeps the source's
     * @param y voxels along a column; 0 keeps the source's
     * @param z slices; 0 keeps the source's
     */
    record Matrix(int x, int y, int z) implements GridTarget {

        /**
         * Reads {@code 256,256,0}, {@code 256x256x0} or {@code 256 256 0}, or one number for all three axes.
         *
         * @throws IllegalArgumentException with a sentence for the user
         */
        public static Matrix parse(String text) {
            int[] counts = AxisNumbers.whole(text, "size", "three numbers of voxels, such as 256,256,100 (0 keeps an axis)");
            return new Matrix(counts[0], counts[1], counts[2]);
        }

        @Override
        public Grid on(Grid source, Fit fit) throws PlanRefusedException {
            return TargetGrid.matrix(source, new int[] {x, y, z}, fit);
        }
    }

    /** The source's own axes and field of view; all axes as fine as its finest. */
    record Isotropic() implements GridTarget {
        @Override
        public Grid on(Grid source, Fit fit) throws PlanRefusedException {
            double finest = Math.min(source.spacing(0), Math.min(source.spacing(1), source.spacing(2)));
            double[] millimetres = new double[3];
            for (int axis = 0; axis < 3; axis++) {
                millimetres[axis] = source.spacing(axis) == finest ? 0 : finest;
            }
            return TargetGrid.spacing(source, millimetres, fit);
        }
    }

    /**
     * A grid in numbers, as ITK prints them.
     *
     * @param origin centre of the first voxel, LPS millimetres; empty: the source's
     * @param direction 3 x 3 matrix by rows, whose columns are the axes' directions; empty: the source's
     * @param spacing millimetres
     * @param size voxels
     */
    record Explicit(Optional<List<Double>> origin, Optional<List<Double>> direction, List<Double> spacing,
            List<Integer> size) implements GridTarget {

        private static final double ROUNDING = 1e-3;

        public Explicit {
            for (int axis = 0; axis < 3; axis++) {
                if (!(spacing.get(axis) > 0) || size.get(axis) < 1) {
                    throw new IllegalArgumentException("a grid in numbers needs positive spacings and sizes, not "
                            + spacing.get(axis) + " and " + size.get(axis));
                }
            }
            if (direction.isPresent()) {
                requireRotation(direction.get());
            }
        }

        private static void requireRotation(List<Double> m) {
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) {
                    double product = m.get(a) * m.get(b) + m.get(3 + a) * m.get(3 + b) + m.get(6 + a) * m.get(6 + b);
                    if (!(Math.abs(product - (a == b ? 1 : 0)) < ROUNDING)) {
                        throw new IllegalArgumentException("the columns of a direction must be unit vectors at right "
                                + "angles, as ITK prints them by rows");
                    }
                }
            }
        }

        @Override
        public Grid on(Grid source, Fit fit) {
            double[] first = new double[3];
            double[][] step = new double[3][3];
            for (int row = 0; row < 3; row++) {
                first[row] = origin.isPresent() ? origin.get().get(row) : source.origin(row);
                for (int axis = 0; axis < 3; axis++) {
                    double cosine = direction.isPresent() ? direction.get().get(3 * row + axis)
                            : source.direction(axis)[row];
                    step[axis][row] = cosine * spacing.get(axis);
                }
            }
            return Grid.of(new Size(size.get(0), size.get(1), size.get(2)), first, step[0], step[1], step[2]);
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

        /** Known only once the series was read: see {@link Placement}. */
        @Override
        public Grid on(Grid other, Fit fit) {
            return other;
        }
    }

    /**
     * A grid that only the remote party knows, within the slices of the scan: the owner knows its size.
     *
     * @param width pixels of a row; 0 keeps the source's
     * @param height pixels of a column; 0 keeps the source's
     * @param reachX columns of the scan by which the remote party's map may move a pixel
     * @param reachY rows
     * @param map name of the map, where the remote party is a service that has several
     */
    record PrivateSize(int width, int height, int reachX, int reachY, Optional<String> map) implements GridTarget {

        /**
         * Reads {@code 181,217} or {@code 181x217}, and a reach of one number or two.
         *
         * @param reach null takes the usual one
         * @param map null where there is no choice
         * @throws IllegalArgumentException with a sentence for the user
         */
        public static PrivateSize parse(String size, String reach, String map) {
            int[] pixels = pair(size, "size of a private map", "two numbers of pixels, such as 181,217 (0 keeps the scan's)");
            int[] voxels = reach == null ? new int[] {PrivatePlanner.USUAL_REACH}
                    : pair(reach, "reach of a private map", "one number of voxels or two, such as 8 or 12,8");
            if (pixels.length != 2) {
                throw AxisNumbers.unreadable(size, "size of a private map", "two numbers of pixels, such as 181,217");
            }
            return new PrivateSize(pixels[0], pixels[1], voxels[0], voxels[voxels.length - 1], Optional.ofNullable(map));
        }

        private static int[] pair(String text, String noun, String wanted) {
            double[] numbers = AxisNumbers.list(text, noun, wanted);
            int[] whole = new int[numbers.length];
            for (int i = 0; i < whole.length; i++) {
                whole[i] = (int) numbers[i];
                if (whole[i] != numbers[i] || whole[i] < 0 || whole.length > 2) {
                    throw AxisNumbers.unreadable(text, noun, wanted);
                }
            }
            return whole;
        }

        /** A stand-in: where the result would lie if the map moved nothing. */
        @Override
        public Grid on(Grid source, Fit fit) throws PlanRefusedException {
            return PrivatePlanner.nominal(source, width, height);
        }

        RegridPlan plan(RegridTask task, Preference preference) throws PlanRefusedException {
            return PrivatePlanner.plan(task, new int[] {reachX, reachY}, preference);
        }
    }

    /**
     * The target of a scan.
     *
     * @param source grid of the scan; of the other series, for {@link LikeSeries}
     * @param fit how many voxels cover a field of view
     * @throws PlanRefusedException if the grid is impossible
     */
    Grid on(Grid source, Fit fit) throws PlanRefusedException;
}
