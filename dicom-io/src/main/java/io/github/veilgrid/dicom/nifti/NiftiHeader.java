package io.github.veilgrid.dicom.nifti;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * The 348 bytes in front (offsets as in nifti1.h).
 *
 * @param order byte order of all numbers
 * @param size voxels of one volume
 * @param volumes how many volumes follow one another
 * @param type type of a voxel
 * @param offset first byte of the voxels
 * @param slope real-world units per stored unit
 * @param intercept real-world value of a stored 0
 * @param calibrationMin smallest value to show, 0 with the other if not declared
 * @param calibrationMax largest value to show
 * @param grid where the voxels are, LPS millimetres
 * @param template what else is carried over
 */
record NiftiHeader(
        ByteOrder order, Size size, int volumes, NiftiType type, long offset, double slope, double intercept,
        double calibrationMin, double calibrationMax, Grid grid, NiftiTemplate template) {

    static final int BYTES = 348;
    private static final int MAGIC = 0x6E2B3100;
    private static final int MAGIC_OF_PAIR = 0x6E693100;
    private static final int MAGIC_OF_SECOND = 0x6E2B3200;

    /** Whether the bytes begin like NIfTI of any kind. */
    static boolean startsLike(byte[] bytes) {
        if (bytes.length < BYTES) {
            return false;
        }
        ByteBuffer header = ByteBuffer.wrap(bytes);
        return header.getInt(344) == MAGIC || header.getInt(344) == MAGIC_OF_PAIR || header.getInt(4) == MAGIC_OF_SECOND;
    }

    static NiftiHeader read(Path file, byte[] bytes) throws DicomException {
        if (!startsLike(bytes)) {
            throw new DicomException(file, "is not a NIfTI-1 single file (.nii or .nii.gz).");
        }
        if (ByteBuffer.wrap(bytes).getInt(4) == MAGIC_OF_SECOND) {
            throw new DicomException(file, "is NIfTI-2, which is not read; save it as NIfTI-1 (.nii or .nii.gz).");
        }
        if (ByteBuffer.wrap(bytes).getInt(344) == MAGIC_OF_PAIR) {
            throw new DicomException(file,
                    "is one half of a NIfTI pair (.hdr and .img), which is not read; save it as a single .nii file.");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (header.getInt(0) != BYTES) {
            header.order(ByteOrder.BIG_ENDIAN);
        }
        int dimensions = header.getShort(40);
        if (header.getInt(0) != BYTES || dimensions < 2 || dimensions > 7) {
            throw new DicomException(file, "its NIfTI header is damaged.");
        }
        int[] extent = {1, 1, 1, 1, 1, 1, 1};
        long volumes = 1;
        for (int i = 0; i < dimensions; i++) {
            extent[i] = header.getShort(42 + 2 * i);
            if (extent[i] < 1) {
                throw new DicomException(file, "declares " + extent[i] + " voxels along an axis.");
            }
            volumes *= i < 3 ? 1 : extent[i];
        }
        int code = header.getShort(70);
        NiftiType type = NiftiType.of(code).orElseThrow(() -> new DicomException(file,
                "its data type " + code + " is not read; store whole numbers of 8 to 32 bits or floating-point numbers."));
        if (volumes > 1 << 20) {
            throw new DicomException(file, "declares " + volumes + " volumes.");
        }
        float offset = header.getFloat(108);
        float slope = header.getFloat(112);
        float intercept = header.getFloat(116);
        boolean scaled = slope != 0 && Float.isFinite(slope) && Float.isFinite(intercept);
        if (!(offset >= 352) || offset > Integer.MAX_VALUE || offset != Math.rint(offset)) {
            throw new DicomException(file, "its voxels cannot begin at byte " + offset + ".");
        }
        Size size = new Size(extent[0], extent[1], extent[2]);
        return new NiftiHeader(header.order(), size, (int) volumes, type, (long) offset, scaled ? slope : 1,
                scaled ? intercept : 0, header.getFloat(128), header.getFloat(124),
                NiftiSpace.grid(file, header, size), NiftiTemplate.read(header));
    }

    byte[] bytes() {
        ByteBuffer header = ByteBuffer.allocate((int) offset).order(order);
        header.putInt(0, BYTES);
        short[] extent = {(short) (volumes > 1 ? 4 : 3), (short) size.x(), (short) size.y(), (short) size.z(),
            (short) volumes, 1, 1, 1};
        for (int i = 0; i < 8; i++) {
            header.putShort(40 + 2 * i, extent[i]);
        }
        header.putShort(70, (short) type.code());
        header.putShort(72, (short) (8 * type.bytes()));
        header.putFloat(108, (float) offset);
        header.putFloat(112, (float) slope);
        header.putFloat(116, (float) intercept);
        header.putFloat(124, (float) calibrationMax);
        header.putFloat(128, (float) calibrationMin);
        NiftiSpace.put(header, grid);
        template.put(header);
        header.order(ByteOrder.BIG_ENDIAN).putInt(344, MAGIC);
        return header.array();
    }

    long volumeBytes() {
        return size.voxels() * type.bytes();
    }
}
