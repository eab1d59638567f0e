package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.he.ckks.Encoder;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.regrid.wire.AxisTaps;
import io.github.veilgrid.regrid.wire.PlaintextRow;
import io.github.veilgrid.regrid.wire.WirePlan;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;

/** The weights of the in-plane stage, made ready once per job: a sum over the ciphertexts of a plane for each local output. */
final class PlaneWeights {

    private final WeightedSum[] sums;

    PlaneWeights(WirePlan plan, Workers workers) throws IOException {
        Ring ring = plan.parameters().ring();
        Encoder encoder = plan.parameters().encoder();
        sums = new WeightedSum[plan.ciphertextsDown()];
        int columns = plan.axis(0).tileSize();
        workers.each(sums.length, i -> sums[i] = sum(plan, ring, encoder, i % columns, i / columns));
    }

    private static WeightedSum sum(WirePlan plan, Ring ring, Encoder encoder, int u, int v) {
        AxisTaps x = plan.taps(0);
        AxisTaps y = plan.taps(1);
        int[] inputs = new int[x.taps(u) * y.taps(v)];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = x.input(u, i % x.taps(u)) + x.window() * y.input(v, i / x.taps(u));
        }
        if (!plan.planeUniform()) {
            double[][] exact = PlaintextRow.planeWeights(plan, u, v);
            return WeightedSum.ofPolynomials(ring, inputs,
                    PlaintextRow.round(encoder, exact, plan.kernel().sumsToOne(), plan.planeBits()));
        }
        long[] weightsX = x.integerWeights(u);
        long[] weightsY = y.integerWeights(v);
        long[] weights = new long[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            weights[i] = Math.multiplyExact(weightsX[i % weightsX.length], weightsY[i / weightsX.length]);
        }
        return WeightedSum.ofIntegers(ring, inputs, weights);
    }

    /** Sum for local output {@code output} of a plane. */
    WeightedSum of(int output) {
        return sums[output];
    }
}
