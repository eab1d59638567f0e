package io.github.veilgrid.regrid.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.regrid.Jobs;
import io.github.veilgrid.regrid.PrivateJobs;
import io.github.veilgrid.regrid.blind.BlindRegridder;
import io.github.veilgrid.regrid.plan.Preference.Aim;
import io.github.veilgrid.regrid.wire.Antialias;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.Kernel;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
            String what = task + "\n" + plan.description();
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
        assertTrue(plan.parameters().limbs() == 1 && plan.parameters().ringDimension() == 2048, plan.description());
        double bits = 8.0 * plan.bytesUp() / source.size().voxels();
        assertTrue(bits < 58, bits + " bits per voxel");
    }

    /** A service has 60 % of its heap for jobs. */
    @Test
    void aLargeScanIsPlannedForAServiceOfOneGigabyte() throws Exception {
        Grid source = Jobs.axial(new Size(512, 512, 2000), 0.684, 0.684, 0.5);
        RegridPlan plan = Jobs.plan(source, 1, 1, 1, Interpolation.LINEAR);
        assertTrue(new PlaneLayout(plan.wire()).workingBytes() < 0.6 * (1L << 30), plan.description());
    }

    /** Each output along z draws on 132 slices: what tilings hold for them counts. */
    @Test
    void aWideFilterIsPlannedWithinWhatARemotePartyAccepts() throws Exception {
        Grid source = Jobs.axial(new Size(1024, 1024, 1000), 0.3, 0.3, 0.3);
        Grid target = TargetGrid.spacing(source, new double[] {0.31, 0.31, 10});
        RegridPlan plan = Planner.plan(new RegridTask(source, target, new Kernel(Interpolation.LINEAR, Antialias.GAUSSIAN),
                Outside.FILL, Jobs.TWELVE_BIT, -1024, 0.5));
        assertTrue(new PlaneLayout(plan.wire()).workingBytes() < BlindRegridder.MAX_WORKING_BYTES / 1.5, plan.description());
    }

    @Test
    void waysAreFewAndTheFirstIsThePlan() throws Exception {
        for (Aim aim : Aim.values()) {
            Preference preference = Preference.BALANCED.with(aim);
            List<RegridPlan> ways = Planner.ways(head(), preference);
            assertEquals(Planner.plan(head(), preference).description(), ways.get(0).description());
            assertTrue(ways.size() > 3 && ways.size() <= 14, ways.size() + " ways");
            for (RegridPlan way : ways) {
                assertTrue(way.predictedBound() <= 0.5 * (1 + 1e-12), way.description());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void noOtherAimDoesBetterAtThisOne(Aim aim) throws Exception {
        double own = Preference.BALANCED.with(aim).figure(Planner.plan(head(), Preference.BALANCED.with(aim)).forecast(Prices.REFERENCE));
        for (Aim other : Aim.values()) {
            RegridPlan plan = Planner.plan(head(), Preference.BALANCED.with(other));
            assertTrue(own <= Preference.BALANCED.with(aim).figure(plan.forecast(Prices.REFERENCE)) * 1.03, aim + ": " + own + ", " + other + ": " + plan.description());
        }
    }

    @Test
    void aSlowNetworkIsWorthMoreComputing() throws Exception {
        Grid source = head().source();
        RegridTask coarse = task(source, TargetGrid.spacing(source, new double[] {2, 2, 2}));
        RegridPlan slow = Planner.plan(coarse, new Preference(Aim.BALANCE, 1));
        RegridPlan fast = Planner.plan(coarse, new Preference(Aim.BALANCE, 100_000));
        assertTrue(slow.bytesUp() + slow.bytesDown() < fast.bytesUp() + fast.bytesDown());
        assertTrue(slow.forecast(Prices.REFERENCE).computing() > fast.forecast(Prices.REFERENCE).computing());
    }

    @Test
    void everyOperationHasItsShareInSomeForecast() throws Exception {
        RegridPlan slots = Planner.plan(head());
        Grid source = head().source();
        RegridPlan slices = Planner.plan(task(source, TargetGrid.spacing(source, new double[] {0, 0, 1})));
        RegridPlan integers = Planner.plan(task(source, TargetGrid.spacing(source, new double[] {0.675, 0.6765, 1})));
        RegridPlan spline = Planner.plan(new RegridTask(source, head().target(), Interpolation.BSPLINE, Outside.FILL,
                Jobs.TWELVE_BIT, -1024, 0.5));
        RegridPlan hidden = PrivateJobs.small();
        for (Operation operation : Operation.values()) {
            Map<Operation, Double> dearer = new EnumMap<>(Prices.REFERENCE.toMap());
            dearer.merge(operation, 1.0, Double::sum);
            Prices prices = Prices.of(dearer);
            assertTrue(Stream.of(slots, slices, integers, spline, hidden).anyMatch(plan ->
                    plan.forecast(prices).computing() > plan.forecast(Prices.REFERENCE).computing()), operation.name());
        }
    }

    /** The grid of a CT of the head. */
    private static RegridTask head() throws Exception {
        Grid source = Jobs.axial(new Size(316, 406, 27), 0.45, 0.451, 5);
        return task(source, TargetGrid.spacing(source, new double[] {1, 1, 1}));
    }

    private static RegridTask task(Grid source, Grid target) {
        return new RegridTask(source, target, Interpolation.LINEAR, Outside.FILL, Jobs.TWELVE_BIT, -1024, 0.5);
    }
}
