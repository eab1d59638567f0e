package io.github.veilgrid.reference;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A NIfTI-1 file read by the letter of nifti1.h, sharing no code with the product.
 *
 * @param size voxels along x, y, z
 * @param affine three rows of sform, RAS millimetres
 * @param values slope times stored plus intercept, x fastest
 */
public record PlainNifti(int[] size, double[][] affine, double[] values) {

    public static PlainNifti read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in) {
            return parse(ByteBuffer.wrap(plain.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN));
        }
    }

    private static PlainNifti parse(ByteBuffer bytes) throws IOException {
        int[] size = {bytes.getShort(42), bytes.getShort(44), bytes.getShort(46)};
        double[][] affine = new double[3][4];
        for (int i = 0; i < 12; i++) {
            affine[i / 4][i % 4] = bytes.getFloat(280 + 4 * i);
        }
        double slope = bytes.getFloat(112);
        double intercept = bytes.getFloat(116);
        int at = (int) bytes.getFloat(108);
        int type = bytes.getShort(70);
        double[] values = new double[size[0] * size[1] * size[2]];
        for (int i = 0; i < values.length; i++) {
            double stored = switch (type) {
                case 2 -> bytes.get(at + i) & 0xFF;
                case 4 -> bytes.getShort(at + 2 * i);
                case 512 -> bytes.getShort(at + 2 * i) & 0xFFFF;
                case 64 -> bytes.getDouble(at + 8 * i);
                default -> throw new IOException("data type " + type);
            };
            values[i] = slope == 0 ? stored : slope * stored + intercept;
        }
        return new PlainNifti(size, affine, values);
    }

    /** The value at the place of another file's voxel; the axes of both are parallel to the patient's. */
    public double at(PlainNifti other, int x, int y, int z) {
        int[] index = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            int row = 0;
            for (int i = 1; i < 3; i++) {
                row = Math.abs(affine[i][axis]) > Math.abs(affine[row][axis]) ? i : row;
            }
            double[] from = other.affine[row];
            double place = from[0] * x + from[1] * y + from[2] * z + from[3];
            double here = (place - affine[row][3]) / affine[row][axis];
            index[axis] = (int) Math.rint(here);
            if (Math.abs(here - index[axis]) > 1e-3) {
                throw new AssertionError("voxel " + here + " lies between two along axis " + axis);
            }
        }
        return values[index[0] + size[0] * (index[1] + size[1] * index[2])];
    }
}
