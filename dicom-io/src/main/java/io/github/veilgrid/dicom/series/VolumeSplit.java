package io.github.veilgrid.dicom.series;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Tag;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Splits a series that visits each place several times into volumes. An attribute may do so only if it explains
 * everything: each of its values must hold each place exactly once. What nothing explains is refused.
 */
final class VolumeSplit {

    /** An attribute that can tell volumes apart. */
    private record Key(String name, VolumeAxis axis, Function<Slice, String> value) {
    }

    private static final List<Key> KEYS = List.of(
            new Key("time point", VolumeAxis.TIME, slice -> content(slice, Tag.TEMPORAL_POSITION_INDEX)),
            new Key("stack", VolumeAxis.KIND, slice -> content(slice, Tag.STACK_ID)),
            new Key("time point", VolumeAxis.TIME, slice -> classic(slice, Tag.TEMPORAL_POSITION)),
            new Key("echo time", VolumeAxis.ECHO, slice -> classic(slice, Tag.ECHO_TIME)),
            new Key("effective echo time", VolumeAxis.ECHO,
                    slice -> number(slice.attributes().group(0x00189114), 0x00189082)),
            new Key("b-value", VolumeAxis.DIFFUSION, VolumeSplit::diffusion),
            new Key("acquisition", VolumeAxis.TIME, slice -> classic(slice, Tag.ACQUISITION_NUMBER)),
            new Key("trigger time", VolumeAxis.TIME, slice -> classic(slice, Tag.TRIGGER_TIME)),
            new Key("frame time", VolumeAxis.TIME, slice -> classic(slice, Tag.FRAME_REFERENCE_TIME)),
            new Key("image type", VolumeAxis.KIND, VolumeSplit::imageType),
            new Key("acquisition time", VolumeAxis.TIME, slice -> classic(slice, Tag.ACQUISITION_TIME)),
            new Key("content time", VolumeAxis.TIME, slice -> classic(slice, Tag.CONTENT_TIME)));

    private VolumeSplit() {
    }

    /**
     * Splits.
     *
     * @param places slices by place, in order
     * @return one volume where each place has one slice
     */
    static List<Stack.Volume> split(List<List<Slice>> places) throws DicomException {
        int count = places.get(0).size();
        for (List<Slice> place : places) {
            if (place.size() != count) {
                List<Slice> more = place.size() > count ? place : places.get(0);
                throw more.get(1).refused("lies at the same place as " + more.get(0).label()
                        + ", while other places of the series hold fewer images; take out what does not belong to it.");
            }
        }
        if (count == 1) {
            return List.of(new Stack.Volume("", VolumeAxis.NONE, places.stream().map(place -> place.get(0)).toList()));
        }
        for (Key key : KEYS) {
            Map<String, List<Slice>> volumes = byKey(places, key.value());
            if (volumes != null && volumes.size() == count) {
                List<Stack.Volume> split = new ArrayList<>();
                volumes.forEach((value, slices) ->
                        split.add(new Stack.Volume(key.name() + " " + value, key.axis(), slices)));
                return split;
            }
        }
        List<Stack.Volume> runs = byInstanceNumber(places);
        if (runs != null) {
            return runs;
        }
        throw places.get(0).get(1).refused("lies at the same place as " + places.get(0).get(0).label()
                + ", and no attribute tells the volumes of the series apart; take out what does not belong together.");
    }

    /** Null if some value lacks a place or holds one twice. */
    private static Map<String, List<Slice>> byKey(List<List<Slice>> places, Function<Slice, String> value) {
        Map<String, List<Slice>> volumes = new TreeMap<>(VolumeSplit::compareNumbersFirst);
        for (int k = 0; k < places.size(); k++) {
            for (Slice slice : places.get(k)) {
                List<Slice> volume = volumes.computeIfAbsent(value.apply(slice), name -> new ArrayList<>());
                if (volume.size() != k) {
                    return null;
                }
                volume.add(slice);
            }
        }
        boolean complete = volumes.values().stream().allMatch(volume -> volume.size() == places.size());
        return complete ? volumes : null;
    }

    /** Instance numbers count through volume after volume: each run of as many as there are places is a volume. */
    private static List<Stack.Volume> byInstanceNumber(List<List<Slice>> places) {
        List<Slice> all = new ArrayList<>();
        IdentityHashMap<Slice, Integer> placeOf = new IdentityHashMap<>();
        Set<String> numbers = new HashSet<>();
        for (int k = 0; k < places.size(); k++) {
            for (Slice slice : places.get(k)) {
                all.add(slice);
                placeOf.put(slice, k);
                numbers.add(slice.instance().text(Tag.INSTANCE_NUMBER));
            }
        }
        if (numbers.size() != all.size() || numbers.stream().anyMatch(text -> !text.matches("[0-9]{1,9}"))) {
            return null;
        }
        all.sort(Comparator.comparingInt(slice -> Integer.parseInt(slice.instance().text(Tag.INSTANCE_NUMBER))));
        List<Stack.Volume> volumes = new ArrayList<>();
        for (int start = 0; start < all.size(); start += places.size()) {
            List<Slice> run = new ArrayList<>(all.subList(start, start + places.size()));
            run.sort(Comparator.comparingInt(placeOf::get));
            for (int k = 0; k < run.size(); k++) {
                if (placeOf.get(run.get(k)) != k) {
                    return null;
                }
            }
            volumes.add(new Stack.Volume(
                    "run " + (volumes.size() + 1) + " of the instance numbers", VolumeAxis.TIME, run));
        }
        return volumes;
    }

    private static int compareNumbersFirst(String a, String b) {
        try {
            int byNumber = Double.compare(Double.parseDouble(a), Double.parseDouble(b));
            return byNumber != 0 ? byNumber : a.compareTo(b);
        } catch (NumberFormatException words) {
            return a.compareTo(b);
        }
    }

    /** The diffusion weighting, or empty text. */
    static String diffusion(Slice slice) {
        String weighting = number(slice.attributes().group(Tag.MR_DIFFUSION), Tag.DIFFUSION_B_VALUE);
        return weighting.isEmpty()
                ? number(slice.attributes().converted(Tag.DIFFUSION_B_VALUE), Tag.DIFFUSION_B_VALUE) : weighting;
    }

    private static String classic(Slice slice, int tag) {
        return slice.attributes().converted(tag).text(tag);
    }

    private static String content(Slice slice, int tag) {
        return slice.attributes().multiFrame() ? number(slice.attributes().group(Tag.FRAME_CONTENT), tag) : "";
    }

    private static String number(DicomObject where, int tag) {
        try {
            double[] numbers = where.numbers(tag);
            return numbers.length == 0 ? "" : BigDecimal.valueOf(numbers[0]).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException words) {
            return where.text(tag);
        }
    }

    private static String imageType(Slice slice) {
        DicomObject image = slice.instance().object();
        if (!slice.attributes().multiFrame()) {
            return String.join("\\", image.texts(Tag.IMAGE_TYPE));
        }
        for (int group : new int[] {0x00189226, 0x00189329, 0x00189751}) {
            DicomObject frameType = slice.attributes().group(group);
            if (frameType.has(Tag.FRAME_TYPE)) {
                return String.join("\\", frameType.texts(Tag.FRAME_TYPE));
            }
        }
        return "";
    }
}
