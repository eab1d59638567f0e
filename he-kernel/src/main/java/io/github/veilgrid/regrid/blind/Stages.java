package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.he.ckks.Encoder;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.regrid.wire.AxisTaps;
import io.github.veilgrid.regrid.wire.PlaintextRow;
import io.github.veilgrid.regrid.wire.WirePlan;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;

/**
 * The weights of both stages, made ready once per job: for each local output of a plane a sum over ciphertexts of the
 * incoming plane, and for each output plane a sum over planes.
 */
final class Stages {

    private final WeightedSum[] plane;
    private final WeightedSum[] slice;

    Stages(WirePlan plan, Workers workers) throws IOException {
        Ring ring = plan.parameters().ring();
        Encoder encoder = plan.parameters().encoder();
        plane = new WeightedSum[plan.ciphertextsDown()];
        int columns = plan.axis(0).tileSize();
        workers.each(plane.length, i -> plane[i] = planeSum(plan, ring, encoder, i % columns, i / columns));
        slice = new WeightedSum[plan.planesDown()];
        workers.each(slice.length, w -> slice[w] = sliceSum(plan, ring, encoder, w));
    }

    private static WeightedSum planeSum(WirePlan plan, Ring ring, Encoder encoder, int u, int v) {
        AxisTaps x = plan.taps(0);
        AxisTaps y = plan.taps(1);
        int[] inputs = new int[x.taps(u) * y.taps(v)];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = x.input(u, i % x.taps(u)) + x.window() * y.input(v, i / x.taps(u));
        }
        if (!plan.planeUniform()) {
            double[][] exact = PlaintextRow.planeWeights(plan, u, v);
            return WeightedSum.ofPolynomials(ring, inputs, round(plan, encoder, exact, plan.planeBits()));
        }
        long[] weightsX = x.integerWeights(u);
        long[] weightsY = y.integerWeights(v);
        long[] weights = new long[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            weights[i] = Math.multiplyExact(weightsX[i % weightsX.length], weightsY[i / weightsX.length]);
        }
        return WeightedSum.ofIntegers(ring, inputs, weights);
    }

    private static WeightedSum sliceSum(WirePlan plan, Ring ring, Encoder encoder, int w) {
        AxisTaps z = plan.taps(2);
        int[] inputs = new int[z.taps(w)];
        for (int tap = 0; tap < inputs.length; tap++) {
            inputs[tap] = z.input(w, tap);
        }
        if (plan.sliceUniform()) {
            return WeightedSum.ofIntegers(ring, inputs, z.integerWeights(w));
        }
        double[][] exact = PlaintextRow.sliceWeights(plan, w);
        return WeightedSum.ofPolynomials(ring, inputs, round(plan, encoder, exact, plan.sliceBits()));
    }

    private static double[][] round(WirePlan plan, Encoder encoder, double[][] exact, int bits) {
        return PlaintextRow.round(encoder, exact, plan.kernel().sumsToOne(), bits);
    }

    /** Sum for ciphertext {@code output} of a plane after the in-plane stage. */
    WeightedSum plane(int output) {
        return plane[output];
    }

    /** Sum over planes for answer plane {@code w}. */
    WeightedSum slice(int w) {
        return slice[w];
    }
}
