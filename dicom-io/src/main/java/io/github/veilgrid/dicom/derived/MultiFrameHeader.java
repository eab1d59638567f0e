package io.github.veilgrid.dicom.derived;

import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Element;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.Vr;
import io.github.veilgrid.dicom.series.FrameAttributes;
import io.github.veilgrid.dicom.series.ImageClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Turns the attributes of classic images into those of one Legacy Converted Enhanced object (PS3.3 sections A.70 to
 * A.72): what frames share and what each has of its own goes into functional groups (C.7.6.16), and what only classic
 * images know is kept as unassigned converted attributes. These objects know no inverse display (Photometric
 * Interpretation is MONOCHROME2, Presentation LUT Shape IDENTITY: C.8.13.1, C.8.15.2, C.8.22.3), so that MONOCHROME1 ends
 * here; pixel values stay what they are.
 */
final class MultiFrameHeader {

    private static final int WINDOW_EXPLANATION = 0x00281055;
    private static final int VOI_LUT = 0x00289132;
    private static final int IN_STACK_POSITION = 0x00209057;
    private static final int PIXEL_PRESENTATION = 0x00089205;
    private static final int VOLUMETRIC_PROPERTIES = 0x00089206;
    private static final int VOLUME_TECHNIQUE = 0x00089207;
    private static final int ACQUISITION_CONTEXT = 0x00400555;
    private static final int LUT_SHAPE = 0x20500020;
    private static final int SOURCE_EVIDENCE = 0x00089154;
    private static final int REFERENCED_SERIES = 0x00081115;
    private static final int REFERENCED_SOPS = 0x00081199;
    private static final int CONTENT_QUALIFICATION = 0x00189004;

    /** Acquisition attributes that the multi-frame object has at its top, too. */
    private static final Set<Integer> AT_TOP = Set.of(0x00180015, 0x00181000, 0x00181020, 0x00181030, 0x00185100,
            Tag.CONTRIBUTING_EQUIPMENT);

    private MultiFrameHeader() {
    }

    /** Attributes of the object without functional groups of single frames. */
    static DicomObject.Builder common(DicomObject base, Template source, int frames) {
        ImageClass kind = source.kind();
        DicomObject.Builder image = DicomObject.builder();
        DicomObject.Builder unassigned = DicomObject.builder();
        for (Element element : base.elements()) {
            int group = element.tag() >>> 16;
            boolean acquisition = (group == 0x0018 || group == 0x0054) && !AT_TOP.contains(element.tag());
            (acquisition ? unassigned : image).put(element);
        }
        unassigned.remove(Tag.SLICE_THICKNESS);
        String[] type = {"DERIVED", "PRIMARY", "VOLUME", "RESAMPLED"};
        image.text(Tag.IMAGE_TYPE, Vr.CS, type);
        image.text(Tag.MEDIA_STORAGE_SOP_CLASS, Vr.UI, sopClass(kind)).text(Tag.SOP_CLASS, Vr.UI, sopClass(kind));
        image.text(Tag.NUMBER_OF_FRAMES, Vr.IS, Integer.toString(frames));
        image.text(LUT_SHAPE, Vr.CS, "IDENTITY").text(Tag.PHOTOMETRIC, Vr.CS, "MONOCHROME2");
        image.items(ACQUISITION_CONTEXT, new DicomObject[0]);
        if (source.images().stream().anyMatch(from -> !from.sopInstance().isEmpty())) {
            image.items(SOURCE_EVIDENCE, evidence(source));
        }
        if (kind == ImageClass.PET) {
            image.text(CONTENT_QUALIFICATION, Vr.CS, "RESEARCH");
        }
        describe(image);
        if (!image.has(0x00180015)) {
            image.text(0x00200060, Vr.CS, "");
        }
        DicomObject.Builder shared = DicomObject.builder();
        shared.items(Tag.PIXEL_MEASURES, move(base, image, Tag.PIXEL_SPACING).toBuilder()
                .put(base.get(Tag.SLICE_THICKNESS).orElseThrow()).build());
        shared.items(Tag.PLANE_ORIENTATIONS, move(base, image, Tag.IMAGE_ORIENTATION));
        DicomObject.Builder rescale =
                move(base, image, Tag.RESCALE_INTERCEPT, Tag.RESCALE_SLOPE, Tag.RESCALE_TYPE).toBuilder();
        if (!rescale.has(Tag.RESCALE_SLOPE)) {
            rescale.text(Tag.RESCALE_INTERCEPT, Vr.DS, "0").text(Tag.RESCALE_SLOPE, Vr.DS, "1");
        }
        rescale.text(Tag.RESCALE_TYPE, Vr.LO, kind == ImageClass.CT ? "HU" : "US");
        shared.items(Tag.PIXEL_VALUE_TRANSFORMATION, rescale.build());
        DicomObject window = move(base, image, Tag.WINDOW_CENTER, Tag.WINDOW_WIDTH, WINDOW_EXPLANATION);
        if (window.has(Tag.WINDOW_CENTER)) {
            shared.items(VOI_LUT, window);
        }
        shared.items(frameTypeGroup(kind),
                describe(DicomObject.builder().text(Tag.FRAME_TYPE, Vr.CS, type)).build());
        shared.items(FrameAttributes.UNASSIGNED_SHARED, unassigned.build());
        image.items(Tag.SHARED_GROUPS, shared.build());
        return image;
    }

    /** Functional groups of one frame. */
    static DicomObject frame(DicomObject classic, DicomObject own, int z) {
        DicomObject.Builder derivation = DicomObject.builder();
        derivation.items(Tag.SOURCE_IMAGES, new DicomObject[0]);
        for (int tag : new int[] {Tag.DERIVATION_DESCRIPTION, Tag.DERIVATION_CODES, Tag.SOURCE_IMAGES}) {
            classic.get(tag).ifPresent(derivation::put);
        }
        return DicomObject.builder()
                .items(Tag.DERIVATION_IMAGES, derivation.build())
                .items(Tag.FRAME_CONTENT, DicomObject.builder().text(Tag.STACK_ID, Vr.SH, "1")
                        .integers(IN_STACK_POSITION, Vr.UL, z + 1).build())
                .items(Tag.PLANE_POSITIONS,
                        DicomObject.builder().put(classic.get(Tag.IMAGE_POSITION).orElseThrow()).build())
                .items(FrameAttributes.UNASSIGNED_PER_FRAME, own)
                .build();
    }

    /** All source images, by study and series (table 10-3b of PS3.3). */
    private static DicomObject evidence(Template source) {
        List<DicomObject> images = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (SourceImage image : source.images()) {
            if (!image.sopInstance().isEmpty() && named.add(image.sopInstance())) {
                images.add(DicomObject.builder().text(Tag.REFERENCED_SOP_CLASS, Vr.UI, image.sopClass())
                        .text(Tag.REFERENCED_SOP_INSTANCE, Vr.UI, image.sopInstance()).build());
            }
        }
        return DicomObject.builder()
                .text(Tag.STUDY_UID, Vr.UI, source.common().text(Tag.STUDY_UID))
                .items(REFERENCED_SERIES, DicomObject.builder()
                        .text(Tag.SERIES_UID, Vr.UI, source.common().text(Tag.SERIES_UID))
                        .items(REFERENCED_SOPS, images).build())
                .build();
    }

    private static DicomObject.Builder describe(DicomObject.Builder image) {
        return image.text(PIXEL_PRESENTATION, Vr.CS, "MONOCHROME").text(VOLUMETRIC_PROPERTIES, Vr.CS, "VOLUME")
                .text(VOLUME_TECHNIQUE, Vr.CS, "NONE");
    }

    private static DicomObject move(DicomObject from, DicomObject.Builder away, int... tags) {
        DicomObject.Builder group = DicomObject.builder();
        for (int tag : tags) {
            from.get(tag).ifPresent(group::put);
            away.remove(tag);
        }
        return group.build();
    }

    private static String sopClass(ImageClass kind) {
        return switch (kind) {
            case CT -> ImageClass.LEGACY_CT.uid();
            case MR -> ImageClass.LEGACY_MR.uid();
            default -> ImageClass.LEGACY_PET.uid();
        };
    }

    private static int frameTypeGroup(ImageClass kind) {
        return switch (kind) {
            case CT -> 0x00189329;
            case MR -> 0x00189226;
            default -> 0x00189751;
        };
    }
}
