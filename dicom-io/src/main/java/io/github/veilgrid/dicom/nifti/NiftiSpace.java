package io.github.veilgrid.dicom.nifti;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Grids and the two ways NIfTI-1 has of writing them: the affine matrix (sform), which wins where both are there, and
 * spacings with a rotation as a quaternion (qform). x and y are turned between RAS and LPS.
 */
final class NiftiSpace {

    private static final int PIXDIM = 76;
    private static final int UNITS = 123;
    private static final int QFORM_CODE = 252;
    private static final int SFORM_CODE = 254;
    private static final int QUATERNION = 256;
    private static final int QOFFSET = 268;
    private static final int SROW = 280;
    private static final int SCANNER = 1;
    private static final int MILLIMETRES = 2;
    private static final double SHEAR = 1e-4;

    private NiftiSpace() {
    }

    static Grid grid(Path file, ByteBuffer header, Size size) throws DicomException {
        double unit = switch (header.get(UNITS) & 7) {
            case 1 -> 1000;
            case 3 -> 0.001;
            default -> 1;
        };
        double[][] affine;
        if (header.getShort(SFORM_CODE) > 0) {
            affine = new double[3][4];
            for (int i = 0; i < 12; i++) {
                affine[i / 4][i % 4] = header.getFloat(SROW + 4 * i);
            }
        } else if (header.getShort(QFORM_CODE) > 0) {
            affine = fromQuaternion(header);
        } else {
            throw new DicomException(file,
                    "says nothing of where its voxels are (sform and qform are both unset); set one of them.");
        }
        double[][] columns = new double[4][3];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 4; column++) {
                columns[column][row] = (row < 2 ? -unit : unit) * affine[row][column];
            }
        }
        try {
            return Grid.of(size, columns[3], columns[0], columns[1], columns[2]);
        } catch (IllegalArgumentException degenerate) {
            throw new DicomException(file, "its geometry is not sound: " + degenerate.getMessage() + ".", degenerate);
        }
    }

    private static double[][] fromQuaternion(ByteBuffer header) {
        double b = header.getFloat(QUATERNION);
        double c = header.getFloat(QUATERNION + 4);
        double d = header.getFloat(QUATERNION + 8);
        double a = Math.sqrt(Math.max(0, 1 - b * b - c * c - d * d));
        double handed = header.getFloat(PIXDIM) < 0 ? -1 : 1;
        double[][] rotation = {
            {a * a + b * b - c * c - d * d, 2 * (b * c - a * d), 2 * (b * d + a * c)},
            {2 * (b * c + a * d), a * a + c * c - b * b - d * d, 2 * (c * d - a * b)},
            {2 * (b * d - a * c), 2 * (c * d + a * b), a * a + d * d - b * b - c * c}};
        double[][] affine = new double[3][4];
        for (int row = 0; row < 3; row++) {
            for (int axis = 0; axis < 3; axis++) {
                affine[row][axis] = rotation[row][axis] * header.getFloat(PIXDIM + 4 + 4 * axis)
                        * (axis == 2 ? handed : 1);
            }
            affine[row][3] = header.getFloat(QOFFSET + 4 * row);
        }
        return affine;
    }

    static void put(ByteBuffer header, Grid grid) {
        header.put(UNITS, (byte) MILLIMETRES);
        double[][] rotation = new double[3][3];
        for (int row = 0; row < 3; row++) {
            double turn = row < 2 ? -1 : 1;
            for (int axis = 0; axis < 3; axis++) {
                header.putFloat(SROW + 16 * row + 4 * axis, (float) (turn * grid.step(row, axis)));
                rotation[row][axis] = turn * grid.direction(axis)[row];
            }
            header.putFloat(SROW + 16 * row + 12, (float) (turn * grid.origin(row)));
            header.putFloat(QOFFSET + 4 * row, (float) (turn * grid.origin(row)));
        }
        for (int axis = 0; axis < 3; axis++) {
            header.putFloat(PIXDIM + 4 + 4 * axis, (float) grid.spacing(axis));
        }
        header.putFloat(PIXDIM + 16, 1);
        header.putShort(SFORM_CODE, (short) SCANNER);
        boolean orthogonal = grid.shear() < SHEAR;
        header.putShort(QFORM_CODE, (short) (orthogonal ? SCANNER : 0));
        putQuaternion(header, rotation);
    }

    /** Of the four ways to take a quaternion from a matrix, the one that divides by the largest number. */
    private static void putQuaternion(ByteBuffer header, double[][] r) {
        double determinant = r[0][0] * (r[1][1] * r[2][2] - r[1][2] * r[2][1])
                - r[0][1] * (r[1][0] * r[2][2] - r[1][2] * r[2][0])
                + r[0][2] * (r[1][0] * r[2][1] - r[1][1] * r[2][0]);
        double handed = determinant < 0 ? -1 : 1;
        double x = r[0][0];
        double y = r[1][1];
        double z = handed * r[2][2];
        double[] fourSquares = {1 + x + y + z, 1 + x - y - z, 1 - x + y - z, 1 - x - y + z};
        int largest = 0;
        for (int i = 1; i < 4; i++) {
            largest = fourSquares[i] > fourSquares[largest] ? i : largest;
        }
        double ab = r[2][1] - handed * r[1][2];
        double ac = handed * r[0][2] - r[2][0];
        double ad = r[1][0] - r[0][1];
        double bc = r[0][1] + r[1][0];
        double bd = handed * r[0][2] + r[2][0];
        double cd = handed * r[1][2] + r[2][1];
        double[][] products = {
            {fourSquares[0], ab, ac, ad}, {ab, fourSquares[1], bc, bd},
            {ac, bc, fourSquares[2], cd}, {ad, bd, cd, fourSquares[3]}};
        double scale = 0.5 / Math.sqrt(fourSquares[largest]);
        double sign = products[largest][0] < 0 ? -1 : 1;
        for (int i = 0; i < 3; i++) {
            header.putFloat(QUATERNION + 4 * i, (float) (sign * scale * products[largest][i + 1]));
        }
        header.putFloat(PIXDIM, (float) handed);
    }
}
