package io.github.veilgrid.regrid.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.regrid.Jobs;
import io.github.veilgrid.regrid.wire.Interpolation;
import org.junit.jupiter.api.Test;

class ForecastTest {

    @Test
    void whatNoCacheHoldsCostsMoreButNotWithoutEnd() {
        double before = 0;
        for (double bytes = 1 << 20; bytes <= 1 << 30; bytes *= 2) {
            double fetches = Traffic.fetches(bytes);
            assertTrue(fetches > 0 && fetches >= before, bytes + " bytes");
            before = fetches;
        }
        assertEquals(1, before);
        assertTrue(Traffic.fetches(1 << 20) < 0.5);
    }

    @Test
    void splineCoefficientsCountAsTheOwnersMemory() throws Exception {
        double cubic = memory(new Size(64, 48, 20), Interpolation.CUBIC);
        double spline = memory(new Size(64, 48, 20), Interpolation.BSPLINE);
        assertTrue(spline >= cubic + 64 * 48 * 20 * Double.BYTES, cubic + ", " + spline);
        assertTrue(memory(new Size(512, 512, 500), Interpolation.BSPLINE) < 400e6, "more than is ever kept");
    }

    private static double memory(Size size, Interpolation interpolation) throws Exception {
        Grid source = Jobs.axial(size, 0.7, 0.7, 2.5);
        return Planner.plan(new RegridTask(source, TargetGrid.spacing(source, new double[] {1, 1, 1}), interpolation,
                Outside.FILL, Jobs.TWELVE_BIT, -1024, 0.5)).forecast(Prices.REFERENCE).ownerMemory();
    }
}
