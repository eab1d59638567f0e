package io.github.veilgrid.regrid.plan;

/** How many of each operation something takes. For one thread. */
final class Work {

    private final double[] counts = new double[Operation.COUNT];

    Work add(Operation operation, double count) {
        counts[operation.ordinal()] += count;
        return this;
    }

    /** Seconds of one core. */
    double seconds(Prices prices) {
        return 1e-9 * prices.total(counts);
    }
}
