package io.github.veilgrid.he.measure;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StopwatchTest {

    @Test
    void theMedianOfAWaitIsTheWait() {
        double measured = new Stopwatch(true).nanoseconds(() -> {
            long until = System.nanoTime() + 100_000;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        });
        assertTrue(measured >= 100_000 && measured < 1_000_000, "measured " + measured);
    }
}
