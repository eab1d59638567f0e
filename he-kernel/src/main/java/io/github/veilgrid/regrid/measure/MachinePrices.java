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

    /** Time for an operation in each round over all of them. */
    private static final long TURN = 1_200_000;
    /** The last rounds, which count. */
    private static final int COUNTED = 12;
    /** Rounds at least and at most: the JIT compiler works beside them, and takes its time on a busy machine. */
    private static final int LEAST_ROUNDS = 2 * COUNTED;
    private static final int MOST_ROUNDS = 16 * COUNTED;
    /** Before these the last rounds must have brought nothing for any operation. */
    private static final double SETTLED = 0.9;

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
     * Measures all operations, in half a second on a usual machine. Processor time of the thread is taken where
     * there is such a thing, so that other work on the machine disturbs little.
     */
    public static Prices measure() {
        Samples samples = new Samples();
        int n = Samples.DIMENSION;
        int levels = Integer.numberOfTrailingZeros(n);
        List<Trial> trials = List.of(
                new Trial(samples::checksum, samples.chunkBytes()),
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
        double[][] times = new double[trials.size()][MOST_ROUNDS];
        int rounds = 0;
        while (rounds < LEAST_ROUNDS || rounds < MOST_ROUNDS && !settled(times, rounds)) {
            for (int i = 0; i < times.length; i++) {
                times[i][rounds] = nanoseconds(trials.get(i));
            }
            rounds++;
        }
        Map<Operation, Double> prices = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            double[] last = Arrays.copyOfRange(times[operation.ordinal()], rounds - COUNTED, rounds);
            Arrays.sort(last);
            prices.put(operation, last[COUNTED / 4]);
        }
        // An encryption was measured as a whole: what is left of it is drawing errors.
        double rest = prices.get(Operation.EXPAND) + levels * prices.get(Operation.TRANSFORM) + prices.get(Operation.PRODUCT);
        prices.put(Operation.ERROR, Math.max(0.1, prices.get(Operation.ERROR) - rest));
        return Prices.of(prices);
    }

    /** Whether no operation is still becoming faster. */
    private static boolean settled(double[][] times, int rounds) {
        for (double[] time : times) {
            double last = Arrays.stream(time, rounds - COUNTED / 2, rounds).min().orElseThrow();
            double before = Arrays.stream(time, rounds - COUNTED, rounds - COUNTED / 2).min().orElseThrow();
            if (last < SETTLED * before) {
                return false;
            }
        }
        return true;
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
