package io.github.veilgrid.regrid.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.regrid.Jobs;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UsedTilesTest {

    /** Tile by tile: the box around its voxels against the scan's. */
    private static int oneByOne(AffineGeometry geometry, int[] tileSize) {
        int count = 0;
        for (int k = 0; k < geometry.outputs()[2]; k += tileSize[2]) {
            for (int j = 0; j < geometry.outputs()[1]; j += tileSize[1]) {
                for (int i = 0; i < geometry.outputs()[0]; i += tileSize[0]) {
                    count += touches(geometry, tileSize, i, j, k) ? 1 : 0;
                }
            }
        }
        return count;
    }

    private static boolean touches(AffineGeometry geometry, int[] tileSize, int i, int j, int k) {
        boolean touches = true;
        for (int axis = 0; axis < 3; axis++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int corner = 0; corner < 8; corner++) {
                double place = geometry.offset()[axis] + geometry.step(axis, 0) * (i + (corner & 1) * (tileSize[0] - 1))
                        + geometry.step(axis, 1) * (j + (corner >> 1 & 1) * (tileSize[1] - 1))
                        + geometry.step(axis, 2) * (k + (corner >> 2) * (tileSize[2] - 1));
                low = Math.min(low, place);
                high = Math.max(high, place);
            }
            touches &= high >= -1 && low <= geometry.inputs()[axis];
        }
        return touches;
    }

    @Test
    void rowsAreCountedAsTilesAreOneByOne() throws Exception {
        long seed = 3;
        Random random = new Random(seed);
        for (int run = 0; run < 100; run++) {
            Grid source = Jobs.axial(new Size(5 + random.nextInt(30), 5 + random.nextInt(30), 2 + random.nextInt(20)),
                    0.5 + random.nextDouble(), 0.5 + random.nextDouble(), 0.5 + 3 * random.nextDouble());
            double[] degrees = {random.nextInt(3) * 30 * random.nextDouble(), random.nextInt(2) * 45 * random.nextDouble(),
                random.nextInt(2) * 90 * random.nextDouble()};
            AffineGeometry geometry = AffineGeometry.of(source, TurnedGrid.turned(source, degrees));
            int[] tileSize = new int[3];
            for (int axis = 0; axis < 3; axis++) {
                tileSize[axis] = 1 + random.nextInt(Math.min(7, geometry.outputs()[axis]));
            }
            int expected = oneByOne(geometry, tileSize);
            int found = new UsedTiles(geometry, tileSize, false).count();
            // A tile that touches by a rounding error may go either way.
            assertTrue(Math.abs(expected - found) <= 1, "seed " + seed + ", run " + run + ": " + found + " for " + expected);
        }
    }

    @Test
    void whereTheEdgeGoesOnEveryTileIsUsed() throws Exception {
        Grid source = Jobs.axial(new Size(20, 20, 20), 1, 1, 1);
        AffineGeometry geometry = AffineGeometry.of(source, TurnedGrid.turned(source, new double[] {45, 0, 0}));
        int[] tileSize = {3, 3, 3};
        int all = 1;
        for (int outputs : geometry.outputs()) {
            all *= (outputs + 2) / 3;
        }
        assertEquals(all, new UsedTiles(geometry, tileSize, true).count());
        assertTrue(new UsedTiles(geometry, tileSize, false).count() < all);
    }
}
