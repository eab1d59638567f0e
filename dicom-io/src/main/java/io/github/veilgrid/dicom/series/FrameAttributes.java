package io.github.veilgrid.dicom.series;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Tag;

/**
 * Where the attributes of one frame stand: in the object itself for a classic image, in functional groups (of the frame,
 * else shared, PS3.3 section C.7.6.16) for an enhanced one.
 *
 * @param multiFrame whether functional groups are used
 * @param image the whole object
 * @param shared item of the shared functional groups
 * @param own item of the frame's own functional groups
 */
public record FrameAttributes(boolean multiFrame, DicomObject image, DicomObject shared, DicomObject own) {

    static FrameAttributes classic(DicomObject image) {
        return new FrameAttributes(false, image, DicomObject.empty(), DicomObject.empty());
    }

    /** The object that holds the attributes of a functional group. */
    public DicomObject group(int sequence) {
        if (!multiFrame) {
            return image;
        }
        return own.has(sequence) ? own.item(sequence) : shared.item(sequence);
    }

    double[] position(Instance instance) throws DicomException {
        return instance.numbers(group(Tag.PLANE_POSITIONS), Tag.IMAGE_POSITION, 3, "Image Position (Patient)");
    }

    double[] orientation(Instance instance) throws DicomException {
        return instance.numbers(group(Tag.PLANE_ORIENTATIONS), Tag.IMAGE_ORIENTATION, 6, "Image Orientation (Patient)");
    }

    double[] spacing(Instance instance) throws DicomException {
        return instance.numbers(group(Tag.PIXEL_MEASURES), Tag.PIXEL_SPACING, 2, "Pixel Spacing");
    }

}
