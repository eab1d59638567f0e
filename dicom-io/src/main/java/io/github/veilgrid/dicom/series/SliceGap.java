package io.github.veilgrid.dicom.series;

import io.github.veilgrid.dicom.data.DicomException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Finds the words for slices that are not evenly spaced: which are missing, or where the step changes. */
final class SliceGap {

    private static final double WHOLE = 0.05;

    private SliceGap() {
    }

    static DicomException explain(List<Slice> slices, double[] normal) {
        double[] gaps = new double[slices.size() - 1];
        for (int k = 0; k < gaps.length; k++) {
            gaps[k] = slices.get(k + 1).plane().along(normal) - slices.get(k).plane().along(normal);
        }
        double[] sorted = gaps.clone();
        Arrays.sort(sorted);
        double usual = sorted[sorted.length / 2];
        int largest = 0;
        int missing = 0;
        for (int k = 0; k < gaps.length; k++) {
            double steps = gaps[k] / usual;
            if (steps > 1.5 && Math.abs(steps - Math.rint(steps)) < WHOLE) {
                missing += (int) Math.rint(steps) - 1;
            }
            if (Math.abs(gaps[k] - usual) > Math.abs(gaps[largest] - usual)) {
                largest = k;
            }
        }
        String where = String.format(Locale.ROOT, "between %s and %s the step is %.4g mm instead of %.4g mm",
                slices.get(largest).label(), slices.get(largest + 1).label(), gaps[largest], usual);
        if (Math.abs(gaps[largest] - usual) < WHOLE * usual) {
            return slices.get(0).refused("the slices of this series do not lie on one line (a step sideways); "
                    + "they are not one volume.");
        }
        if (missing > 0 && 4 * missing < slices.size()) {
            return new DicomException(String.format(Locale.ROOT,
                    "%d slice%s missing: %s; add the missing files.", missing, missing == 1 ? " is" : "s are", where));
        }
        return new DicomException("The slices are not evenly spaced: " + where
                + "; such a series cannot be placed on one grid.");
    }
}
