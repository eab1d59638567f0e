package io.github.veilgrid.regrid.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.ckks.Encoder;
import io.github.veilgrid.regrid.Jobs;
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
