package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.regrid.wire.WireAxis;
import java.util.Locale;

/** Target grids as users ask for them. Stateless. */
public final class TargetGrid {

    /** A last sample this far beyond the outermost voxel centre, in source voxels, still counts as inside. */
    public static final double HULL_TOLERANCE = 1e-3;

    private TargetGrid() {
    }

    /**
     * The same field of view with another spacing and {@link Fit#CENTRES}.
     *
     * @throws PlanRefusedException if a spacing is not a positive length or leads to an impossible grid
     */
    public static Grid spacing(Grid source, double[] millimetres) throws PlanRefusedException {
        return spacing(source, millimetres, Fit.CENTRES);
    }

    /**
     * The same field of view and directions with another spacing.
     *
     * @param source grid of the scan
     * @param millimetres spacing along x, y, z; 0 keeps the source's axis
     * @throws PlanRefusedException if a spacing is not a positive length or leads to an impossible grid
     */
    public static Grid spacing(Grid source, double[] millimetres, Fit fit) throws PlanRefusedException {
        double[] count = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            double wanted = millimetres[axis];
            if (!(wanted >= 0) || Double.isInfinite(wanted)) {
                throw new PlanRefusedException("the spacing must be a positive number of millimetres (0 keeps an axis), not "
                        + wanted);
            }
            int n = source.size().along(axis);
            count[axis] = wanted == 0 ? n : fit.count(n, source.spacing(axis), wanted);
        }
        return grid(source, count, millimetres, fit);
    }

    /**
     * The same field of view and directions with another number of voxels.
     *
     * @param counts voxels along x, y, z; 0 keeps the source's axis
     * @throws PlanRefusedException if a count is negative or leads to an impossible grid
     */
    public static Grid matrix(Grid source, int[] counts, Fit fit) throws PlanRefusedException {
        double[] count = new double[3];
        double[] millimetres = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            int n = source.size().along(axis);
            boolean kept = counts[axis] == 0 || counts[axis] == n;
            if (counts[axis] < 0) {
                throw new PlanRefusedException("a number of voxels must be positive (0 keeps an axis), not " + counts[axis]);
            }
            count[axis] = kept ? n : counts[axis];
            millimetres[axis] = kept ? 0 : fit.spacing(n, source.spacing(axis), counts[axis]);
            if (!kept && millimetres[axis] == 0) {
                throw new PlanRefusedException("the scan has a single voxel along " + "xyz".charAt(axis)
                        + ", between whose centres nothing lies; fit its box instead (box or itk)");
            }
        }
        return grid(source, count, millimetres, fit);
    }

    private static Grid grid(Grid source, double[] count, double[] millimetres, Fit fit) throws PlanRefusedException {
        double[] first = new double[3];
        double[][] step = new double[3][3];
        for (int axis = 0; axis < 3; axis++) {
            double wanted = millimetres[axis];
            double spacing = source.spacing(axis);
            if (count[axis] > WireAxis.MAX_SAMPLES) {
                throw new PlanRefusedException(String.format(Locale.ROOT,
                        "a spacing of %s mm needs %.0f voxels along %s, more than the %d that DICOM can hold; ask for a larger one",
                        wanted, count[axis], "xyz".charAt(axis), WireAxis.MAX_SAMPLES));
            }
            first[axis] = wanted == 0 ? 0 : fit.shift(spacing, wanted) / spacing;
            for (int row = 0; row < 3; row++) {
                step[axis][row] = wanted == 0 ? source.step(row, axis) : source.direction(axis)[row] * wanted;
            }
        }
        return checked(Grid.of(new Size((int) count[0], (int) count[1], (int) count[2]),
                source.position(first[0], first[1], first[2]), step[0], step[1], step[2]));
    }

    /**
     * A grid with voxels added on either side of each axis, or taken away; the others stay where they are.
     *
     * @param voxels added before and after along x, then y, then z; negative to take away
     * @throws PlanRefusedException if nothing is left, or too much comes of it
     */
    public static Grid framed(Grid grid, int[] voxels) throws PlanRefusedException {
        long[] count = new long[3];
        for (int axis = 0; axis < 3; axis++) {
            count[axis] = (long) grid.size().along(axis) + voxels[2 * axis] + voxels[2 * axis + 1];
            if (count[axis] < 1 || count[axis] > WireAxis.MAX_SAMPLES) {
                throw new PlanRefusedException("cropping and padding leave " + count[axis] + " of "
                        + grid.size().along(axis) + " voxels along " + "xyz".charAt(axis) + "; ask for between 1 and "
                        + WireAxis.MAX_SAMPLES);
            }
        }
        double[][] step = new double[3][3];
        for (int axis = 0; axis < 3; axis++) {
            for (int row = 0; row < 3; row++) {
                step[axis][row] = grid.step(row, axis);
            }
        }
        return checked(Grid.of(new Size((int) count[0], (int) count[1], (int) count[2]),
                grid.position(-voxels[0], -voxels[2], -voxels[4]), step[0], step[1], step[2]));
    }

    /**
     * A grid from elsewhere.
     *
     * @throws PlanRefusedException if it is impossibly large
     */
    public static Grid given(Grid other) throws PlanRefusedException {
        return checked(other);
    }

    private static Grid checked(Grid grid) throws PlanRefusedException {
        if ((long) grid.size().x() * grid.size().y() > Integer.MAX_VALUE / Double.BYTES) {
            throw new PlanRefusedException("slices of " + grid.size().x() + " x " + grid.size().y()
                    + " voxels are too large; ask for a larger spacing");
        }
        return grid;
    }
}
