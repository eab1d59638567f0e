package io.github.veilgrid.dicom.series;

import io.github.veilgrid.dicom.data.ByteSource;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Element;
import io.github.veilgrid.dicom.data.Tag;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of one series.
 *
 * @param uid Series Instance UID
 * @param instances its files
 */
public record FileSeries(String uid, List<Instance> instances) {

    static List<FileSeries> group(List<Instance> instances) {
        Map<String, List<Instance>> series = new LinkedHashMap<>();
        for (Instance instance : instances) {
            series.computeIfAbsent(instance.seriesUid(), uid -> new ArrayList<>()).add(instance);
        }
        List<FileSeries> all = new ArrayList<>();
        series.forEach((uid, files) -> all.add(new FileSeries(uid, List.copyOf(files))));
        return all;
    }

    /** Each SOP instance once; a second file of the same instance must be a true copy. */
    private List<Instance> withoutCopies(List<String> remarks) throws DicomException {
        Map<String, Instance> once = new LinkedHashMap<>();
        for (Instance instance : instances) {
            String sop = instance.text(Tag.SOP_INSTANCE);
            Instance twin = once.putIfAbsent(sop.isEmpty() ? instance.file().toString() : sop, instance);
            if (twin != null) {
                requireEqual(twin, instance);
                remarks.add(instance.file() + " is a copy of " + twin.file() + "; it was skipped.");
            }
        }
        return List.copyOf(once.values());
    }

    private static void requireEqual(Instance a, Instance b) throws DicomException {
        try {
            if (!equal(a.object(), b.object())) {
                throw new DicomException(b.file(), "claims to be the same instance as " + a.file()
                        + " but differs from it; take out the one that does not belong to the series.");
            }
        } catch (DicomException refused) {
            throw refused;
        } catch (IOException unreadable) {
            throw new DicomException(b.file(), "cannot be read (" + unreadable.getMessage() + ").", unreadable);
        }
    }

    private static boolean equal(DicomObject a, DicomObject b) throws IOException {
        if (!a.tags().equals(b.tags())) {
            return false;
        }
        Iterator<Element> others = b.elements().iterator();
        for (Element element : a.elements()) {
            if (!equal(element, others.next())) {
                return false;
            }
        }
        return true;
    }

    /** Whether two elements hold the same, bytes in files included. */
    public static boolean equal(Element a, Element b) throws IOException {
        if (a.tag() != b.tag() || a.vr() != b.vr()) {
            return false;
        }
        if (a instanceof Element.Value one && b instanceof Element.Value two) {
            return Arrays.equals(one.bytes(), two.bytes());
        }
        if (a instanceof Element.Bulk one && b instanceof Element.Bulk two) {
            return equal(one.bytes(), two.bytes());
        }
        if (a instanceof Element.Fragments one && b instanceof Element.Fragments two) {
            boolean same = Arrays.equals(one.offsetTable(), two.offsetTable())
                    && one.fragments().size() == two.fragments().size();
            for (int i = 0; same && i < one.fragments().size(); i++) {
                same = equal(one.fragments().get(i), two.fragments().get(i));
            }
            return same;
        }
        if (a instanceof Element.Items one && b instanceof Element.Items two) {
            boolean same = one.items().size() == two.items().size();
            for (int i = 0; same && i < one.items().size(); i++) {
                same = equal(one.items().get(i), two.items().get(i));
            }
            return same;
        }
        return false;
    }

    private static boolean equal(ByteSource a, ByteSource b) throws IOException {
        return a.length() == b.length() && Arrays.equals(a.all(), b.all());
    }

    /** Whether a volume could come of it: an image of a readable class that is not a scout. */
    public boolean mayBeVolume() {
        return instances.stream().anyMatch(instance ->
                ImageClass.of(instance.text(Tag.SOP_CLASS)).isPresent() && !localizer(instance));
    }

    /** All slices; scouts that share the series with real slices are left out and named. */
    public List<Slice> slices(List<String> remarks) throws DicomException {
        boolean only = instances.stream().allMatch(FileSeries::localizer);
        List<Slice> slices = new ArrayList<>();
        Concatenation.requireWhole(instances);
        for (Instance instance : withoutCopies(remarks)) {
            if (!only && localizer(instance)) {
                remarks.add(instance.file() + " is a scout (localizer) image; it was left out.");
            } else {
                slices.addAll(SliceReader.slices(instance));
            }
        }
        return slices;
    }

    private static boolean localizer(Instance instance) {
        return instance.object().texts(Tag.IMAGE_TYPE).contains("LOCALIZER");
    }

    /** What its images are, in words. */
    public String kind() {
        Instance first = instances.get(0);
        return localizer(first) ? "a scout" : ImageClass.describe(first.text(Tag.SOP_CLASS));
    }

    /** An attribute of the series, from its first file. */
    public String text(int tag) {
        return instances.get(0).object().humanText(tag);
    }
}
