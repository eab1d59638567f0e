package io.github.veilgrid.dicom.derived;

import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Element;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.Vr;
import io.github.veilgrid.dicom.series.FileSeries;
import io.github.veilgrid.dicom.series.FrameAttributes;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which attributes of the source a derived series carries: those that are identical in all source images and not made
 * untrue by resampling. Private attributes are not carried, their meaning is not known.
 */
final class CommonAttributes {

    /** What is written anew, or describes the stored pixels, the single image or the acquisition of one slice. */
    private static final Set<Integer> NEVER = Set.of(
            Tag.IMAGE_TYPE, Tag.INSTANCE_CREATION_DATE, Tag.INSTANCE_CREATION_TIME, 0x00080014, Tag.SOP_CLASS,
            Tag.SOP_INSTANCE, Tag.SERIES_DATE, Tag.SERIES_TIME, Tag.CONTENT_DATE, Tag.CONTENT_TIME, 0x0008002A,
            0x0008103F, 0x00081111, 0x00081115, 0x00081140, 0x0008114A, 0x00081250,
            Tag.DERIVATION_DESCRIPTION, Tag.SOURCE_IMAGES, Tag.DERIVATION_CODES, 0x00083001, 0x00089007, 0x00089092,
            0x00089121, 0x00089123, 0x00089205, 0x00089206, 0x00089207, 0x00089208, 0x00089209, 0x0008030D,
            Tag.SLICE_THICKNESS, Tag.SPACING_BETWEEN_SLICES, Tag.CONTRIBUTING_EQUIPMENT,
            Tag.INSTANCE_NUMBER, 0x00200020, 0x00200030, Tag.IMAGE_POSITION,
            0x00200035, Tag.IMAGE_ORIENTATION, Tag.SLICE_LOCATION, Tag.TEMPORAL_POSITION, Tag.TEMPORAL_POSITIONS, 0x00200110,
            0x00201002, 0x00201000, 0x00201200, 0x00201206, 0x00201208, 0x00201209, 0x00209161, 0x00209162,
            0x00209163, 0x00209221, 0x00209222, 0x00209228, 0x00209311,
            Tag.SAMPLES_PER_PIXEL, 0x00280006, Tag.NUMBER_OF_FRAMES, 0x00280009, Tag.ROWS,
            Tag.COLUMNS, Tag.PIXEL_SPACING, 0x00280031, 0x00280032, 0x00280034, Tag.BITS_ALLOCATED, Tag.BITS_STORED,
            Tag.HIGH_BIT, Tag.PIXEL_REPRESENTATION, Tag.SMALLEST_PIXEL, Tag.LARGEST_PIXEL, 0x00280108, 0x00280109,
            Tag.PIXEL_PADDING, Tag.PIXEL_PADDING_LIMIT, Tag.RESCALE_INTERCEPT, Tag.RESCALE_SLOPE,
            Tag.LOSSY_COMPRESSION, Tag.LOSSY_RATIO, Tag.LOSSY_METHOD, Tag.MODALITY_LUT, 0x00283010, 0x00287FE0,
            0x00282000, 0x00286010, 0x00286020, 0x00286022, 0x00286023, 0x00286030, 0x00286040,
            Tag.REAL_WORLD_MAPPING, Tag.NUMBER_OF_SLICES, Tag.IMAGE_INDEX, 0x00880200, 0xFFFAFFFA, 0x4FFE0001,
            0xFFFCFFFC);

    /** May be empty but must be there (type 2 of the modules in question), so an emptied one stands for a varying one. */
    private static final Set<Integer> EMPTIED = Set.of(
            Tag.STUDY_DATE, Tag.STUDY_TIME, Tag.ACCESSION_NUMBER, Tag.MANUFACTURER, Tag.REFERRING_PHYSICIAN,
            Tag.PATIENT_NAME, Tag.PATIENT_ID, Tag.PATIENT_BIRTH_DATE, Tag.PATIENT_SEX, 0x00180022, 0x00180023,
            0x00180060, Tag.ECHO_TIME, 0x00180091, Tag.STUDY_ID, Tag.ACQUISITION_NUMBER, Tag.POSITION_REFERENCE);

    /** Demanded of every image (type 1) and different from slice to slice: taken from the nearest source slice. */
    private static final List<Integer> OF_NEAREST = List.of(
            Tag.ACQUISITION_DATE, Tag.ACQUISITION_TIME, Tag.ACTUAL_FRAME_DURATION, Tag.FRAME_REFERENCE_TIME,
            0x00541321, 0x00541322, 0x00541323);

    private CommonAttributes() {
    }

    /**
     * The attributes that all slices of a volume share and, unless they tell volumes apart, all slices of the series.
     *
     * @param slices images of the volume
     * @param series images of all volumes that become one series
     */
    static DicomObject of(List<DicomObject> slices, Collection<DicomObject> series) throws IOException {
        DicomObject.Builder common = of(slices).toBuilder();
        for (int tag : common.build().tags()) {
            boolean ofVolume = tag >>> 16 == 0x0018 || tag >>> 16 == 0x0054 || OF_NEAREST.contains(tag)
                    || tag == Tag.ACQUISITION_NUMBER;
            if (!ofVolume && !same(series, tag)) {
                common.remove(tag);
            }
        }
        return common.build();
    }

    private static DicomObject of(List<DicomObject> slices) throws IOException {
        Set<DicomObject> images = new LinkedHashSet<>(slices);
        DicomObject first = slices.get(0);
        boolean oneCharacterSet = same(images, Tag.SPECIFIC_CHARACTER_SET);
        DicomObject.Builder common = DicomObject.builder();
        for (Element element : first.elements()) {
            int tag = element.tag();
            if (!carried(tag)) {
                continue;
            }
            if (same(images, tag)) {
                if (oneCharacterSet || ascii(element)) {
                    common.put(element);
                }
            } else if (EMPTIED.contains(tag)) {
                common.put(new Element.Value(tag, element.vr(), new byte[0]));
            }
        }
        return common.build();
    }

    /** What one image has of its own. */
    static DicomObject own(FrameAttributes image, DicomObject common) {
        DicomObject.Builder own = DicomObject.builder();
        for (int tag : OF_NEAREST) {
            if (!common.has(tag)) {
                image.converted(tag).get(tag).ifPresent(own::put);
            }
        }
        return own.build();
    }

    static boolean carried(int tag) {
        int group = tag >>> 16;
        boolean overlayOrCurve = (group & 0xFF00) == 0x6000 || (group & 0xFF00) == 0x5000;
        return group > 2 && (group & 1) == 0 && group != 0x0004 && group < 0x7F00 && !overlayOrCurve && group != 0x5200
                && group != 0x0400 && !NEVER.contains(tag);
    }

    private static boolean same(Collection<DicomObject> images, int tag) throws IOException {
        Element first = images.iterator().next().get(tag).orElse(null);
        for (DicomObject image : images) {
            Element other = image.get(tag).orElse(null);
            boolean same = first == null ? other == null : other != null && FileSeries.equal(first, other);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static boolean ascii(Element element) {
        if (element instanceof Element.Value value && value.vr().word() == 1 && value.vr() != Vr.OB) {
            for (byte b : value.bytes()) {
                if (b < 0 || b == 0x1B) {
                    return false;
                }
            }
        }
        return true;
    }
}
