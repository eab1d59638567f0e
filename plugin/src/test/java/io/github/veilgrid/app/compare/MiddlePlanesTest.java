package io.github.veilgrid.app.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.app.report.SlicePicture;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Voxels that know where in the patient they are, gathered from every way to acquire them. */
class MiddlePlanesTest {

    /** Steps along x, y, z of axial, coronal, sagittal, feet-first and oblique acquisitions. */
    static Stream<Arguments> acquisitions() {
        return Stream.of(
                Arguments.of("axial", new double[][] {{1, 0, 0}, {0, 2, 0}, {0, 0, 3}}),
                Arguments.of("axial, feet first and prone", new double[][] {{-1, 0, 0}, {0, -2, 0}, {0, 0, -3}}),
                Arguments.of("coronal", new double[][] {{1, 0, 0}, {0, 0, -2}, {0, 3, 0}}),
                Arguments.of("sagittal", new double[][] {{0, 1, 0}, {0, 0, -2}, {-3, 0, 0}}),
                Arguments.of("oblique", new double[][] {{0.9, 0.4, 0}, {-0.4, 0.9, 0.1}, {0.03, -0.1, 1}}));
    }

    private static MiddlePlanes gathered(Grid grid, int coordinate) {
        MiddlePlanes planes = MiddlePlanes.of(grid);
        Size size = grid.size();
        for (int z : new int[] {3, 0, 4, 1, 2}) {
            assertFalse(planes.has(z));
            double[] slice = new double[size.slice()];
            for (int i = 0; i < slice.length; i++) {
                int row = i / size.x();
                slice[i] = grid.position(i % size.x(), row, z)[coordinate];
            }
            planes.take(z, slice);
            assertTrue(planes.has(z));
        }
        return planes;
    }

    private static double at(SlicePicture picture, int x, int y) {
        return picture.values()[y * picture.width() + x];
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("acquisitions")
    void everyViewHangsAsRadiologistsExpect(String name, double[][] steps) {
        Grid grid = Grid.of(new Size(7, 6, 5), new double[] {10, 20, 30}, steps[0], steps[1], steps[2]);
        SlicePicture left = gathered(grid, 0).picture(View.AXIAL);
        assertTrue(at(left, left.width() - 1, 0) > at(left, 0, 0), "axial: the patient's left at the right");
        SlicePicture back = gathered(grid, 1).picture(View.AXIAL);
        assertTrue(at(back, 0, back.height() - 1) > at(back, 0, 0), "axial: the back at the bottom");
        SlicePicture coronal = gathered(grid, 0).picture(View.CORONAL);
        assertTrue(at(coronal, coronal.width() - 1, 0) > at(coronal, 0, 0), "coronal: left at the right");
        SlicePicture head = gathered(grid, 2).picture(View.CORONAL);
        assertTrue(at(head, 0, 0) > at(head, 0, head.height() - 1), "coronal: the head at the top");
        SlicePicture sagittal = gathered(grid, 1).picture(View.SAGITTAL);
        assertTrue(at(sagittal, sagittal.width() - 1, 0) > at(sagittal, 0, 0), "sagittal: the back at the right");
        SlicePicture up = gathered(grid, 2).picture(View.SAGITTAL);
        assertTrue(at(up, 0, 0) > at(up, 0, up.height() - 1), "sagittal: the head at the top");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("acquisitions")
    void allThreePlanesRunThroughTheMiddleVoxel(String name, double[][] steps) {
        Grid grid = Grid.of(new Size(7, 6, 5), new double[] {10, 20, 30}, steps[0], steps[1], steps[2]);
        for (int coordinate = 0; coordinate < 3; coordinate++) {
            double middle = grid.position(3, 3, 2)[coordinate];
            List<SlicePicture> pictures = gathered(grid, coordinate).pictures();
            assertEquals(3, pictures.size());
            for (SlicePicture picture : pictures) {
                assertTrue(Arrays.stream(picture.values()).anyMatch(value -> value == middle));
            }
        }
    }

    @Test
    void aCoarserGridIsCutAtTheSamePlace() {
        Grid fine = Grid.of(new Size(9, 9, 9), new double[3], new double[] {1, 0, 0}, new double[] {0, 1, 0},
                new double[] {0, 0, 1});
        Grid coarse = Grid.of(new Size(4, 4, 4), new double[] {0, 0, 1}, new double[] {2, 0, 0}, new double[] {0, 2, 0},
                new double[] {0, 0, 2});
        assertEquals(2, MiddlePlanes.where(fine, coarse).slice(), "z = 4 mm lies between 3 and 5: the upper one");
    }

    @Test
    void theWholeSliceIsKeptAsItPassed() {
        Grid grid = Grid.of(new Size(2, 2, 1), new double[3], new double[] {-1, 0, 0}, new double[] {0, -1, 0},
                new double[] {0, 0, 1});
        MiddlePlanes planes = MiddlePlanes.of(grid);
        planes.take(0, new double[] {1, 2, 3, 4});
        assertArrayEquals(new double[] {1, 2, 3, 4}, planes.image());
        assertArrayEquals(new double[] {4, 3, 2, 1}, planes.picture(View.ofSlices(grid)).values());
    }
}
