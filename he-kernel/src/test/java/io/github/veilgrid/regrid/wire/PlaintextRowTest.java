package io.github.veilgrid.regrid.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ckks.Encoder;
import io.github.veilgrid.regrid.Jobs;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaintextRowTest {

    @Test
    void roundedWeightsSumToTheScaleExactlyAndTheirErrorsAreWhatIsSaid() throws Exception {
        WirePlan plan = (WirePlan) Jobs.general().wire();
        int n = plan.parameters().ringDimension();
        Encoder encoder = new Encoder(n);
        for (int u = 0; u < plan.axis(0).tileSize(); u++) {
            double[][] weights = PlaintextRow.planeWeights(plan, u, 0);
            double[][] rounded = PlaintextRow.round(encoder, weights, true, plan.planeBits());
            for (int k = 0; k < n; k++) {
                double sum = 0;
                for (double[] polynomial : rounded) {
                    sum += polynomial[k];
                    assertEquals(Math.rint(polynomial[k]), polynomial[k]);
                }
                assertEquals(k == 0 ? Math.scalb(1.0, plan.planeBits()) : 0, sum);
            }
            double said = PlaintextRow.worstError(encoder, weights, rounded, plan.planeBits());
            double worst = 0;
            for (int slot = 0; slot < n; slot += 37) {
                double errors = 0;
                for (int tap = 0; tap < weights.length; tap++) {
                    errors += Math.abs(evaluate(rounded[tap], slot) / Math.scalb(1.0, plan.planeBits()) - weights[tap][slot]);
                }
                worst = Math.max(worst, errors);
            }
            assertTrue(worst <= said * (1 + 1e-6) + 1e-12, worst + " above " + said);
            assertTrue(worst > said / 10, "the figure said is far from any slot's");
        }
    }

    /** Linear interpolation of the positions themselves gives each output's own: slots are tiles, x fastest. */
    @Test
    void weightsOfOneAxisAreThoseOfTheTileInEverySlot() throws Exception {
        WirePlan plan = new WirePlan(Kernel.of(Interpolation.LINEAR),
                List.of(new WireAxis(19, 12, 4, 1.45, 0.25, 0, 0, 1 << 20), new WireAxis(19, 10, 2, 1.3, 0.5, 0, 0, 1 << 20),
                        new WireAxis(3, 3, 3, 1, 0, 1, 1, 1)),
                Packing.SLOTS, 0, 0, 20, CkksParameters.of(4096, 40, 40));
        for (int axis = 0; axis < 2; axis++) {
            AxisTaps taps = plan.taps(axis);
            for (int u = 0; u < plan.axis(axis).tileSize(); u++) {
                double[][] weights = PlaintextRow.axisWeights(plan, axis, u);
                for (int slot = 0; slot < 3 * 5; slot++) {
                    int tile = axis == 0 ? slot % 3 : slot / 3;
                    double position = 0;
                    for (int tap = 0; tap < weights.length; tap++) {
                        position += weights[tap][slot] * (taps.base(tile) + taps.input(u, tap));
                    }
                    double expected = axis == 0 ? 1.45 * (4 * tile + u) + 0.25 : 1.3 * (2 * tile + u) + 0.5;
                    assertEquals(expected, position, 1e-8);
                }
            }
        }
    }

    @Test
    void weightsInThePlaneAreProductsOfThoseOfTheTileInEverySlot() throws Exception {
        WirePlan plan = (WirePlan) Jobs.general().wire();
        AxisTaps x = plan.taps(0);
        AxisTaps y = plan.taps(1);
        assertTrue(plan.tiles(0) > 1 && plan.tiles(1) > 1 && plan.tiles(2) > 1, "nothing to confuse");
        int u = plan.axis(0).tileSize() - 1;
        double[][] weights = PlaintextRow.planeWeights(plan, u, 0);
        for (int tap = 0; tap < weights.length; tap++) {
            for (int slot = 0; slot < weights[tap].length; slot++) {
                int tileX = slot % plan.tiles(0);
                int tileY = slot / plan.tiles(0) % plan.tiles(1);
                assertEquals(x.weight(u, tap % x.taps(u), tileX) * y.weight(0, tap / x.taps(u), tileY), weights[tap][slot]);
            }
        }
    }

    /** a_0 + 2 sum a_k cos(pi e k / 2N), e = 5^slot, summed directly. */
    private static double evaluate(double[] polynomial, int slot) {
        int n = polynomial.length;
        long exponent = 1;
        for (int i = 0; i < slot; i++) {
            exponent = exponent * 5 % (4L * n);
        }
        double sum = polynomial[0];
        for (int k = 1; k < n; k++) {
            sum += 2 * polynomial[k] * Math.cos(Math.PI * (exponent * k % (4L * n)) / (2 * n));
        }
        return sum;
    }
}
