package io.github.veilgrid.dicom.derived;

import io.github.veilgrid.dicom.data.DicomObject;
import io.github.veilgrid.dicom.data.Element;
import io.github.veilgrid.dicom.data.Tag;
import io.github.veilgrid.dicom.data.Vr;
import io.github.veilgrid.dicom.series.DecimalString;
import io.github.veilgrid.dicom.series.FrameAttributes;
import io.github.veilgrid.dicom.series.ImageClass;
import java.util.ArrayList;
import java.util.List;

/**
 * What a classic image must say and the source does not, or says elsewhere: enhanced images hold the acquisition in
 * functional groups and other words (PS3.3 C.8.13, C.8.15), and attributes that may be empty must still be there.
 */
final class ClassicAttributes {

    private static final int BODY_PART = 0x00180015;
    private static final int LATERALITY = 0x00200060;
    private static final int PATIENT_POSITION = 0x00185100;
    private static final int SCANNING_SEQUENCE = 0x00180020;
    private static final int SEQUENCE_VARIANT = 0x00180021;
    private static final int KVP = 0x00180060;
    private static final int REPETITION_TIME = 0x00180080;
    private static final int ECHO_TRAIN_LENGTH = 0x00180091;
    private static final int FLIP_ANGLE = 0x00181314;

    private static final int MR_TIMING = 0x00189112;
    private static final int MR_ECHO = 0x00189114;
    private static final int MR_MODIFIER = 0x00189115;
    private static final int CT_XRAY = 0x00189325;
    private static final int PIXEL_VALUES = Tag.PIXEL_VALUE_TRANSFORMATION;
    private static final int VOI_LUT = 0x00289132;

    private final DicomObject.Builder image;
    private final FrameAttributes first;

    private ClassicAttributes(DicomObject.Builder image, FrameAttributes first) {
        this.image = image;
        this.first = first;
    }

    static DicomObject complete(DicomObject common, ImageClass kind, FrameAttributes first) {
        DicomObject.Builder image = common.toBuilder();
        ClassicAttributes classic = new ClassicAttributes(image, first);
        if (first.multiFrame()) {
            classic.unassigned();
        }
        if (first.multiFrame() && kind == ImageClass.MR) {
            classic.magneticResonance();
        }
        if (first.multiFrame() && kind == ImageClass.CT) {
            classic.decimal(KVP, CT_XRAY, KVP);
        }
        if (first.multiFrame()) {
            classic.carry(PIXEL_VALUES, Tag.RESCALE_TYPE);
            classic.carry(VOI_LUT, Tag.WINDOW_CENTER, Tag.WINDOW_WIDTH);
        }
        classic.empty(Vr.PN, Tag.PATIENT_NAME, Tag.REFERRING_PHYSICIAN);
        classic.empty(Vr.LO, Tag.PATIENT_ID, Tag.MANUFACTURER);
        classic.empty(Vr.DA, Tag.PATIENT_BIRTH_DATE, Tag.STUDY_DATE);
        classic.empty(Vr.TM, Tag.STUDY_TIME);
        classic.empty(Vr.CS, Tag.PATIENT_SEX);
        classic.empty(Vr.SH, Tag.ACCESSION_NUMBER, Tag.STUDY_ID);
        if (common.has(Tag.FRAME_OF_REFERENCE)) {
            classic.empty(Vr.LO, Tag.POSITION_REFERENCE);
        }
        if (!common.has(BODY_PART)) {
            classic.empty(Vr.CS, LATERALITY);
        }
        classic.empty(Vr.CS, PATIENT_POSITION);
        if (kind == ImageClass.CT) {
            classic.empty(Vr.DS, KVP);
            classic.empty(Vr.IS, Tag.ACQUISITION_NUMBER);
        }
        if (kind == ImageClass.MR) {
            classic.empty(Vr.CS, 0x00180022, 0x00180023);
            classic.empty(Vr.DS, REPETITION_TIME, Tag.ECHO_TIME);
            classic.empty(Vr.IS, ECHO_TRAIN_LENGTH);
        }
        return image.build();
    }

    /** What an image made of classic ones kept of them and all its frames share. */
    private void unassigned() {
        for (Element element : first.shared().item(FrameAttributes.UNASSIGNED_SHARED).elements()) {
            if (CommonAttributes.carried(element.tag()) && !image.has(element.tag())) {
                image.put(element);
            }
        }
    }

    /** Only what all frames share; a window of the first frame would be no window of the series. */
    private void carry(int group, int... tags) {
        for (int tag : tags) {
            if (!image.has(tag)) {
                first.shared().item(group).get(tag).ifPresent(image::put);
            }
        }
    }

    private void empty(Vr vr, int... tags) {
        for (int tag : tags) {
            if (!image.has(tag)) {
                image.text(tag, vr, "");
            }
        }
    }

    private void magneticResonance() {
        DicomObject modifier = first.group(MR_MODIFIER);
        List<String> sequence = new ArrayList<>();
        String echo = first.image().text(0x00189008);
        add(sequence, "SE", echo.equals("SPIN") || echo.equals("BOTH"));
        add(sequence, "GR", echo.equals("GRADIENT") || echo.equals("BOTH"));
        add(sequence, "IR", modifier.text(0x00189009).equals("YES"));
        add(sequence, "EP", first.image().text(0x00189018).equals("YES"));
        add(sequence, "RM", sequence.isEmpty());
        text(SCANNING_SEQUENCE, sequence);
        List<String> variant = new ArrayList<>();
        String segmented = first.image().text(0x00189033);
        add(variant, "SK", !segmented.isEmpty() && !segmented.equals("SINGLE"));
        String spoiling = modifier.text(0x00189016);
        add(variant, "SP", !spoiling.isEmpty() && !spoiling.equals("NONE"));
        add(variant, "NONE", variant.isEmpty());
        text(SEQUENCE_VARIANT, variant);
        decimal(REPETITION_TIME, MR_TIMING, REPETITION_TIME);
        decimal(FLIP_ANGLE, MR_TIMING, FLIP_ANGLE);
        decimal(Tag.ECHO_TIME, MR_ECHO, 0x00189082);
        double[] train = numbers(first.group(MR_TIMING), ECHO_TRAIN_LENGTH);
        if (!image.has(ECHO_TRAIN_LENGTH) && train.length == 1) {
            image.text(ECHO_TRAIN_LENGTH, Vr.IS, Long.toString((long) train[0]));
        }
    }

    private static void add(List<String> words, String word, boolean applies) {
        if (applies) {
            words.add(word);
        }
    }

    private void text(int tag, List<String> words) {
        if (!image.has(tag)) {
            image.text(tag, Vr.CS, words.toArray(new String[0]));
        }
    }

    private void decimal(int tag, int group, int source) {
        double[] numbers = numbers(first.group(group), source);
        if (!image.has(tag) && numbers.length > 0) {
            image.text(tag, Vr.DS, DecimalString.of(numbers[0]));
        }
    }

    private static double[] numbers(DicomObject where, int tag) {
        try {
            return where.numbers(tag);
        } catch (NumberFormatException words) {
            return new double[0];
        }
    }
}
