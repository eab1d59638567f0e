package io.github.veilgrid.regrid.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.regrid.Jobs;
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
        AffineShape shape = AffineShape.of((AffinePlan) plan.wire());
        assertTrue(shape.weights() < 17 * shape.outputs(), plan.description());
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
