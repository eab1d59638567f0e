package io.github.veilgrid.regrid.measure;

import io.github.veilgrid.regrid.plan.Operation;
import io.github.veilgrid.regrid.plan.Prices;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Measures {@link Prices} on the calling thread. */
public final class MachinePrices {

    /** Time for an operation in each round over all of them. */
    private static final long TURN = 800_000;
    /** Rounds of a bout, of which the mean counts. */
    private static final int ROUNDS = 4;
    /** Bouts at least and at most: the JIT compiler works beside them, and takes its time on a busy machine. */
    private static final int LEAST_BOUTS = 6;
    private static final int MOST_BOUTS = 48;

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
     * Measures all operations, in about a second on a machine with nothing else to do, in some more on a busy one. Processor time of
     * the thread is taken where there is such a thing, so that other work on the machine disturbs little.
     */
    public static MeasuredPrices measure() {
        Samples samples = new Samples();
        int n = Samples.DIMENSION;
        List<Trial> trials = List.of(
                new Trial(samples::checksum, samples.chunkBytes()),
                new Trial(samples::fetch, n),
                new Trial(samples::read, samples.sliceVoxels()),
                new Trial(samples::filter, samples.sliceVoxels()),
                new Trial(samples::gather, n),
                new Trial(samples::scatter, n),
                new Trial(samples::ring, n),
                new Trial(samples::secret, n),
                new Trial(samples::encrypt, n),
                new Trial(samples::expand, n),
                new Trial(samples::encode, 2.0 * n),
                new Trial(samples::decode, 2.0 * n),
                new Trial(samples::transform, 2.0 * n),
                new Trial(samples::product, 4.0 * n),
                new Trial(samples::nearProduct, samples.nearProducts()),
                new Trial(samples::scale, 2.0 * n),
                new Trial(samples::weigh, 2.0 * n),
                new Trial(samples::switchModulus, n),
                new Trial(samples::pack, n),
                new Trial(samples::unpack, n),
                new Trial(samples::packAnswer, n),
                new Trial(samples::unpackAnswer, n));
        Bouts bouts = new Bouts(raw(Prices.REFERENCE));
        while (bouts.count() < LEAST_BOUTS || bouts.count() < MOST_BOUTS && !bouts.steady()) {
            double[] times = new double[trials.size()];
            for (int round = 0; round < ROUNDS; round++) {
                for (int i = 0; i < times.length; i++) {
                    times[i] += nanoseconds(trials.get(i)) / ROUNDS;
                }
            }
            bouts.add(times);
        }
        return new MeasuredPrices(prices(bouts.usual()), bouts.steady());
    }

    /** What measuring on a machine of these prices would give: an encryption is measured as a whole, a number fetched is weighed. */
    private static double[] raw(Prices prices) {
        double[] times = new double[Operation.values().length];
        prices.toMap().forEach((operation, price) -> times[operation.ordinal()] = price);
        times[Operation.ERROR.ordinal()] += prices.of(Operation.EXPAND) + prices.of(Operation.TRANSFORM)
                + prices.of(Operation.PRODUCT);
        times[Operation.FETCH.ordinal()] += prices.of(Operation.WEIGH);
        return times;
    }

    /** What is left of an encryption is drawing errors, of weighing a number from afar is fetching it. */
    private static Prices prices(double[] times) {
        Map<Operation, Double> prices = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            prices.put(operation, times[operation.ordinal()]);
        }
        double rest = prices.get(Operation.EXPAND) + prices.get(Operation.TRANSFORM) + prices.get(Operation.PRODUCT);
        prices.put(Operation.ERROR, Math.max(0.1, prices.get(Operation.ERROR) - rest));
        prices.merge(Operation.FETCH, prices.get(Operation.WEIGH), (both, weigh) -> Math.max(0.02, both - weigh));
        return Prices.of(prices);
    }

    /** Twice as many runs before each look at the clock, which takes as long as packing some hundred numbers. */
    private static double nanoseconds(Trial trial) {
        long start = now();
        long elapsed = 0;
        int runs = 0;
        for (int more = 1; elapsed < TURN; more = runs) {
            for (int i = 0; i < more; i++) {
                trial.run.run();
            }
            runs += more;
            elapsed = now() - start;
        }
        return elapsed / (runs * trial.units);
    }

    private static long now() {
        return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
    }
}
