package io.github.veilgrid.regrid.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grids of another direction cover the scan, no more than a voxel too much. */
class TurnedGridTest {

    private static final Grid HEAD = Grid.of(new Size(64, 50, 20), new double[] {-40, -30, 100}, new double[] {0.8, 0, 0},
            new double[] {0, 0.9, 0}, new double[] {0, 0, 3});

    @ParameterizedTest
    @CsvSource({"0,0,0", "10,0,0", "0,-25,0", "0,0,45", "12,34,-56", "90,0,0"})
    void aTurnedGridCoversTheScan(double l, double p, double s) throws Exception {
        Grid turned = TurnedGrid.turned(HEAD, new double[] {l, p, s});
        assertCovers(turned, HEAD);
        assertEquals(0, turned.shear(), 1e-12);
        for (int axis = 0; axis < 3; axis++) {
            assertEquals(HEAD.spacing(axis), turned.spacing(axis), 1e-12);
        }
    }

    @Test
    void aQuarterTurnAboutTheLongAxisTakesLeftToBack() throws Exception {
        Grid turned = TurnedGrid.turned(HEAD, new double[] {0, 0, 90});
        assertArrayEquals(new double[] {0, 1, 0}, turned.direction(0), 1e-12);
        assertArrayEquals(new double[] {-1, 0, 0}, turned.direction(1), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"0.7", "-1.1", "0"})
    void withoutItsTiltAScanIsOrthogonalAndItsFirstSliceStays(double shift) throws Exception {
        Grid tilted = Grid.of(new Size(30, 40, 11), new double[] {5, 6, 7}, new double[] {0.8, 0, 0}, new double[] {0, 0.9, 0},
                new double[] {0, shift, 3});
        Grid upright = TurnedGrid.upright(tilted);
        assertCovers(upright, tilted);
        assertEquals(0, upright.shear(), 1e-12);
        assertEquals(3, upright.spacing(2), 1e-12);
        assertEquals(11, upright.size().z());
        double[] index = upright.index(5, 6, 7);
        for (double i : index) {
            assertEquals(Math.rint(i), i, 1e-9);
        }
    }

    @Test
    void anAngleThatIsNoNumberIsRefused() {
        assertTrue(assertThrows(PlanRefusedException.class, () -> TurnedGrid.turned(HEAD, new double[] {0, Double.NaN, 0}))
                .getMessage().contains("angle"));
    }

    private static void assertCovers(Grid grid, Grid scan) {
        double[] least = {1e9, 1e9, 1e9};
        double[] most = {-1e9, -1e9, -1e9};
        for (int corner = 0; corner < 8; corner++) {
            double[] point = scan.position((corner & 1) * (scan.size().x() - 1), (corner >> 1 & 1) * (scan.size().y() - 1),
                    (corner >> 2) * (scan.size().z() - 1));
            double[] index = grid.index(point[0], point[1], point[2]);
            for (int axis = 0; axis < 3; axis++) {
                least[axis] = Math.min(least[axis], index[axis]);
                most[axis] = Math.max(most[axis], index[axis]);
            }
        }
        for (int axis = 0; axis < 3; axis++) {
            int last = grid.size().along(axis) - 1;
            assertTrue(least[axis] > -1e-5 && least[axis] < 1, "axis " + axis + " starts at " + least[axis]);
            assertTrue(most[axis] < last + 1e-5 && most[axis] > last - 1, "axis " + axis + " ends at " + most[axis] + " of " + last);
        }
    }
}
