package io.github.veilgrid.he.ring;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PerThreadTest {

    @Test
    void aThreadKeepsItsOwn() throws Exception {
        PerThread<double[]> rows = new PerThread<>(() -> new double[4]);
        double[] mine = rows.get();
        AtomicReference<double[]> others = new AtomicReference<>();
        Thread other = new Thread(() -> others.set(rows.get()));
        other.start();
        other.join();
        assertSame(mine, rows.get());
        assertNotSame(mine, others.get());
    }

    @Test
    void nothingStaysWithAThreadThatLivesOn() {
        WeakReference<double[]> left = new WeakReference<>(new PerThread<>(() -> new double[4]).get());
        for (int i = 0; i < 100 && left.get() != null; i++) {
            System.gc();
        }
        assertNull(left.get());
    }

    @Test
    void nothingStaysOfAThreadThatEnded() throws Exception {
        PerThread<double[]> rows = new PerThread<>(() -> new double[4]);
        AtomicReference<WeakReference<double[]>> left = new AtomicReference<>();
        Thread other = new Thread(() -> left.set(new WeakReference<>(rows.get())));
        other.start();
        other.join();
        other = null;
        for (int i = 0; i < 100 && left.get().get() != null; i++) {
            System.gc();
            rows.get();
        }
        assertNull(left.get().get());
    }
}
