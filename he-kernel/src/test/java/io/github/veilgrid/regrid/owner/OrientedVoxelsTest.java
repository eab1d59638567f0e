package io.github.veilgrid.regrid.owner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.Jobs;
import io.github.veilgrid.regrid.TestVolume;
import io.github.veilgrid.regrid.plan.Orientation;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrientedVoxelsTest {

    /** All 24 rotations that turn axes into axes: rows of digits 1 to 3, a bar for against. */
    @ParameterizedTest
    @ValueSource(strings = {"+1+2+3", "+1-2-3", "-1+2-3", "-1-2+3", "+2+3+1", "+2-3-1", "-2+3-1", "-2-3+1", "+3+1+2", "+3-1-2",
        "-3+1-2", "-3-1+2", "+2+1-3", "+2-1+3", "-2+1+3", "-2-1-3", "+1+3-2", "+1-3+2", "-1+3+2", "-1-3-2", "+3+2-1", "+3-2+1",
        "-3+2+1", "-3-2-1"})
    void everyVoxelIsTheOneAtItsPlace(String axes) throws IOException {
        Grid grid = Jobs.axial(new Size(5, 6, 7), 1, 1.5, 2);
        double[][] directions = new double[3][3];
        for (int a = 0; a < 3; a++) {
            directions[a][axes.charAt(2 * a + 1) - '1'] = axes.charAt(2 * a) == '-' ? -1 : 1;
        }
        Orientation orientation = Orientation.nearest(grid, directions);
        Grid turned = orientation.apply(grid);
        double[] voxels = new double[(int) grid.size().voxels()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = i;
        }
        TestVolume volume = new TestVolume(grid.size(), voxels);
        for (long bytes : new long[] {1, 3L * 42 * Double.BYTES, 1 << 20}) {
            VoxelSource oriented = OrientedVoxels.of(volume, orientation, 2, bytes);
            assertEquals(turned.size(), oriented.size());
            double[] slice = new double[turned.size().slice()];
            for (int z = 0; z < turned.size().z(); z++) {
                oriented.readSlice(z, slice);
                for (int i = 0; i < slice.length; i++) {
                    int row = i / turned.size().x();
                    double[] point = turned.position(i % turned.size().x(), row, z);
                    double[] at = grid.index(point[0], point[1], point[2]);
                    assertEquals(Math.rint(at[0]) + 5 * (Math.rint(at[1]) + 6 * Math.rint(at[2])), slice[i], axes);
                }
            }
            if (orientation.identity()) {
                assertSame(volume, oriented);
            }
        }
    }
}
