package io.github.veilgrid.he.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {

    @Test
    void jsonIsWhatReadersOfFiguresExpect() {
        assertEquals("{\"figures\":[{\"name\":\"ntt-forward-4096\",\"value\":18.300,\"unit\":\"us\"},"
                + "{\"name\":\"linear-transform-17\",\"value\":6.000,\"unit\":\"ms\"}]}\n",
                Figure.json(List.of(new Figure("ntt-forward-4096", 18.3, "us"), new Figure("linear-transform-17", 6, "ms"))));
    }

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
