package io.github.veilgrid.regrid.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All taps at once against tap by tap. */
class KernelTableTest {

    @ParameterizedTest
    @EnumSource
    void everyKernelIsThatOfItsTaps(Interpolation interpolation) {
        for (Antialias antialias : interpolation == Interpolation.NEAREST ? new Antialias[] {Antialias.NONE} : Antialias.values()) {
            for (double step : new double[] {0.7, 1.9, 4.25}) {
                check(new Kernel(interpolation, antialias).along(step, false), interpolation + " " + antialias + " " + step);
            }
        }
    }

    private static void check(AxisKernel kernel, String what) {
        long seed = 8;
        Random random = new Random(seed);
        KernelTable table = new KernelTable(kernel);
        double[] weights = new double[table.support()];
        for (int i = 0; i < 2000; i++) {
            double position = switch (i) {
                case 0 -> 7;
                case 1 -> Math.nextDown(-3.0);
                case 2 -> Math.nextUp(5.0);
                case 3 -> 2.5;
                default -> Math.rint((random.nextDouble() - 0.5) * 100 * 0x1p32) * 0x1p-32;
            };
            table.at(position, weights);
            for (int tap = 0; tap < weights.length; tap++) {
                assertEquals(kernel.weight(position, table.first(position) + tap), weights[tap], 1e-11,
                        what + ", seed " + seed + ", position " + position + ", tap " + tap);
                double[] one = new double[1];
                if (table.across(new double[] {position}, table.first(position) + tap, one)) {
                    assertEquals(weights[tap], one[0], 0, what + " in one stretch");
                }
            }
        }
    }
}
