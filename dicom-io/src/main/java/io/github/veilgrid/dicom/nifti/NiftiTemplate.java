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
 */
public record NiftiTemplate(int space, int intentCode, String intentName, float timeStep, int timeUnits) {

    private static final int INTENT_CODE = 68;
    private static final int TIME_STEP = 92;
    private static final int UNITS = 123;
    private static final int QFORM_CODE = 252;
    private static final int SFORM_CODE = 254;
    private static final int INTENT_NAME = 328;
    private static final int NAME_BYTES = 16;
    private static final int TIME_BITS = 0x38;
    private static final int SCANNER = 1;
    private static final int ALIGNED = 2;

    /** Of a scan in the space of its scanner, with nothing more to say. */
    public static final NiftiTemplate PLAIN = new NiftiTemplate(SCANNER, 0, "", 1, 0);

    /** The same in a space that is no scanner's: aligned to something else, more or less. */
    public NiftiTemplate elsewhere() {
        return new NiftiTemplate(ALIGNED, intentCode, intentName, timeStep, timeUnits);
    }

    static NiftiTemplate read(ByteBuffer header) {
        byte[] name = new byte[NAME_BYTES];
        header.duplicate().position(INTENT_NAME).get(name);
        String words = new String(name, StandardCharsets.ISO_8859_1);
        int end = words.indexOf('\0');
        int space = header.getShort(SFORM_CODE) > 0 ? header.getShort(SFORM_CODE) : header.getShort(QFORM_CODE);
        return new NiftiTemplate(space, header.getShort(INTENT_CODE), end < 0 ? words : words.substring(0, end),
                header.getFloat(TIME_STEP), header.get(UNITS) & TIME_BITS);
    }

    void put(ByteBuffer header) {
        byte[] name = intentName.getBytes(StandardCharsets.ISO_8859_1);
        header.duplicate().position(INTENT_NAME).put(name, 0, Math.min(NAME_BYTES, name.length));
        header.putShort(INTENT_CODE, (short) intentCode);
        header.putFloat(TIME_STEP, timeStep);
        header.put(UNITS, (byte) (header.get(UNITS) | timeUnits));
        header.putShort(SFORM_CODE, (short) space);
        if (header.getShort(QFORM_CODE) > 0) {
            header.putShort(QFORM_CODE, (short) space);
        }
    }
}
