package io.github.veilgrid.regrid.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.regrid.Jobs;
import io.github.veilgrid.regrid.wire.Interpolation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetGridTest {

    private static final Grid HEAD = Jobs.axial(new Size(316, 406, 27), 0.451171875, 0.451171875, 5);

    @Test
    void sizesAreThoseOfPlastimatch() throws Exception {
        Grid target = TargetGrid.spacing(HEAD, new double[] {1, 1, 1});
        assertEquals(new Size(143, 183, 131), target.size());
        assertEquals(1, target.spacing(2), 1e-12);
    }

    @Test
    void zeroKeepsAnAxis() throws Exception {
        Grid target = TargetGrid.spacing(HEAD, new double[] {0, 0, 2.5});
        assertEquals(new Size(316, 406, 53), target.size());
        assertEquals(HEAD.spacing(0), target.spacing(0));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e-5})
    void impossibleSpacingsAreRefused(double spacing) {
        PlanRefusedException e = assertThrows(PlanRefusedException.class,
                () -> TargetGrid.spacing(HEAD, new double[] {spacing, 1, 1}));
        assertTrue(e.getMessage().contains("spacing"), e.getMessage());
    }

    @Test
    void anAllTooSmallToleranceIsRefusedWithAWayOn() throws Exception {
        Grid target = TargetGrid.spacing(HEAD, new double[] {1, 1, 1});
        for (double tolerance : new double[] {0, -1, Double.NaN, 1e-12}) {
            RegridTask task = new RegridTask(HEAD, target, Interpolation.LINEAR, Outside.FILL, Jobs.TWELVE_BIT, 0, tolerance);
            PlanRefusedException e = assertThrows(PlanRefusedException.class, () -> Planner.plan(task));
            assertTrue(e.getMessage().contains("tolerance"), e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"CENTRES, 131, 0", "ITK, 135, 0", "BOX, 135, -2"})
    void conventionsOfOtherToolsAreKept(Fit fit, int slices, double first) throws Exception {
        Grid target = TargetGrid.spacing(HEAD, new double[] {1, 1, 1}, fit);
        assertEquals(new Size(143, 183, slices), target.size());
        assertEquals(first, target.origin(2), 1e-12);
        assertEquals(fit == Fit.BOX ? (1 - 0.451171875) / 2 : 0, target.origin(0), 1e-12);
    }

    @ParameterizedTest
    @EnumSource(Fit.class)
    void aMatrixCoversTheScan(Fit fit) throws Exception {
        Grid target = TargetGrid.matrix(HEAD, new int[] {158, 0, 54}, fit);
        assertEquals(new Size(158, 406, 54), target.size());
        assertEquals(HEAD.spacing(1), target.spacing(1));
        double extent = fit == Fit.CENTRES ? 26 * 5 / 53.0 : 2.5;
        assertEquals(extent, target.spacing(2), 1e-12);
        double begin = target.origin(2) - target.spacing(2) / 2;
        assertEquals(fit == Fit.BOX ? -2.5 : -extent / 2, begin, 1e-9);
        assertEquals(fit == Fit.CENTRES ? 130 : 53 * 2.5 + target.origin(2), target.position(0, 0, 53)[2], 1e-9);
    }

    @Test
    void aSingleVoxelIsStretchedByItsBoxOnly() throws Exception {
        Grid flat = Jobs.axial(new Size(4, 4, 1), 1, 1, 6);
        assertThrows(PlanRefusedException.class, () -> TargetGrid.matrix(flat, new int[] {4, 4, 3}, Fit.CENTRES));
        assertEquals(2, TargetGrid.matrix(flat, new int[] {4, 4, 3}, Fit.BOX).spacing(2), 1e-12);
    }

    @Test
    void croppedAndPaddedVoxelsStayWhereTheyAre() throws Exception {
        Grid framed = TargetGrid.framed(HEAD, new int[] {-10, -20, 5, 0, 0, 3});
        assertEquals(new Size(286, 411, 30), framed.size());
        double[] before = HEAD.position(10, 0, 0);
        double[] after = framed.position(0, 5, 0);
        for (int row = 0; row < 3; row++) {
            assertEquals(before[row], after[row], 1e-9);
        }
        PlanRefusedException e = assertThrows(PlanRefusedException.class,
                () -> TargetGrid.framed(HEAD, new int[] {0, 0, 0, 0, -20, -7}));
        assertTrue(e.getMessage().contains("along z"), e.getMessage());
    }
}
