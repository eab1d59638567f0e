package io.github.veilgrid.regrid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A map that only the remote party knows: every voxel against a float64 reference, within the bound of the plan. */
class PrivateRegridTest {

    @ParameterizedTest
    @CsvSource({
        "40, 36, 3, 40, 36, LINEAR, RANDOM, 2.0, 1.01, 0.7, -1.3",
    })
    void everyVoxelIsWithinThePlansBound(int nx, int ny, int nz, int width, int height, Interpolation interpolation,
            TestVolume.Content content, double degrees, double zoom, double moveX, double moveY) throws Exception {
        Size size = new Size(nx, ny, nz);
        RegridPlan plan = PrivateJobs.plan(size, width, height, 4, interpolation);
        TestVolume volume = TestVolume.of(size, Jobs.TWELVE_BIT, content, new Random(7));
        double[] map = PrivateJobs.map(size, width, height, degrees, zoom, moveX, moveY);
        Walk.Result result = Walk.through(plan, volume, 2, wire -> PrivateJobs.of(map));
        double worst = 0;
        for (int z = 0; z < nz; z++) {
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    double expected = PrivateJobs.reference(volume, map, x, y, z, interpolation, -1024);
                    worst = Math.max(worst, Math.abs(result.slices()[z][x + width * y] - expected));
                }
            }
        }
        System.out.println(plan.description() + ": error at most " + worst + ", bound " + plan.predictedBound());
        assertTrue(worst <= plan.predictedBound(), worst + " above " + plan.predictedBound() + ", seed 7");
        assertEquals(plan.bytesUp(), result.bytesUp());
        assertEquals(plan.bytesDown(), result.bytesDown());
    }
}
