package io.github.veilgrid.dicom.series;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Tag;

/**
 * Real-world value = slope * stored + intercept (PS3.3 section C.11.1).
 *
 * @param slope not 0
 * @param intercept value of the stored number 0
 * @param declared false where the image says nothing and stored numbers stand for themselves
 */
public record Rescale(double slope, double intercept, boolean declared) {

    static Rescale of(Instance instance, FrameAttributes frame) throws DicomException {
        if (!instance.object().items(Tag.MODALITY_LUT).isEmpty()) {
            throw new DicomException(instance.file(),
                    "maps its values through a Modality LUT, which cannot be written back; it is refused.");
        }
        DicomObject where = frame.group(Tag.PIXEL_VALUE_TRANSFORMATION);
        double[] slope = instance.numbersIfAny(where, Tag.RESCALE_SLOPE, "Rescale Slope");
        double[] intercept = instance.numbersIfAny(where, Tag.RESCALE_INTERCEPT, "Rescale Intercept");
        if (slope.length == 0 && intercept.length == 0) {
            if (instance.text(Tag.MODALITY).equals("PT")) {
                throw new DicomException(instance.file(),
                        "is PET without Rescale Slope and Intercept; its values have no unit.");
            }
            return new Rescale(1, 0, false);
        }
        if (slope.length != 1 || intercept.length != 1) {
            throw new DicomException(instance.file(),
                    "has only one of Rescale Slope and Rescale Intercept; its values are uncertain.");
        }
        if (slope[0] == 0) {
            throw new DicomException(instance.file(), "has a Rescale Slope of 0: all its voxels would be the same.");
        }
        return new Rescale(slope[0], intercept[0], true);
    }

    double value(double stored) {
        double scaled = slope * stored;
        return scaled + intercept;
    }
}
