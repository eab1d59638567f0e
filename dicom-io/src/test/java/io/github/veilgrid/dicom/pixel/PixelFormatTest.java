package io.github.veilgrid.dicom.pixel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.veilgrid.dicom.Seed;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelFormatTest {

    private static final int PIXELS = 50;

    /** Every legal place of the stored bits, both signs, any dirt around them; the oracle takes bits one by one. */
    @ParameterizedTest
    @ValueSource(ints = {8, 16, 32})
    void everyLegalFormatGivesTheStoredNumbers(int allocated) {
        Random random = new Random(Seed.of(allocated + " bits"));
        byte[] frame = new byte[PIXELS * allocated / 8];
        double[] values = new double[PIXELS];
        for (int stored = 1; stored <= allocated; stored++) {
            for (int high = stored - 1; high < allocated; high++) {
                for (boolean signed : new boolean[] {false, true}) {
                    random.nextBytes(frame);
                    double slope = 0.1 + random.nextDouble();
                    double intercept = random.nextInt(4096) - 2048;
                    PixelFormat format = new PixelFormat(PIXELS, 1, allocated, stored, high, signed);
                    PixelFormat.Padding padding = new PixelFormat.Padding(1, 3);
                    format.toValues(frame, values, slope, intercept, padding);
                    for (int i = 0; i < PIXELS; i++) {
                        long number = number(frame, i * allocated + high - stored + 1, stored, signed);
                        double product = slope * number;
                        assertEquals(number >= 1 && number <= 3 ? Double.NaN : product + intercept, values[i],
                                () -> format + " of " + number);
                    }
                }
            }
        }
    }

    private static long number(byte[] frame, int first, int bits, boolean signed) {
        BigInteger number = BigInteger.ZERO;
        for (int bit = 0; bit < bits; bit++) {
            int at = first + bit;
            if ((frame[at / 8] >> at % 8 & 1) == 1) {
                BigInteger weight = BigInteger.ONE.shiftLeft(bit);
                number = signed && bit == bits - 1 ? number.subtract(weight) : number.add(weight);
            }
        }
        return number.longValueExact();
    }
}
