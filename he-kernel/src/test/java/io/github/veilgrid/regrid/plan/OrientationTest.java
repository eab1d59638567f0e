package io.github.veilgrid.regrid.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.regrid.Jobs;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrientationTest {

    private static final double[][] UNIT = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    /** A rotation from a random quaternion. */
    private static double[][] rotation(Random random) {
        double[] q = new double[4];
        double norm = 0;
        for (int i = 0; i < 4; i++) {
            q[i] = random.nextGaussian();
            norm += q[i] * q[i];
        }
        double s = 2 / norm;
        return new double[][] {
            {1 - s * (q[2] * q[2] + q[3] * q[3]), s * (q[1] * q[2] + q[3] * q[0]), s * (q[1] * q[3] - q[2] * q[0])},
            {s * (q[1] * q[2] - q[3] * q[0]), 1 - s * (q[1] * q[1] + q[3] * q[3]), s * (q[2] * q[3] + q[1] * q[0])},
            {s * (q[1] * q[3] + q[2] * q[0]), s * (q[2] * q[3] - q[1] * q[0]), 1 - s * (q[1] * q[1] + q[2] * q[2])}};
    }

    private static double[] scaled(double[] v, double by) {
        return new double[] {v[0] * by, v[1] * by, v[2] * by};
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyVoxelKeepsItsPlaceAndAxesTurnNearestToTheWanted(int seed) {
        double[][] axes = rotation(new Random(seed));
        Grid grid = Grid.of(new Size(5, 7, 3), new double[] {10, -20, 30}, scaled(axes[0], 0.7), scaled(axes[1], 0.8),
                scaled(axes[2], 3));
        Orientation orientation = Orientation.nearest(grid, UNIT);
        Grid turned = orientation.apply(grid);
        int[] old = new int[3];
        for (int i = 0; i < turned.size().voxels(); i++) {
            int[] now = {i % turned.size().x(), i / turned.size().x() % turned.size().y(), i / turned.size().slice()};
            for (int a = 0; a < 3; a++) {
                int count = turned.size().along(a);
                old[orientation.axis(a)] = orientation.reversed(a) ? count - 1 - now[a] : now[a];
            }
            assertArrayEquals(grid.position(old[0], old[1], old[2]), turned.position(now[0], now[1], now[2]), 1e-9, "seed " + seed);
        }
        double trace = turned.direction(0)[0] + turned.direction(1)[1] + turned.direction(2)[2];
        for (double[][] other : new double[][][] {{axes[0], axes[1], axes[2]}, {axes[1], axes[2], axes[0]}, {axes[2], axes[0], axes[1]}}) {
            assertTrue(trace >= other[0][0] + other[1][1] + other[2][2] - 1e-9, "seed " + seed);
        }
        assertTrue(Orientation.nearest(turned, UNIT).identity());
    }

    @Test
    void anAxialScanIsAlreadyAxial() {
        Grid grid = Jobs.axial(new Size(4, 5, 6), 1, 1, 2);
        Orientation orientation = Orientation.nearest(grid, UNIT);
        assertTrue(orientation.identity());
        assertSame(grid, orientation.apply(grid));
    }

    @Test
    void aMirroredGridIsMatchedAxisByAxis() {
        Grid grid = Jobs.axial(new Size(4, 5, 6), 1, 1, 2);
        Grid mirrored = Grid.of(new Size(6, 5, 4), new double[] {0, 0, 10}, new double[] {0, 0, -2}, new double[] {0, 1, 0},
                new double[] {-1, 0, 0});
        Orientation orientation = Orientation.of(grid, mirrored);
        assertFalse(orientation.identity());
        assertEquals(2, orientation.axis(0));
        assertTrue(orientation.reversed(0) && !orientation.reversed(1) && orientation.reversed(2));
    }
}
