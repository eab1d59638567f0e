package io.github.veilgrid.he.measure;

import java.util.Arrays;

/** Medians of repeated runs, after the JIT compiler has had its time. */
final class Stopwatch {

    private static final int SAMPLES = 41;
    private static final int QUICK_SAMPLES = 15;
    private static final double SAMPLE_NANOSECONDS = 2e6;
    private static final double WARM_UP_NANOSECONDS = 1.5e9;
    private static final double QUICK_WARM_UP_NANOSECONDS = 3e8;

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
