package io.github.veilgrid.regrid.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void everyIndexIsRunOnceInEachLoop(int threads) throws IOException {
        try (Workers workers = new Workers(threads)) {
            for (int count : new int[] {0, 1, 2, 3, 17, 1000}) {
                AtomicIntegerArray runs = new AtomicIntegerArray(count);
                workers.each(count, runs::incrementAndGet);
                for (int i = 0; i < count; i++) {
                    assertEquals(1, runs.get(i), i + " of " + count);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void allThreadsWorkTheCallersAmongThem(int threads) throws IOException {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        CyclicBarrier together = new CyclicBarrier(threads);
        try (Workers workers = new Workers(threads)) {
            workers.each(threads, i -> {
                seen.add(Thread.currentThread());
                try {
                    together.await();
                } catch (Exception e) {
                    throw new IOException(e);
                }
            });
        }
        assertEquals(threads, seen.size());
        assertTrue(seen.contains(Thread.currentThread()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void aFailureIsThrownAndNoBodyRunsAfterIt(int threads) throws IOException {
        IOException failure = new IOException("meant");
        AtomicInteger running = new AtomicInteger();
        AtomicInteger begun = new AtomicInteger();
        try (Workers workers = new Workers(threads)) {
            assertSame(failure, assertThrows(IOException.class, () -> workers.each(100_000, i -> {
                running.incrementAndGet();
                try {
                    if (begun.incrementAndGet() == 7) {
                        throw failure;
                    }
                } finally {
                    running.decrementAndGet();
                }
            })));
            assertEquals(0, running.get());
            int after = begun.get();
            assertTrue(after < 100_000, "the loop went on");
            AtomicInteger next = new AtomicInteger();
            workers.each(10, i -> next.incrementAndGet());
            assertEquals(10, next.get(), "workers are good for another loop");
            assertEquals(after, begun.get());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void anInterruptionEndsTheLoopAndIsKept(int threads) {
        try (Workers workers = new Workers(threads)) {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedIOException.class, () -> workers.each(1000, i -> { }));
            assertTrue(Thread.interrupted());
        }
    }
}
