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
     * The same field of view with another spacing: the first voxel centre and the directions stay, and along each axis
     * there are {@code floor((n - 1) * s / t + 1e-3) + 1} voxels (the convention of plastimatch).
     *
     * @param source grid of the scan
     * @param millimetres spacing along x, y, z; 0 keeps the source's
     * @throws PlanRefusedException if a spacing is not a positive length or leads to an impossible grid
     */
    public static Grid spacing(Grid source, double[] millimetres) throws PlanRefusedException {
        int[] size = new int[3];
        double[][] step = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            double wanted = millimetres[axis];
            if (!(wanted >= 0) || Double.isInfinite(wanted)) {
                throw new PlanRefusedException("the spacing must be a positive number of millimetres (0 keeps an axis), not "
                        + wanted);
            }
            double ratio = wanted == 0 ? 1 : source.spacing(axis) / wanted;
            double samples = Math.floor((source.size().along(axis) - 1) * ratio + HULL_TOLERANCE) + 1;
            if (samples > WireAxis.MAX_SAMPLES) {
                throw new PlanRefusedException(String.format(Locale.ROOT,
                        "a spacing of %s mm needs %.0f voxels along %s, more than the %d that DICOM can hold; ask for a larger one",
                        wanted, samples, "xyz".charAt(axis), WireAxis.MAX_SAMPLES));
            }
            size[axis] = (int) samples;
            step[axis] = new double[3];
            for (int row = 0; row < 3; row++) {
                step[axis][row] = wanted == 0 ? source.step(row, axis) : source.direction(axis)[row] * wanted;
            }
        }
        if ((long) size[0] * size[1] > Integer.MAX_VALUE / Double.BYTES) {
            throw new PlanRefusedException("slices of " + size[0] + " x " + size[1]
                    + " voxels are too large; ask for a larger spacing");
        }
        double[] origin = {source.origin(0), source.origin(1), source.origin(2)};
        return Grid.of(new Size(size[0], size[1], size[2]), origin, step[0], step[1], step[2]);
    }

    /**
     * The grid of another series, which must have the scan's orientation.
     *
     * @throws PlanRefusedException if its axes do not run along the scan's
     */
    public static Grid like(Grid source, Grid other) throws PlanRefusedException {
        AxisGeometry.of(source, other);
        return other;
    }
}
