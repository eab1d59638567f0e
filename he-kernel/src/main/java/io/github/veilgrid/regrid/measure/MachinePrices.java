package io.github.veilgrid.regrid.measure;

import io.github.veilgrid.regrid.plan.Operation;
import io.github.veilgrid.regrid.plan.Prices;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Measures {@link Prices} on the calling thread. */
public final class MachinePrices {

    /** Rounds over all operations; the JIT compiler works beside the first ones. */
    private static final int ROUNDS = 24;
    /** Time for an operation in each round. */
    private static final long TURN = 1_200_000;
    /** Rounds that count: those after the compiler has had its time. */
    private static final int COUNTED = 12;

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /**
     * Something to be measured.
     *
     * @param run once
     * @param units how many of the operation that is
     */
    private record Trial(Runnable run, double units) {
    }

    private MachinePrices() {
    }

    /**
     * Measures all operations, in less than half a second on a usual machine. Processor time of the thread is taken where
     * there is such a thing, so that other work on the machine disturbs little.
     */
    public static Prices measure() {
        Samples samples = new Samples();
        int n = Samples.DIMENSION;
        int levels = Integer.numberOfTrailingZeros(n);
        List<Trial> trials = List.of(
                new Trial(samples::digest, samples.chunkBytes()),
                new Trial(samples::read, samples.sliceVoxels()),
                new Trial(samples::gather, n),
                new Trial(samples::scatter, n),
                new Trial(samples::encrypt, n),
                new Trial(samples::expand, n),
                new Trial(samples::encode, 2.0 * n * levels),
                new Trial(samples::transform, 2.0 * n * levels),
                new Trial(samples::product, 4.0 * n),
                new Trial(samples::scale, 2.0 * n),
                new Trial(samples::weigh, 2.0 * n),
                new Trial(samples::switchModulus, n),
                new Trial(samples::pack, n),
                new Trial(samples::unpack, n));
        double[][] times = new double[trials.size()][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < times.length; i++) {
                times[i][round] = nanoseconds(trials.get(i));
            }
        }
        Map<Operation, Double> prices = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            double[] last = Arrays.copyOfRange(times[operation.ordinal()], ROUNDS - COUNTED, ROUNDS);
            Arrays.sort(last);
            prices.put(operation, last[COUNTED / 4]);
        }
        // An encryption was measured as a whole: what is left of it is drawing errors.
        double rest = prices.get(Operation.EXPAND) + levels * prices.get(Operation.TRANSFORM) + prices.get(Operation.PRODUCT);
        prices.put(Operation.ERROR, Math.max(0.1, prices.get(Operation.ERROR) - rest));
        return Prices.of(prices);
    }

    private static double nanoseconds(Trial trial) {
        long start = now();
        long elapsed = 0;
        int runs = 0;
        while (elapsed < TURN) {
            trial.run.run();
            runs++;
            elapsed = now() - start;
        }
        return elapsed / (runs * trial.units);
    }

    private static long now() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }
}
