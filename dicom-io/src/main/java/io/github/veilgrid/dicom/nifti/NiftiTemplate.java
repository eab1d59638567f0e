package io.github.veilgrid.dicom.nifti;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What a file made of another carries over besides grid and voxels (names as in nifti1.h).
 *
 * @param space {@code sform_code}: in which space positions are, 1 for the scanner's, 4 for MNI 152
 * @param intentCode {@code intent_code}: what voxels are, 1002 for labels
 * @param intentName {@code intent_name}, up to 16 characters
 * @param timeStep {@code pixdim[4]} between volumes
 * @param timeUnits {@code xyzt_units} of the time step: 8, 16, 24 for s, ms, us; 0 unknown
 * @param description {@code descrip}: how the voxels came about; written up to 79 characters
 */
public record NiftiTemplate(int space, int intentCode, String intentName, float timeStep, int timeUnits, String description) {

    private static final int INTENT_CODE = 68;
    private static final int TIME_STEP = 92;
    private static final int UNITS = 123;
    private static final int QFORM_CODE = 252;
    private static final int SFORM_CODE = 254;
    private static final int INTENT_NAME = 328;
    private static final int NAME_BYTES = 16;
    private static final int DESCRIPTION = 148;
    private static final int DESCRIPTION_BYTES = 80;
    private static final int TIME_BITS = 0x38;
    private static final int SCANNER = 1;
    private static final int ALIGNED = 2;

    /** Of a scan in the space of its scanner, with nothing more to say. */
    public static final NiftiTemplate PLAIN = new NiftiTemplate(SCANNER, 0, "", 1, 0, "");

    /** The same in a space that is no scanner's: aligned to something else, more or less. */
    public NiftiTemplate elsewhere() {
        return new NiftiTemplate(ALIGNED, intentCode, intentName, timeStep, timeUnits, description);
    }

    /** The same with another description. */
    public NiftiTemplate describing(String how) {
        return new NiftiTemplate(space, intentCode, intentName, timeStep, timeUnits, how);
    }

    static NiftiTemplate read(ByteBuffer header) {
        int space = header.getShort(SFORM_CODE) > 0 ? header.getShort(SFORM_CODE) : header.getShort(QFORM_CODE);
        return new NiftiTemplate(space, header.getShort(INTENT_CODE), text(header, INTENT_NAME, NAME_BYTES),
                header.getFloat(TIME_STEP), header.get(UNITS) & TIME_BITS, text(header, DESCRIPTION, DESCRIPTION_BYTES));
    }

    private static String text(ByteBuffer header, int at, int length) {
        byte[] bytes = new byte[length];
        header.duplicate().position(at).get(bytes);
        String words = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = words.indexOf('\0');
        return end < 0 ? words : words.substring(0, end);
    }

    private static void put(ByteBuffer header, int at, int length, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        header.duplicate().position(at).put(bytes, 0, Math.min(length, bytes.length));
    }

    void put(ByteBuffer header) {
        put(header, INTENT_NAME, NAME_BYTES, intentName);
        put(header, DESCRIPTION, DESCRIPTION_BYTES - 1, description);
        header.putShort(INTENT_CODE, (short) intentCode);
        header.putFloat(TIME_STEP, timeStep);
        header.put(UNITS, (byte) (header.get(UNITS) | timeUnits));
        header.putShort(SFORM_CODE, (short) space);
        if (header.getShort(QFORM_CODE) > 0) {
            header.putShort(QFORM_CODE, (short) space);
        }
    }
}
