package io.github.veilgrid.app.compare;

import io.github.veilgrid.grid.Grid;
import java.util.Locale;

/** The three planes of the patient, each drawn as radiologists hang it. */
public enum View {
    /** Across the body, seen from the feet. */
    AXIAL("the patient's right at the left, front at the top", 0, 1, false),
    /** From the front. */
    CORONAL("the patient's right at the left, head at the top", 0, 2, true),
    /** From the left. */
    SAGITTAL("the patient's front at the left, head at the top", 1, 2, true);

    private static final int[][] ORDERS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};

    private final String hanging;
    private final int across;
    private final int down;
    private final boolean upwards;

    View(String hanging, int across, int down, boolean upwards) {
        this.hanging = hanging;
        this.across = across;
        this.down = down;
        this.upwards = upwards;
    }

    /** Where the patient's sides are in the picture. */
    public String hanging() {
        return hanging;
    }

    /** {@code axial}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The view that shows a grid's slices. */
    public static View ofSlices(Grid grid) {
        for (View view : values()) {
            if (view.acrossAxis(grid) + view.downAxis(grid) == 1) {
                return view;
            }
        }
        throw new IllegalStateException("three axes have three planes");
    }

    /** The grid axis along which a picture of this view has its columns. */
    int acrossAxis(Grid grid) {
        return axisOf(grid, across);
    }

    /** The grid axis along which a picture of this view has its rows. */
    int downAxis(Grid grid) {
        return axisOf(grid, down);
    }

    /** Whether columns run against the grid axis. */
    boolean mirrored(Grid grid) {
        return grid.direction(acrossAxis(grid))[across] < 0;
    }

    /** Whether rows run against the grid axis. */
    boolean upsideDown(Grid grid) {
        return grid.direction(downAxis(grid))[down] < 0 != upwards;
    }

    /** The grid axis that runs along a patient axis (0 = L, 1 = P, 2 = S), best for all three together. */
    private static int axisOf(Grid grid, int patientAxis) {
        int[] best = ORDERS[0];
        double most = -1;
        for (int[] order : ORDERS) {
            double along = 0;
            for (int axis = 0; axis < 3; axis++) {
                along += Math.abs(grid.direction(axis)[order[axis]]);
            }
            if (along > most + 1e-9) {
                most = along;
                best = order;
            }
        }
        int axis = 0;
        while (best[axis] != patientAxis) {
            axis++;
        }
        return axis;
    }
}
