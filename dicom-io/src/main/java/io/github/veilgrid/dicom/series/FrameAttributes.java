package io.github.veilgrid.dicom.series;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Tag;
import java.util.List;

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

    /** What all frames of a legacy converted image have. */
    public static final int UNASSIGNED_SHARED = 0x00209170;
    /** What each of them has of its own. */
    public static final int UNASSIGNED_PER_FRAME = 0x00209171;

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

    /**
     * Where an attribute of classic images stands: in the image, or where an image made of classic ones keeps those that it
     * has no group for (Unassigned Per-Frame and Shared Converted Attributes, PS3.3 C.7.6.16.2.25 and .26).
     */
    public DicomObject converted(int tag) {
        for (DicomObject where : List.of(own.item(UNASSIGNED_PER_FRAME), shared.item(UNASSIGNED_SHARED))) {
            if (multiFrame && where.has(tag)) {
                return where;
            }
        }
        return image;
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
