package io.github.veilgrid.regrid.measure;

import io.github.veilgrid.regrid.plan.Operation;
import io.github.veilgrid.regrid.plan.Prices;
import java.util.EnumMap;
import java.util.Map;

/**
 * What came of a measurement.
 *
 * @param prices of each operation at this machine's usual speed
 * @param steady whether they were found more than once and fit together; if not, the machine was busy, and another
 *     measurement may find less
 */
public record MeasuredPrices(Prices prices, boolean steady) {

    /** The lesser price of each operation: another measurement of the same machine, taken earlier. */
    public MeasuredPrices with(Prices earlier) {
        Map<Operation, Double> least = new EnumMap<>(Operation.class);
        prices.toMap().forEach((operation, price) -> least.put(operation, Math.min(price, earlier.of(operation))));
        return new MeasuredPrices(Prices.of(least), steady);
    }
}
