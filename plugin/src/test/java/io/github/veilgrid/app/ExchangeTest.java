package io.github.veilgrid.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.Planner;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.plan.TargetGrid;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.remote.EmbeddedRemoteParty;
import io.github.veilgrid.remote.RemoteParty;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ExchangeTest {

    private static final Size SIZE = new Size(64, 64, 40);
    private static final ValueScale VALUES = new ValueScale(1, -1024, 0, 4095);

    private static RegridPlan plan() throws Exception {
        Grid source = Grid.of(SIZE, new double[3], new double[] {0.7, 0, 0}, new double[] {0, 0.7, 0}, new double[] {0, 0, 2.5});
        return Planner.plan(new RegridTask(source, TargetGrid.spacing(source, new double[] {1, 1, 1}), Interpolation.LINEAR,
                Outside.FILL, VALUES, -1024, 0.5));
    }

    /** Slices of zeros, some of which may fail to be read. */
    private record Zeros(CountDownLatch begun, boolean torn) implements VoxelSource {

        @Override
        public Size size() {
            return SIZE;
        }

        @Override
        public void readSlice(int z, double[] values) throws IOException {
            begun.countDown();
            Arrays.fill(values, 0);
            if (torn && z > SIZE.z() / 2) {
                throw new IOException("slice " + z + " is torn");
            }
        }
    }

    private static Exchange exchange(RemoteParty party, int threads) {
        return new Exchange(party, threads, Progress.SILENT, new Cancellation(), new StageClock(threads));
    }

    private static void requireNoStage() {
        assertTrue(Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .noneMatch(name -> name.matches("veilgrid-(encrypt|remote|decrypt)")), "no stage goes on");
    }

    /** Encryption has begun by then, if there is a thread for it. */
    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2, 4})
    void aPartyThatRefusesThePlanEndsTheEncryption(int threads) throws Exception {
        WireFormatException refusal = new WireFormatException("not this one");
        CountDownLatch begun = new CountDownLatch(1);
        RemoteParty refusing = (planChunk, answers) -> {
            try {
                assertTrue(threads == 1 || begun.await(20, TimeUnit.SECONDS), "encryption does not wait for the remote party");
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            throw refusal;
        };
        assertSame(refusal, assertThrows(WireFormatException.class,
                () -> exchange(refusing, threads).run(plan(), new Zeros(begun, false), (z, slice) -> { })));
        requireNoStage();
    }

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2})
    void aScanThatTearsHalfWayEndsTheJob(int threads) {
        JobFailure failure = assertThrows(JobFailure.class, () -> exchange(new EmbeddedRemoteParty(threads), threads)
                .run(plan(), new Zeros(new CountDownLatch(1), true), (z, slice) -> { }));
        assertEquals(JobFailure.Kind.INPUT, failure.kind());
        assertTrue(failure.getMessage().contains("is torn"), failure.getMessage());
        requireNoStage();
    }
}
