package io.github.veilgrid.dicom.series;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Slices of several acquisitions that alternate along one stack. MR does so on purpose (concatenations); in CT and PET it
 * is a second scan, shifted by a part of a slice, and mixing the two would look like one finer scan.
 */
final class Interleaving {

    private static final int FEWEST = 3;

    private Interleaving() {
    }

    /** Refuses or remarks, if there is something to say. */
    static void check(List<Slice> ordered, List<String> remarks) throws DicomException {
        Map<String, Integer> counts = new HashMap<>();
        int runs = 0;
        String last = null;
        for (Slice slice : ordered) {
            String acquisition = slice.attributes().converted(Tag.ACQUISITION_NUMBER)
                    .text(Tag.ACQUISITION_NUMBER);
            counts.merge(acquisition, 1, Integer::sum);
            runs += acquisition.equals(last) ? 0 : 1;
            last = acquisition;
        }
        boolean whole = counts.values().stream().allMatch(count -> count >= FEWEST);
        if (counts.size() < 2 || !whole || runs == counts.size()) {
            return;
        }
        String what = "images of " + counts.size() + " acquisitions (Acquisition Number) alternate along the stack";
        if (!ordered.get(0).instance().text(Tag.MODALITY).equals("MR")) {
            throw ordered.get(1).refused("in this series, " + what
                    + "; they are scans of their own. Take out all but one acquisition.");
        }
        remarks.add("In this series, " + what + "; they were taken as one volume.");
    }
}
