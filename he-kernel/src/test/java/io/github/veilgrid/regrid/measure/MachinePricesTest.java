package io.github.veilgrid.regrid.measure;

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
        Prices prices = MachinePrices.measure();
        for (Operation operation : Operation.values()) {
            double price = prices.of(operation);
            assertTrue(price >= 0.02 && price <= 500, operation + ": " + price + " ns");
        }
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
