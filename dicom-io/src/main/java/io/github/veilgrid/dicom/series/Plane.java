package io.github.veilgrid.dicom.series;

import io.github.veilgrid.dicom.data.DicomException;
import java.util.Locale;

/**
 * Where an image lies in the patient (PS3.3 section C.7.6.2.1.1): pixel (column i, row j) sits at
 * {@code position + i * spacingX * row + j * spacingY * column}, millimetres, LPS.
 *
 * @param position centre of the first pixel
 * @param row unit vector along a row (to the next column)
 * @param column unit vector along a column (to the next row)
 * @param spacingX distance of neighbouring columns: the second value of Pixel Spacing
 * @param spacingY distance of neighbouring rows: the first value of Pixel Spacing
 */
public record Plane(double[] position, double[] row, double[] column, double spacingX, double spacingY) {

    private static final double UNIT = 1e-3;

    static Plane of(Instance instance, FrameAttributes frame) throws DicomException {
        double[] position = frame.position(instance);
        double[] orientation = frame.orientation(instance);
        double[] spacing = frame.spacing(instance);
        double[] row = {orientation[0], orientation[1], orientation[2]};
        double[] column = {orientation[3], orientation[4], orientation[5]};
        if (Math.abs(dot(row, row) - 1) > UNIT || Math.abs(dot(column, column) - 1) > UNIT) {
            throw new DicomException(instance.file(),
                    "the direction cosines of its Image Orientation are no unit vectors; its geometry is not sound.");
        }
        if (Math.abs(dot(row, column)) > UNIT) {
            throw new DicomException(instance.file(), String.format(Locale.ROOT,
                    "its rows and columns are not perpendicular (%.2f degrees apart); its geometry is not sound.",
                    Math.toDegrees(Math.acos(dot(row, column)))));
        }
        if (!(spacing[0] > 0) || !(spacing[1] > 0)) {
            throw new DicomException(instance.file(), "its Pixel Spacing is not positive; its geometry is not sound.");
        }
        return new Plane(position, unit(row), unit(column), spacing[1], spacing[0]);
    }

    /** Written cosines are rounded; the spacings are what the scanner meant, so the directions give way. */
    private static double[] unit(double[] cosines) {
        double length = Math.sqrt(dot(cosines, cosines));
        return length == 1 ? cosines : new double[] {cosines[0] / length, cosines[1] / length, cosines[2] / length};
    }

    public double[] normal() {
        return new double[] {
            row[1] * column[2] - row[2] * column[1],
            row[2] * column[0] - row[0] * column[2],
            row[0] * column[1] - row[1] * column[0]};
    }

    double along(double[] normal) {
        return dot(position, normal);
    }

    /** Largest difference of any direction cosine. */
    double turnedFrom(Plane other) {
        double worst = 0;
        for (int i = 0; i < 3; i++) {
            worst = Math.max(worst, Math.abs(row[i] - other.row[i]));
            worst = Math.max(worst, Math.abs(column[i] - other.column[i]));
        }
        return worst;
    }

    static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }
}
