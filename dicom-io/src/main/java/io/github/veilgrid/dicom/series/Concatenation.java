package io.github.veilgrid.dicom.series;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.Tag;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A multi-frame object that was cut into several files (PS3.3 section C.7.6.16.2.2.4). Where its first or last files are
 * missing, no gap tells; the numbers of the files do.
 */
final class Concatenation {

    private Concatenation() {
    }

    /** Refuses a series that lacks files of a concatenation. */
    static void requireWhole(List<Instance> instances) throws DicomException {
        Map<String, Set<Integer>> parts = new HashMap<>();
        for (Instance instance : instances) {
            int number = instance.whole(Tag.IN_CONCATENATION_NUMBER, "In-concatenation Number", 0);
            if (number > 0) {
                parts.computeIfAbsent(instance.text(Tag.CONCATENATION), uid -> new HashSet<>()).add(number);
            }
        }
        for (Instance instance : instances) {
            Set<Integer> there = parts.get(instance.text(Tag.CONCATENATION));
            if (there == null) {
                continue;
            }
            int last = instance.whole(Tag.IN_CONCATENATION_TOTAL, "In-concatenation Total Number",
                    Collections.max(there));
            for (int number = 1; number <= Math.min(last, there.size() + 1); number++) {
                if (!there.contains(number)) {
                    throw new DicomException(instance.file(), "is a part of an image that was cut into "
                            + (instance.object().has(Tag.IN_CONCATENATION_TOTAL) ? last + " files" : "several files")
                            + " (a concatenation), and part " + number + " is missing; add the missing files.");
                }
            }
        }
    }
}
