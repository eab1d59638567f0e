package io.github.veilgrid.he.ring;

import java.util.Optional;

/**
 * Whether this processor has a fused multiply-add. Without one, {@link Math#fma} falls back to arbitrary-precision
 * arithmetic: results are the same, about a thousand times later. Thread safe; measured once.
 */
public final class HardwareCheck {

    /** Nanoseconds per call; hardware takes 1 to 50 even in the interpreter, the software path over 500. */
    private static final double SLOW = 250;
    private static final int ROUNDS = 7;
    private static final int CALLS = 400;

    private HardwareCheck() {
    }

    private static final class Measured {
        static final double NANOSECONDS = measure();
    }

    /** A sentence for the user if encrypted work would take impossibly long on this machine. */
    public static Optional<String> slowFma() {
        if (Measured.NANOSECONDS < SLOW) {
            return Optional.empty();
        }
        return Optional.of("This processor (or virtual machine) offers no fused multiply-add instruction, so encrypted "
                + "work would take about a thousand times longer than usual: use a machine whose processor has FMA "
                + "(Intel since 2013, AMD since 2012, every 64-bit ARM), and do not switch it off with -XX:-UseFMA.");
    }

    /** The best of several rounds, because other work on the machine only ever makes a round slower. */
    private static double measure() {
        double best = Double.MAX_VALUE;
        double x = 1.1;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                x = Math.fma(x, 0.999, 0.0011);
            }
            best = Math.min(best, (System.nanoTime() - start) / (double) CALLS);
        }
        return Double.isNaN(x) ? Double.MAX_VALUE : best;
    }
}
