package io.github.veilgrid.dicom.data;

import java.util.Locale;

/** Tags used here, {@code 0xggggeeee} (PS3.6). */
public final class Tag {

    public static final int FILE_META_VERSION = 0x00020001;
    public static final int MEDIA_STORAGE_SOP_CLASS = 0x00020002;
    public static final int MEDIA_STORAGE_SOP_INSTANCE = 0x00020003;
    public static final int TRANSFER_SYNTAX = 0x00020010;
    public static final int IMPLEMENTATION_CLASS = 0x00020012;
    public static final int IMPLEMENTATION_VERSION = 0x00020013;

    public static final int DIRECTORY_RECORDS = 0x00041220;
    public static final int DIRECTORY_RECORD_TYPE = 0x00041430;
    public static final int REFERENCED_FILE = 0x00041500;

    public static final int SPECIFIC_CHARACTER_SET = 0x00080005;
    public static final int IMAGE_TYPE = 0x00080008;
    public static final int INSTANCE_CREATION_DATE = 0x00080012;
    public static final int INSTANCE_CREATION_TIME = 0x00080013;
    public static final int SOP_CLASS = 0x00080016;
    public static final int SOP_INSTANCE = 0x00080018;
    public static final int STUDY_DATE = 0x00080020;
    public static final int SERIES_DATE = 0x00080021;
    public static final int ACQUISITION_DATE = 0x00080022;
    public static final int CONTENT_DATE = 0x00080023;
    public static final int STUDY_TIME = 0x00080030;
    public static final int SERIES_TIME = 0x00080031;
    public static final int ACQUISITION_TIME = 0x00080032;
    public static final int CONTENT_TIME = 0x00080033;
    public static final int ACCESSION_NUMBER = 0x00080050;
    public static final int MODALITY = 0x00080060;
    public static final int MANUFACTURER = 0x00080070;
    public static final int REFERRING_PHYSICIAN = 0x00080090;
    public static final int CODE_VALUE = 0x00080100;
    public static final int CODING_SCHEME = 0x00080102;
    public static final int CODE_MEANING = 0x00080104;
    public static final int SERIES_DESCRIPTION = 0x0008103E;
    public static final int MODEL_NAME = 0x00081090;
    public static final int REFERENCED_SOP_CLASS = 0x00081150;
    public static final int REFERENCED_SOP_INSTANCE = 0x00081155;
    public static final int REFERENCED_FRAME_NUMBER = 0x00081160;
    public static final int DERIVATION_DESCRIPTION = 0x00082111;
    public static final int DERIVATION_IMAGES = 0x00089124;
    public static final int SOURCE_IMAGES = 0x00082112;
    public static final int DERIVATION_CODES = 0x00089215;
    public static final int FRAME_TYPE = 0x00089007;

    public static final int PATIENT_NAME = 0x00100010;
    public static final int PATIENT_ID = 0x00100020;
    public static final int PATIENT_BIRTH_DATE = 0x00100030;
    public static final int PATIENT_SEX = 0x00100040;

    public static final int SLICE_THICKNESS = 0x00180050;
    public static final int ECHO_TIME = 0x00180081;
    public static final int SPACING_BETWEEN_SLICES = 0x00180088;
    public static final int SOFTWARE_VERSIONS = 0x00181020;
    public static final int GANTRY_TILT = 0x00181120;
    public static final int ACTUAL_FRAME_DURATION = 0x00181242;
    public static final int TRIGGER_TIME = 0x00181060;
    public static final int CONTRIBUTING_EQUIPMENT = 0x0018A001;

    public static final int STUDY_UID = 0x0020000D;
    public static final int SERIES_UID = 0x0020000E;
    public static final int STUDY_ID = 0x00200010;
    public static final int SERIES_NUMBER = 0x00200011;
    public static final int ACQUISITION_NUMBER = 0x00200012;
    public static final int INSTANCE_NUMBER = 0x00200013;
    public static final int IMAGE_POSITION = 0x00200032;
    public static final int IMAGE_ORIENTATION = 0x00200037;
    public static final int FRAME_OF_REFERENCE = 0x00200052;
    public static final int TEMPORAL_POSITION = 0x00200100;
    public static final int TEMPORAL_POSITIONS = 0x00200105;
    public static final int POSITION_REFERENCE = 0x00201040;
    public static final int SLICE_LOCATION = 0x00201041;
    public static final int FRAME_CONTENT = 0x00209111;
    public static final int PLANE_POSITIONS = 0x00209113;
    public static final int PLANE_ORIENTATIONS = 0x00209116;
    public static final int STACK_ID = 0x00209056;
    public static final int TEMPORAL_POSITION_INDEX = 0x00209128;
    public static final int CONCATENATION = 0x00209161;
    public static final int IN_CONCATENATION_NUMBER = 0x00209162;
    public static final int IN_CONCATENATION_TOTAL = 0x00209163;

    public static final int SAMPLES_PER_PIXEL = 0x00280002;
    public static final int PHOTOMETRIC = 0x00280004;
    public static final int NUMBER_OF_FRAMES = 0x00280008;
    public static final int ROWS = 0x00280010;
    public static final int COLUMNS = 0x00280011;
    public static final int PIXEL_SPACING = 0x00280030;
    public static final int BITS_ALLOCATED = 0x00280100;
    public static final int BITS_STORED = 0x00280101;
    public static final int HIGH_BIT = 0x00280102;
    public static final int PIXEL_REPRESENTATION = 0x00280103;
    public static final int SMALLEST_PIXEL = 0x00280106;
    public static final int LARGEST_PIXEL = 0x00280107;
    public static final int PIXEL_PADDING = 0x00280120;
    public static final int PIXEL_PADDING_LIMIT = 0x00280121;
    public static final int WINDOW_CENTER = 0x00281050;
    public static final int WINDOW_WIDTH = 0x00281051;
    public static final int RESCALE_INTERCEPT = 0x00281052;
    public static final int RESCALE_SLOPE = 0x00281053;
    public static final int RESCALE_TYPE = 0x00281054;
    public static final int LOSSY_COMPRESSION = 0x00282110;
    public static final int LOSSY_RATIO = 0x00282112;
    public static final int LOSSY_METHOD = 0x00282114;
    public static final int MODALITY_LUT = 0x00283000;
    public static final int PIXEL_MEASURES = 0x00289110;
    public static final int PIXEL_VALUE_TRANSFORMATION = 0x00289145;
    public static final int REAL_WORLD_MAPPING = 0x00409096;
    public static final int PURPOSE_CODES = 0x0040A170;

    public static final int DIFFUSION_B_VALUE = 0x00189087;
    public static final int MR_DIFFUSION = 0x00189117;
    public static final int DIFFUSION_GRADIENT = 0x00189076;
    public static final int DIFFUSION_DIRECTION = 0x00189089;

    public static final int NUMBER_OF_SLICES = 0x00540081;
    public static final int NUMBER_OF_TIME_SLICES = 0x00540101;
    public static final int SERIES_TYPE = 0x00541000;
    public static final int UNITS = 0x00541001;
    public static final int DECAY_CORRECTION = 0x00541102;
    public static final int FRAME_REFERENCE_TIME = 0x00541300;
    public static final int IMAGE_INDEX = 0x00541330;

    public static final int SHARED_GROUPS = 0x52009229;
    public static final int PER_FRAME_GROUPS = 0x52009230;

    public static final int FLOAT_PIXEL_DATA = 0x7FE00008;
    public static final int DOUBLE_PIXEL_DATA = 0x7FE00009;
    public static final int PIXEL_DATA = 0x7FE00010;

    public static final int ITEM = 0xFFFEE000;
    public static final int ITEM_END = 0xFFFEE00D;
    public static final int SEQUENCE_END = 0xFFFEE0DD;

    private Tag() {
    }

    /** The usual way to write a tag, {@code (gggg,eeee)}. */
    public static String show(int tag) {
        return String.format(Locale.ROOT, "(%04X,%04X)", tag >>> 16, tag & 0xFFFF);
    }
}
