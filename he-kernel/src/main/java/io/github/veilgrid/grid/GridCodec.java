package io.github.veilgrid.grid;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A grid as 108 bytes: voxels along x, y and z as integers, then for each coordinate of LPS the origin and the three steps,
 * as doubles; all big endian.
 */
public final class GridCodec {

    private GridCodec() {
    }

    public static void write(DataOutput out, Grid grid) throws IOException {
        out.writeInt(grid.size().x());
        out.writeInt(grid.size().y());
        out.writeInt(grid.size().z());
        for (int row = 0; row < 3; row++) {
            out.writeDouble(grid.origin(row));
            for (int axis = 0; axis < 3; axis++) {
                out.writeDouble(grid.step(row, axis));
            }
        }
    }

    /** @throws IllegalArgumentException if the numbers are no grid */
    public static Grid read(DataInput in) throws IOException {
        Size size = new Size(in.readInt(), in.readInt(), in.readInt());
        double[] origin = new double[3];
        double[][] step = new double[3][3];
        for (int row = 0; row < 3; row++) {
            origin[row] = in.readDouble();
            for (int axis = 0; axis < 3; axis++) {
                step[axis][row] = in.readDouble();
            }
        }
        return Grid.of(size, origin, step[0], step[1], step[2]);
    }
}
