package io.github.veilgrid.regrid.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.regrid.Jobs;
import io.github.veilgrid.regrid.blind.BlindRegridder;
import io.github.veilgrid.regrid.plan.Preference.Aim;
import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Ways to carry out a turned target, and what the planner says of them. */
class AffinePlannerTest {

    private static RegridTask task(Size size, double slice, double... degrees) throws Exception {
        return task(Interpolation.LINEAR, size, slice, degrees);
    }

    private static RegridTask task(Interpolation interpolation, Size size, double slice, double... degrees) throws Exception {
        Grid source = Jobs.axial(size, 0.684, 0.684, slice);
        Grid target = TargetGrid.spacing(TurnedGrid.turned(source, degrees), new double[] {1, 1, 1});
        return new RegridTask(source, target, interpolation, Outside.FILL, Jobs.TWELVE_BIT, -1024, 0.5);
    }

    private static RegridTask head() throws Exception {
        return task(new Size(256, 240, 60), 2.5, 12, -9, 20);
    }

    @ParameterizedTest
    @EnumSource
    void noOtherAimDoesBetterAtThisOne(Aim aim) throws Exception {
        Preference preference = Preference.BALANCED.with(aim);
        double own = preference.figure(Planner.plan(head(), preference).forecast(Prices.REFERENCE));
        for (Aim other : Aim.values()) {
            RegridPlan plan = Planner.plan(head(), Preference.BALANCED.with(other));
            assertTrue(own <= preference.figure(plan.forecast(Prices.REFERENCE)) * 1.1,
                    aim + ": " + own + ", " + other + ": " + plan.description());
        }
    }

    /** Two passes encode 30 weights for an answer where one pass encodes 125, and send half as many bits again. */
    @ParameterizedTest
    @CsvSource({"NEAREST, false", "LINEAR, false", "CUBIC, true", "LANCZOS3, true"})
    void wideKernelsTakeTwoPassesAndSmallOnesOne(Interpolation interpolation, boolean twoPasses) throws Exception {
        RegridPlan plan = Planner.plan(task(interpolation, new Size(256, 240, 60), 2.5, 12, -9, 20));
        assertEquals(twoPasses, ((AffinePlan) plan.wire()).twoPasses(), plan.description());
    }

    /** 27 taps for every voxel where tiles lie anyhow. */
    @Test
    void tilesOfALargeScanAreSorted() throws Exception {
        RegridPlan plan = Planner.plan(task(new Size(512, 512, 80), 2.5, 12, -9, 20));
        AffineShape shape = AffineShape.of((AffinePlan) plan.wire(), plan.task().halfRange());
        assertTrue(shape.weights() < 17 * shape.outputs(), plan.description());
    }

    /** What is held of a scan of more than 16 bits takes twice as much, and the forecast says so. */
    @Test
    void memoryOfAWideScanIsForecastAsItIsHeld() throws Exception {
        RegridTask narrow = task(new Size(256, 256, 120), 2.5, 12, -9, 20);
        RegridTask wide = new RegridTask(narrow.source(), narrow.target(), narrow.kernel(), narrow.outside(),
                new ValueScale(1, 0, -500_000, 500_000), 0, 200);
        AffinePlan plan = (AffinePlan) Planner.plan(narrow).wire();
        assertTrue(plan.sorted(), plan.layout());
        double more = AffineCost.forecast(AffineShape.of(plan, wide.halfRange()), Prices.REFERENCE).ownerMemory()
                - AffineCost.forecast(AffineShape.of(plan, narrow.halfRange()), Prices.REFERENCE).ownerMemory();
        assertEquals(2.0 * narrow.source().size().voxels(), more);
    }

    /** Sorted tiles want the scan held, and 200 million voxels of more than 16 bits are too many for that. */
    @Test
    void aWideScanThatIsTooLargeToBeHeldIsReadAnew() throws Exception {
        RegridTask narrow = task(new Size(512, 512, 600), 0.6, 4, -3, 6);
        RegridTask wide = new RegridTask(narrow.source(), narrow.target(), narrow.kernel(), narrow.outside(),
                new ValueScale(1, 0, -500_000, 500_000), 0, 200);
        assertTrue(((AffinePlan) Planner.plan(narrow).wire()).sorted());
        RegridPlan plan = Planner.plan(wide);
        assertFalse(((AffinePlan) plan.wire()).sorted(), plan.description());
    }

    @Test
    void waysAreFewAndTheFirstIsThePlan() throws Exception {
        List<RegridPlan> ways = Planner.ways(head(), Preference.BALANCED);
        assertEquals(Planner.plan(head()).description(), ways.get(0).description());
        assertTrue(ways.size() > 3 && ways.size() < 10, ways.size() + " ways");
        for (RegridPlan way : ways) {
            assertTrue(way.predictedBound() <= 0.5, way.description());
        }
    }

    /** The largest scan that a gigabyte must do for, turned this way and that: nothing is encrypted here. */
    @ParameterizedTest
    @CsvSource({"4, -3, 6, 0.5", "90, 0, 0, 0.5", "45, 0, 0, 0.5", "0, 45, 0, 2.5", "20, -15, 30, 0.5"})
    void aLargeScanIsPlannedWithinMemory(double l, double p, double s, double slice) throws Exception {
        RegridPlan plan = Planner.plan(task(new Size(512, 512, 2000), slice, l, p, s));
        Forecast forecast = plan.forecast(Prices.REFERENCE);
        assertTrue(forecast.ownerMemory() < 600e6 && forecast.remoteMemory() < 600e6, plan.description());
        assertTrue(new PlaneLayout(plan.wire()).workingBytes() < 700e6, plan.description());
    }

    /** Wide kernels keep many planes: within a gigabyte where that can be, else with more, but never beyond what is parsed. */
    @ParameterizedTest
    @CsvSource({"HAMMING4, 440", "LANCZOS5, 2048", "BLACKMAN5, 2048"})
    void theWidestKernelsAreNotRefusedOnAUsualScan(Interpolation interpolation, long megabytes) throws Exception {
        RegridPlan plan = Planner.plan(task(interpolation, new Size(512, 512, 150), 2.5, 4, -3, 6));
        Forecast forecast = plan.forecast(Prices.REFERENCE);
        assertTrue(Math.max(forecast.ownerMemory(), forecast.remoteMemory()) <= megabytes << 20, plan.description());
        assertTrue(forecast.remoteMemory() > megabytes << 18, "the limit is not what decides: " + plan.description());
        assertTrue(new PlaneLayout(plan.wire()).workingBytes() < BlindRegridder.MAX_WORKING_BYTES, plan.description());
    }

    /** Turned about the scan's z, with its own slices: every tile lies alike between slices, and they are not mixed. */
    @Test
    void tilesThatLieAlikeAlongAnAxisAreFound() throws Exception {
        Grid source = Jobs.axial(new Size(128, 128, 60), 0.684, 0.684, 2.5);
        RegridTask task = new RegridTask(source, TurnedGrid.turned(source, new double[] {0, 0, 20}), Interpolation.LINEAR,
                Outside.FILL, Jobs.TWELVE_BIT, -1024, 0.5);
        AffinePlan wire = (AffinePlan) Planner.plan(task).wire();
        assertTrue(wire.blocks().window(0).tapsOf(0) <= 9, wire.blocks().window(0).tapsOf(0) + " taps");
    }
}
