package io.github.veilgrid.regrid.owner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.regrid.Jobs;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.Planner;
import io.github.veilgrid.regrid.plan.Preference;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.plan.TurnedGrid;
import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Slices of oblique jobs from made-up messages: every voxel is its own number. */
class AffineAssemblyTest {

    private final Grid source = Jobs.axial(new Size(30, 28, 40), 0.9, 0.9, 1.2);

    private RegridPlan plan(double... degrees) throws Exception {
        return plan(Preference.Aim.MEMORY, degrees);
    }

    private RegridPlan plan(Preference.Aim aim, double... degrees) throws Exception {
        RegridTask task = new RegridTask(source, TurnedGrid.turned(source, degrees), Interpolation.LINEAR, Outside.FILL,
                Jobs.TWELVE_BIT, -1024, 0.5);
        return Planner.plan(task, Preference.BALANCED.with(aim));
    }

    /** Takes note of slices that are handed over. */
    private static final class Taken {
        private final double[][] slices;
        private int count;

        Taken(RegridPlan plan) {
            slices = new double[plan.task().target().size().z()][];
        }

        void slice(int z, double[] values) {
            assertNull(slices[z], "slice " + z + " came twice");
            slices[z] = values;
            count++;
        }
    }

    private static void answer(RegridPlan plan, AffineAssembly assembly, int plane, Taken taken) throws Exception {
        AffinePlan wire = (AffinePlan) plan.wire();
        int block = wire.blocks().ofAnswer(plane);
        int[] outputs = wire.blocks().window(block).outputs(plane - wire.blocks().firstAnswer(block));
        assembly.start();
        for (int i = 0; i < outputs.length; i++) {
            double[] messages = new double[wire.parameters().ringDimension()];
            int[] tiles = wire.blocks().tiles(block);
            for (int slot = 0; slot < tiles.length; slot++) {
                int tile = tiles[slot];
                int x = tile % wire.tiles(0) * wire.tileSize(0) + outputs[i] % wire.tileSize(0);
                int y = tile / wire.tiles(0) % wire.tiles(1) * wire.tileSize(1) + outputs[i] / wire.tileSize(0) % wire.tileSize(1);
                int z = tile / wire.tiles(0) / wire.tiles(1) * wire.tileSize(2) + outputs[i] / wire.tileSize(0) / wire.tileSize(1);
                messages[slot] = number(x, y, z);
            }
            assembly.put(plane, i, messages);
        }
        assembly.finish(plane, taken::slice);
    }

    private static int number(int x, int y, int z) {
        return x + 128 * (y + 128 * z);
    }

    private static AffineAssembly assembly(RegridPlan plan) {
        ClearGrid grid = ClearGrid.of(plan.wire(), plan.geometry(), Outside.FILL);
        OwnerState state = OwnerState.of(plan, new byte[32], new PaddingMask(1, 1), CheckSamples.draw(grid, 1));
        return new AffineAssembly(state, grid);
    }

    @Test
    void everyVoxelComesToItsPlaceInWhateverOrderPlanesCome() throws Exception {
        RegridPlan plan = plan(20, -15, 30);
        List<Integer> planes = new ArrayList<>(IntStream.range(0, plan.planesDown()).boxed().toList());
        Collections.shuffle(planes, new Random(5));
        Taken taken = new Taken(plan);
        AffineAssembly assembly = assembly(plan);
        for (int plane : planes) {
            answer(plan, assembly, plane, taken);
        }
        AffinePlan wire = (AffinePlan) plan.wire();
        Set<Integer> used = new HashSet<>();
        for (int block = 0; block < wire.blocks().count(); block++) {
            Arrays.stream(wire.blocks().tiles(block)).forEach(used::add);
        }
        assertTrue(used.size() < wire.tiles(0) * wire.tiles(1) * wire.tiles(2), "no tile lies beyond the scan");
        Size size = plan.task().target().size();
        for (int z = 0; z < size.z(); z++) {
            for (int i = 0; i < size.slice(); i++) {
                int x = i % size.x();
                int y = i / size.x();
                int tile = x / wire.tileSize(0) + wire.tiles(0) * (y / wire.tileSize(1) + wire.tiles(1) * (z / wire.tileSize(2)));
                double expected = (used.contains(tile) ? number(x, y, z) : 0) + plan.task().centre();
                assertEquals(expected, taken.slices[z][i], "seed 5, voxel " + i + " of slice " + z);
            }
        }
    }

    @Test
    void slicesLeaveWithTheirBatchOfBlocks() throws Exception {
        RegridPlan plan = plan(80, 5, 3);
        AffinePlan wire = (AffinePlan) plan.wire();
        assertTrue(wire.blocks().count() > 1, plan.description());
        Taken taken = new Taken(plan);
        AffineAssembly assembly = assembly(plan);
        for (int plane = 0; plane < plan.planesDown(); plane++) {
            answer(plan, assembly, plane, taken);
            int next = plane + 1 < plan.planesDown() ? wire.blocks().ofAnswer(plane + 1) : wire.blocks().count();
            int batchesDone = next / wire.batch();
            int[] layers = next < wire.blocks().count() ? wire.blocks().layers(batchesDone * wire.batch()) : new int[] {wire.tiles(2)};
            assertTrue(taken.count >= Math.min(wire.outputs(2), layers[0] * wire.tileSize(2)));
        }
    }

    @Test
    void whereSlicesLieNearlyAsTheScansTheyLeaveLongBeforeTheEndOfABlock() throws Exception {
        RegridPlan plan = plan(Preference.Aim.BYTES, 1, -1, 20);
        AffinePlan wire = (AffinePlan) plan.wire();
        assertFalse(wire.sorted(), plan.description());
        Taken taken = new Taken(plan);
        AffineAssembly assembly = assembly(plan);
        for (int plane = 0; plane < wire.blocks().firstAnswer(1) * 2 / 3; plane++) {
            answer(plan, assembly, plane, taken);
        }
        assertTrue(taken.count > 0, plan.description());
    }
}
