package io.github.veilgrid.regrid.measure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.regrid.plan.Operation;
import io.github.veilgrid.regrid.plan.Prices;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachinePricesTest {

    @Test
    void everyOperationIsMeasuredInUnitsOfItsOwn() {
        Prices prices = MachinePrices.measure().prices();
        for (Operation operation : Operation.values()) {
            double price = prices.of(operation);
            assertTrue(price >= 0.02 && price <= 500, operation + ": " + price + " ns");
        }
    }

    /** Times of two measurements, usually 1 and 2, in bouts. */
    private static Bouts bouts(double[]... times) {
        Bouts bouts = new Bouts(new double[] {1, 2, 4});
        for (double[] bout : times) {
            bouts.add(bout);
        }
        return bouts;
    }

    @Test
    void theLowerQuartileCountsOnceTheLeastWasReachedTwice() {
        double[] busy = {3, 4, 5};
        double[] quiet = {1.05, 2, 4.2};
        assertFalse(bouts(busy, quiet, busy).steady());
        Bouts twice = bouts(busy, quiet, busy, new double[] {1, 2.1, 4}, busy);
        assertTrue(twice.steady());
        assertArrayEquals(new double[] {1.05, 2.1, 4.2}, twice.usual());
    }

    @Test
    void anOperationThatIsSlowBeyondTheOthersIsNotBelieved() {
        assertFalse(bouts(new double[] {1, 2, 40}, new double[] {1, 2, 40}).steady(), "not compiled yet");
        assertTrue(bouts(new double[] {10, 20, 40}, new double[] {10, 20, 40}).steady(), "a slow machine");
        assertTrue(bouts(new double[] {1, 0.2, 4}, new double[] {1, 0.2, 4}).steady(), "good at something");
    }

    @Test
    void ofTwoMeasurementsTheLesserCounts() {
        Map<Operation, Double> other = new EnumMap<>(Prices.REFERENCE.toMap());
        other.merge(Operation.PACK, 2.0, (price, factor) -> price * factor);
        other.merge(Operation.READ, 0.5, (price, factor) -> price * factor);
        Prices merged = new MeasuredPrices(Prices.REFERENCE, false).with(Prices.of(other)).prices();
        assertEquals(Prices.REFERENCE.of(Operation.PACK), merged.of(Operation.PACK));
        assertEquals(Prices.REFERENCE.of(Operation.READ) / 2, merged.of(Operation.READ));
    }

    @Test
    void aMissingOrSenselessPriceIsRefused() {
        Map<Operation, Double> prices = new EnumMap<>(Prices.REFERENCE.toMap());
        prices.put(Operation.PACK, Double.NaN);
        assertThrows(IllegalArgumentException.class, () -> Prices.of(prices));
        prices.remove(Operation.PACK);
        assertThrows(IllegalArgumentException.class, () -> Prices.of(prices));
    }
}
