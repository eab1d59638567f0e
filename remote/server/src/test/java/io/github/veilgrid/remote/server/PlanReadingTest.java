package io.github.veilgrid.remote.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.veilgrid.he.wire.WireFormatException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlanReadingTest {

    private static final int MANY = 8;

    private final CountDownLatch may = new CountDownLatch(1);
    private final List<Integer> read = Collections.synchronizedList(new ArrayList<>());
    private final PlanReading reading = new PlanReading(chunk -> {
        try {
            may.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        read.add((int) chunk[0]);
        throw new WireFormatException("no plan");
    });

    private Thread bring(String owner, int number) throws InterruptedException {
        Thread thread = new Thread(() -> assertThrows(WireFormatException.class, () -> reading.read(owner, new byte[] {(byte) number})));
        thread.start();
        while (thread.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        return thread;
    }

    @Test
    void whoBringsOnePlanWaitsForOneOfWhoBringsMany() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            threads.add(bring("greedy", i));
        }
        threads.add(bring("other", MANY));
        may.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(0, MANY, 1, 2, 3, 4, 5, 6, 7), read, "a refused plan holds nobody up, and all come in order");
    }
}
