package io.github.veilgrid.regrid.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateAxisTest {

    /** Every source voxel that a map within its reach may lead to has its place among those an output draws on. */
    @ParameterizedTest
    @CsvSource({
        "256, 256, 16, 8, LINEAR", "512, 181, 7, 3, LINEAR", "100, 217, 31, 5, CUBIC", "31, 64, 64, 1, LINEAR",
        "77, 77, 1, 9, NEAREST", "7, 300, 11, 2, CUBIC", "5, 1, 1, 4, LINEAR", "1, 9, 2, 1, LINEAR"})
    void everyPlaceAMapMayLeadToIsInTheWindow(int inputs, int outputs, int tileSize, int reach, Interpolation interpolation) {
        PrivateAxis axis = new PrivateAxis(inputs, outputs, tileSize, reach, interpolation);
        Random random = new Random(3);
        for (int output = 0; output < outputs; output++) {
            double nominal = (output + 0.5) * inputs / outputs - 0.5;
            assertEquals(nominal, axis.position(output), 1e-9);
            int u = output % tileSize;
            int window = axis.base(output / tileSize);
            assertTrue(axis.first(u) >= 0 && axis.first(u) + axis.taps(u) <= axis.window());
            for (double moved : new double[] {-reach, reach, 0, reach * (2 * random.nextDouble() - 1)}) {
                int first = interpolation.first(axis.position(output) + moved) - window - axis.first(u);
                assertTrue(first >= 0 && first + interpolation.support() <= axis.taps(u),
                        "output " + output + " moved by " + moved + " at place " + first + " of " + axis.taps(u));
            }
        }
        assertTrue(axis.mostTaps() <= 2 * reach + Math.max(2, interpolation.support()) + 1);
        assertTrue(axis.window() <= (tileSize - 1.0) * inputs / outputs + 1 + axis.mostTaps() + 1);
    }
}
