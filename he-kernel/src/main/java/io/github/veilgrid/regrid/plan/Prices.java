package io.github.veilgrid.regrid.plan;

import java.util.EnumMap;
import java.util.Map;

/**
 * What each {@link Operation} costs: nanoseconds of one core. Plans are chosen by {@link #REFERENCE}, so that the same task
 * gives the same plan everywhere; times shown to users are those of the machine at hand. Immutable.
 */
public final class Prices {

    /** One core of a server with other work on it (AMD EPYC with AVX2, JDK 17); kept as they are. */
    public static final Prices REFERENCE = new Prices(reference());

    private final double[] nanoseconds;

    private Prices(double[] nanoseconds) {
        this.nanoseconds = nanoseconds;
    }

    /**
     * Prices by operation.
     *
     * @throws IllegalArgumentException if one is missing or not a positive number
     */
    public static Prices of(Map<Operation, Double> prices) {
        double[] nanoseconds = new double[Operation.COUNT];
        for (Operation operation : Operation.values()) {
            Double price = prices.get(operation);
            if (price == null || !(price > 0) || price.isInfinite()) {
                throw new IllegalArgumentException("no price for " + operation + ": " + price);
            }
            nanoseconds[operation.ordinal()] = price;
        }
        return new Prices(nanoseconds);
    }

    private static double[] reference() {
        double[] prices = new double[Operation.COUNT];
        prices[Operation.CHECKSUM.ordinal()] = 0.1;
        prices[Operation.FETCH.ordinal()] = 0.45;
        prices[Operation.FILTER.ordinal()] = 2.4;
        prices[Operation.RING.ordinal()] = 190;
        prices[Operation.SECRET.ordinal()] = 16;
        prices[Operation.READ.ordinal()] = 1.6;
        prices[Operation.GATHER.ordinal()] = 0.56;
        prices[Operation.SCATTER.ordinal()] = 0.6;
        prices[Operation.ERROR.ordinal()] = 1.6;
        prices[Operation.EXPAND.ordinal()] = 1.3;
        prices[Operation.ENCODE.ordinal()] = 2.9;
        prices[Operation.DECODE.ordinal()] = 2.45;
        prices[Operation.TRANSFORM.ordinal()] = 3.7;
        prices[Operation.PRODUCT.ordinal()] = 0.14;
        prices[Operation.NEAR_PRODUCT.ordinal()] = 0.2;
        prices[Operation.SCALE.ordinal()] = 0.13;
        prices[Operation.WEIGH.ordinal()] = 0.06;
        prices[Operation.SWITCH.ordinal()] = 0.14;
        prices[Operation.PACK.ordinal()] = 1.25;
        prices[Operation.UNPACK.ordinal()] = 1.17;
        prices[Operation.PACK_ANSWER.ordinal()] = 0.51;
        prices[Operation.UNPACK_ANSWER.ordinal()] = 0.75;
        return prices;
    }

    /** Nanoseconds of one core. */
    public double of(Operation operation) {
        return nanoseconds[operation.ordinal()];
    }

    /** The prices as a map, in the order of operations. */
    public Map<Operation, Double> toMap() {
        Map<Operation, Double> map = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            map.put(operation, of(operation));
        }
        return map;
    }

    /** Nanoseconds of so many of each operation. */
    double total(double[] counts) {
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            sum += counts[i] * nanoseconds[i];
        }
        return sum;
    }
}
