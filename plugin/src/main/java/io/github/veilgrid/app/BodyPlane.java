package io.github.veilgrid.app;

import java.util.Arrays;

/** How slices lie in the body, with rows and columns as they are usually shown. Directions in LPS. */
public enum BodyPlane {
    /** Rows to the patient's left, columns to the back, slices to the head. */
    AXIAL(new double[] {1, 0, 0}, new double[] {0, 1, 0}, new double[] {0, 0, 1}),
    /** Rows to the back, columns to the feet, slices to the right. */
    SAGITTAL(new double[] {0, 1, 0}, new double[] {0, 0, -1}, new double[] {-1, 0, 0}),
    /** Rows to the left, columns to the feet, slices to the back. */
    CORONAL(new double[] {1, 0, 0}, new double[] {0, 0, -1}, new double[] {0, 1, 0});

    /** Never handed out. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final double[][] directions;

    BodyPlane(double[]... directions) {
        this.directions = directions;
    }

    /** Unit vectors along x, y and z. */
    double[][] directions() {
        return Arrays.stream(directions).map(double[]::clone).toArray(double[][]::new);
    }
}
