package io.github.veilgrid.regrid.blind;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.Jobs;
import io.github.veilgrid.regrid.Walk;
import io.github.veilgrid.regrid.owner.JobKey;
import io.github.veilgrid.regrid.owner.MasterKey;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.Planner;
import io.github.veilgrid.regrid.plan.Preference;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.plan.TargetGrid;
import io.github.veilgrid.regrid.plan.TurnedGrid;
import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.JobPlan;
import io.github.veilgrid.regrid.wire.Kernel;
import io.github.veilgrid.regrid.wire.Packing;
import io.github.veilgrid.regrid.wire.WireAxis;
import io.github.veilgrid.regrid.wire.WirePlan;
import io.github.veilgrid.regrid.wire.WirePlanCodec;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlindRegridderTest {

    /** Linear along the axes and turned; a wide kernel along one axis after the other and in two passes; sorted tiles. */
    static Stream<RegridPlan> plans() throws Exception {
        Grid source = Jobs.axial(new Size(40, 33, 12), 0.684, 0.7, 2.5);
        Grid turned = TurnedGrid.turned(source, new double[] {10, -20, 30});
        return Stream.of(Jobs.general(), Jobs.oblique(),
                way(source, TargetGrid.spacing(source, new double[] {0.41, 0.37, 2}), Interpolation.CUBIC,
                        plan -> plan instanceof WirePlan wire && wire.separable()),
                way(source, turned, Interpolation.CUBIC, plan -> plan instanceof AffinePlan affine && affine.twoPasses()),
                way(source, turned, Interpolation.NEAREST, plan -> plan instanceof AffinePlan affine && affine.sorted()));
    }

    private static RegridPlan way(Grid source, Grid target, Interpolation interpolation, Predicate<JobPlan> wanted)
            throws Exception {
        RegridTask task = new RegridTask(source, target, interpolation, Outside.FILL, Jobs.TWELVE_BIT, -1024, 0.5);
        for (Preference.Aim aim : Preference.Aim.values()) {
            for (RegridPlan way : Planner.ways(task, Preference.BALANCED.with(aim))) {
                if (wanted.test(way.wire())) {
                    return way;
                }
            }
        }
        throw new AssertionError("no such way");
    }

    @ParameterizedTest
    @MethodSource("plans")
    void theSameRequestGivesTheSameAnswerWithAnyNumberOfThreads(RegridPlan plan) throws Exception {
        List<byte[]> request = Jobs.request(plan, JobKey.create(MasterKey.random()), Jobs.volume(plan, 1));
        List<byte[]> one = Walk.regrid(request, 1);
        List<byte[]> three = Walk.regrid(request, 3);
        assertEquals(plan.planesDown(), one.size());
        for (int i = 0; i < one.size(); i++) {
            assertArrayEquals(one.get(i), three.get(i));
        }
    }

    @Test
    void planesOutOfTurnOrOfAnotherJobOrMissingAreRefused() throws Exception {
        RegridPlan plan = Jobs.general();
        List<byte[]> request = Jobs.request(plan, JobKey.create(MasterKey.random()), Jobs.volume(plan, 1));
        List<byte[]> other = Jobs.request(plan, JobKey.create(MasterKey.random()), Jobs.volume(plan, 1));
        try (BlindRegridder blind = new BlindRegridder(request.get(0), 1)) {
            refused(() -> blind.accept(request.get(2), (w, chunk) -> { }), "plane 1 came where plane 0 was due");
            refused(() -> blind.accept(other.get(1), (w, chunk) -> { }), "the plane belongs to another job");
            refused(() -> blind.accept(request.get(0), (w, chunk) -> { }), "the chunk is not a plane");
            blind.accept(request.get(1), (w, chunk) -> { });
            refused(() -> blind.accept(request.get(1), (w, chunk) -> { }), "plane 0 came where plane 1 was due");
            refused(blind::finish, "only 1 of " + plan.planesUp() + " planes came");
        }
    }

    @Test
    void residuesBeyondThePrimeAreRefused() throws Exception {
        RegridPlan plan = Jobs.general();
        List<byte[]> request = Jobs.request(plan, JobKey.create(MasterKey.random()), Jobs.volume(plan, 1));
        byte[] plane = request.get(1);
        Arrays.fill(plane, Chunk.HEADER_BYTES, Chunk.HEADER_BYTES + 64, (byte) 0xff);
        Chunk.seal(plane);
        try (BlindRegridder blind = new BlindRegridder(request.get(0), 1)) {
            assertThrows(WireFormatException.class, () -> blind.accept(plane, (w, chunk) -> { }));
        }
    }

    @Test
    void aPlanThatWouldExhaustMemoryIsRefusedBeforeAnythingIsAllocated() {
        WireAxis wide = new WireAxis(60000, 60000, 60000, 1.0001, 0, 0, 0, 1);
        WirePlan plan = new WirePlan(Kernel.of(Interpolation.LINEAR), List.of(wide, wide, wide), Packing.SLOTS, 0, 0, 20,
                CkksParameters.of(2048, 49));
        byte[] bytes = WirePlanCodec.toBytes(plan);
        byte[] frame = Chunk.frame(Chunk.Kind.PLAN, 0, new byte[32], new byte[32], bytes.length);
        System.arraycopy(bytes, 0, frame, Chunk.HEADER_BYTES, bytes.length);
        Chunk.seal(frame);
        WireFormatException e = assertThrows(WireFormatException.class, () -> new BlindRegridder(frame, 1));
        assertTrue(e.getMessage().contains("larger than any chunk"), e.getMessage());
    }

    private interface Attempt {
        void run() throws Exception;
    }

    private static void refused(Attempt attempt, String sentence) {
        assertEquals(sentence, assertThrows(WireFormatException.class, attempt::run).getMessage());
    }
}
