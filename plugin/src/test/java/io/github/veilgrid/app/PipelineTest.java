package io.github.veilgrid.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class PipelineTest {

    private static final int CHUNKS = 200;

    @ParameterizedTest(name = "{0} at once")
    @ValueSource(ints = {1, 2, 3})
    void chunksComeInOrderAndNoStageRunsAhead(int atOnce) throws Exception {
        Pipeline pipeline = new Pipeline(atOnce);
        Pipeline.Belt<byte[]> first = pipeline.new Belt<>(1);
        Pipeline.Belt<byte[]> second = pipeline.new Belt<>(1);
        AtomicInteger made = new AtomicInteger();
        AtomicInteger computing = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Integer> arrived = Collections.synchronizedList(new ArrayList<>());
        pipeline.start("a", () -> {
            for (int i = 0; i < CHUNKS; i++) {
                compute(computing, most);
                first.put(new byte[] {(byte) i});
                made.incrementAndGet();
            }
            first.end();
        });
        pipeline.start("b", () -> {
            for (byte[] chunk = first.take(); chunk != null; chunk = first.take()) {
                compute(computing, most);
                second.put(chunk);
            }
            second.end();
        });
        pipeline.start("c", () -> {
            for (byte[] chunk = second.take(); chunk != null; chunk = second.take()) {
                compute(computing, most);
                arrived.add(chunk[0] & 0xff);
                assertTrue(made.get() - arrived.size() <= 4, made + " made, " + arrived.size() + " arrived");
            }
        });
        pipeline.await(() -> { });
        pipeline.stop();
        for (int i = 0; i < CHUNKS; i++) {
            assertEquals(i, arrived.get(i));
        }
        assertEquals(CHUNKS, arrived.size());
        assertTrue(most.get() <= atOnce, most + " stages computed at once");
    }

    private static void compute(AtomicInteger computing, AtomicInteger most) {
        most.accumulateAndGet(computing.incrementAndGet(), Math::max);
        Thread.yield();
        computing.decrementAndGet();
    }

    @Test
    void theFailureOfAStageIsThrownAndStopsTheOthers() {
        Pipeline pipeline = new Pipeline(3);
        Pipeline.Belt<byte[]> belt = pipeline.new Belt<>(1);
        AtomicBoolean ended = new AtomicBoolean();
        IOException failure = new IOException("torn");
        pipeline.start("endless", () -> {
            try {
                while (true) {
                    belt.put(new byte[1]);
                }
            } finally {
                ended.set(true);
            }
        });
        pipeline.start("failing", () -> {
            belt.take();
            throw failure;
        });
        assertSame(failure, assertThrows(IOException.class, () -> pipeline.await(() -> { })));
        assertFalse(ended.get(), "the endless stage waits for its place");
        pipeline.stop();
        assertTrue(ended.get());
    }

    @Test
    void aStageThatComputesEndsWhenTheJobIsStopped() {
        Pipeline pipeline = new Pipeline(1);
        Pipeline.Belt<byte[]> belt = pipeline.new Belt<>(1);
        pipeline.start("computing", () -> {
            while (!Thread.interrupted()) {
                Thread.onSpinWait();
            }
        });
        pipeline.start("waiting", belt::take);
        long start = System.nanoTime();
        assertThrows(JobCancelledException.class, () -> pipeline.await(() -> {
            throw new JobCancelledException();
        }));
        pipeline.stop();
        assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(1));
    }

    /** With one thread a stage comes first; what it failed with is told at once, not after a service was waited for. */
    @Test
    void nothingIsBegunForAStageThatHasFailed() throws Exception {
        Pipeline pipeline = new Pipeline(1);
        IOException failure = new IOException("torn");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch may = new CountDownLatch(1);
        pipeline.start("failing", () -> {
            begun.countDown();
            may.await();
            throw failure;
        });
        begun.await();
        may.countDown();
        assertSame(failure, assertThrows(IOException.class, () -> pipeline.turn(() -> {
            throw new AssertionError("it is done all the same");
        })));
        pipeline.stop();
    }
}
