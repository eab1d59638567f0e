package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.series.Slice;
import io.github.veilgrid.dicom.series.Stack;
import io.github.veilgrid.dicom.series.VolumeAxis;
import java.util.List;
import java.util.stream.Collectors;

/** Which volumes of a series to read. Several are taken only if they were asked for and are the same quantity. */
final class VolumeChoice {

    private VolumeChoice() {
    }

    static List<Stack.Volume> of(Stack stack, ReadOptions options) throws DicomException {
        List<Stack.Volume> volumes = stack.volumes();
        if (options.volume().isPresent()) {
            int index = options.volume().getAsInt();
            if (index >= volumes.size()) {
                throw new DicomException("There is no volume " + index + "; the series holds " + volumes.size()
                        + ", counted from 0.");
            }
            return List.of(volumes.get(index));
        }
        if (volumes.size() > 1 && !sameQuantity(volumes)) {
            throw choose("The series holds " + volumes.size() + " volumes that may be different quantities", volumes, "");
        }
        if (volumes.size() > 1 && !options.allVolumes()) {
            throw choose("The series holds " + volumes.size() + " volumes on one grid", volumes,
                    ", or take them as one scan with --volume all");
        }
        return volumes;
    }

    /** PET is scaled slice by slice, and time points may be; elsewhere another rescale speaks of another quantity. */
    private static boolean sameQuantity(List<Stack.Volume> volumes) {
        Slice first = volumes.get(0).slices().get(0);
        VolumeAxis axis = volumes.get(0).axis();
        boolean mayBeScaled = axis == VolumeAxis.TIME || first.instance().text(Tag.MODALITY).equals("PT");
        return axis.oneQuantity() && (mayBeScaled || volumes.stream().flatMap(volume -> volume.slices().stream())
                .allMatch(slice -> slice.rescale().equals(first.rescale())));
    }

    private static DicomException choose(String why, List<Stack.Volume> volumes, String orAll) {
        return new DicomException(why + " ("
                + volumes.stream().limit(12).map(Stack.Volume::label).collect(Collectors.joining(", "))
                + (volumes.size() > 12 ? ", ..." : "") + "); choose one with --volume 0 to " + (volumes.size() - 1)
                + orAll + ".");
    }
}
