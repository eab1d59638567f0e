package io.github.veilgrid.regrid.plan;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.regrid.Jobs;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {

    /** Many random tasks: always secure, always within tolerance, always a message range that cannot wrap. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void plansAreSecureAndWithinTolerance(long seed) throws Exception {
        Random random = new Random(seed);
        for (int run = 0; run < 25; run++) {
            Grid source = Jobs.axial(new Size(1 + random.nextInt(80), 1 + random.nextInt(80), 1 + random.nextInt(60)),
                    0.3 + random.nextDouble(), 0.3 + random.nextDouble(), 0.5 + 5 * random.nextDouble());
            double[] spacing = {random.nextInt(3) * 0.7, random.nextInt(3) * 0.5, 0.4 + random.nextDouble()};
            int bits = 8 + random.nextInt(9);
            ValueScale values = new ValueScale(0.1 + random.nextDouble(), -50, 0, (1 << bits) - 1);
            double tolerance = Math.pow(10, -1.5 + 2 * random.nextDouble());
            Interpolation interpolation = random.nextBoolean() ? Interpolation.LINEAR : Interpolation.NEAREST;
            RegridTask task = new RegridTask(source, TargetGrid.spacing(source, spacing), interpolation, Outside.FILL,
                    values, 0, tolerance);
            RegridPlan plan = Planner.plan(task);
            String what = task + "\n" + plan.explanation();
            CkksParameters parameters = plan.parameters();
            assertTrue(parameters.log2Modulus() <= CkksParameters.maxLog2Modulus(parameters.ringDimension()), what);
            assertTrue(plan.predictedBound() <= tolerance * values.slope() * (1 + 1e-12), what);
            double largest = plan.messageScale() * task.halfRange() * plan.wire().weightScale();
            assertTrue(2 * largest < Math.pow(2, parameters.log2Modulus()), what);
            assertTrue(new PlaneLayout(plan.wire()).workingBytes() < 1L << 30, what);
        }
    }

    @Test
    void theStandardJobFitsOnePrimeAndSendsFewBits() throws Exception {
        Grid source = Jobs.axial(new Size(512, 512, 150), 0.684, 0.684, 2.5);
        RegridPlan plan = Jobs.plan(source, 1, 1, 1, Interpolation.LINEAR);
        assertTrue(plan.parameters().limbs() == 1 && plan.parameters().ringDimension() == 2048, plan.explanation().get(0));
        double bits = 8.0 * plan.bytesUp() / source.size().voxels();
        assertTrue(bits < 58, bits + " bits per voxel");
    }

    @Test
    void aLargeScanIsPlannedWithinMemory() throws Exception {
        Grid source = Jobs.axial(new Size(512, 512, 2000), 0.684, 0.684, 0.5);
        RegridPlan plan = Jobs.plan(source, 1, 1, 1, Interpolation.LINEAR);
        assertTrue(new PlaneLayout(plan.wire()).workingBytes() < 1L << 30, plan.explanation().get(0));
    }
}
