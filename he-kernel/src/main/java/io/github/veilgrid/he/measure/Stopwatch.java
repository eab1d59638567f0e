package io.github.veilgrid.he.measure;

import java.util.Arrays;

/**
 * Medians of repeated runs, after the JIT compiler has had its time: the best of three passes, because compilation that
 * is still going on and other work on the machine only ever make a pass slower.
 */
final class Stopwatch {

    private static final int PASSES = 3;
    private static final int SAMPLES = 21;
    private static final int QUICK_SAMPLES = 9;
    private static final double SAMPLE_NANOSECONDS = 2e6;
    private static final double WARM_UP_NANOSECONDS = 2e9;
    private static final double QUICK_WARM_UP_NANOSECONDS = 8e8;

    private final boolean quick;

    Stopwatch(boolean quick) {
        this.quick = quick;
    }

    /** Median nanoseconds of one run. */
    double nanoseconds(Runnable operation) {
        long start = System.nanoTime();
        int runs = 0;
        while (System.nanoTime() - start < (quick ? QUICK_WARM_UP_NANOSECONDS : WARM_UP_NANOSECONDS) || runs < 3) {
            operation.run();
            runs++;
        }
        int batch = (int) Math.max(1, SAMPLE_NANOSECONDS * runs / (System.nanoTime() - start));
        double best = Double.MAX_VALUE;
        for (int pass = 0; pass < PASSES; pass++) {
            best = Math.min(best, median(operation, batch));
        }
        return best;
    }

    private double median(Runnable operation, int batch) {
        double[] samples = new double[quick ? QUICK_SAMPLES : SAMPLES];
        for (int i = 0; i < samples.length; i++) {
            long from = System.nanoTime();
            for (int k = 0; k < batch; k++) {
                operation.run();
            }
            samples[i] = (System.nanoTime() - from) / (double) batch;
        }
        Arrays.sort(samples);
        return samples[samples.length / 2];
    }
}
