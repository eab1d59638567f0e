package io.github.veilgrid.dicom.series;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.dicom.Seed;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Decimal Strings fit 16 characters and lose as little as these allow. */
class DecimalStringTest {

    @Test
    void simpleNumbersLookSimple() {
        assertEquals("0", DecimalString.of(-0.0));
        assertEquals("1", DecimalString.of(1));
        assertEquals("-1024", DecimalString.of(-1024));
        assertEquals("0.451171875", DecimalString.of(0.451171875));
        assertEquals("-0.0217883751692", DecimalString.of(-0.0217883751691557));
        assertThrows(IllegalArgumentException.class, () -> DecimalString.of(Double.NaN));
    }

    @Test
    void everyNumberFitsAndRoundsTheWayItWasAsked() {
        Random random = new Random(Seed.of("decimal strings"));
        for (int i = 0; i < 100_000; i++) {
            double number = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(24) - 12);
            String text = DecimalString.of(number);
            assertTrue(text.length() <= 16, text);
            assertTrue(text.matches("-?[0-9]*(\\.[0-9]+)?(E[-+]?[0-9]+)?"), text);
            assertEquals(number, Double.parseDouble(text), Math.abs(number) * 1e-8);
            double up = DecimalString.atLeast(number);
            double down = DecimalString.below(number);
            assertTrue(down <= number && number <= up, number + " between " + down + " and " + up);
            assertEquals(up, Double.parseDouble(DecimalString.of(up)));
        }
    }
}
