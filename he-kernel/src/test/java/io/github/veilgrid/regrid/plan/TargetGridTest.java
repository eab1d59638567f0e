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
    void aTurnedTargetIsRefused() {
        Grid turned = Grid.of(new Size(20, 20, 20), new double[3], new double[] {0.999, 0.04, 0}, new double[] {-0.04, 0.999, 0},
                new double[] {0, 0, 1});
        PlanRefusedException e = assertThrows(PlanRefusedException.class, () -> TargetGrid.like(HEAD, turned));
        assertTrue(e.getMessage().contains("turned"), e.getMessage());
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
}
