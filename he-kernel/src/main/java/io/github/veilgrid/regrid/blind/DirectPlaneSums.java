package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.he.ckks.Encoder;
import io.github.veilgrid.he.ring.PerThread;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.regrid.wire.AxisTaps;
import io.github.veilgrid.regrid.wire.PlaintextRow;
import io.github.veilgrid.regrid.wire.WirePlan;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.util.List;

/** Both axes at once: a sum over all pairs of taps for each local output, weighted by the products of their weights. */
final class DirectPlaneSums implements PlaneSums {

    private final int limbs;
    private final WeightedSum[] sums;
    /** Polynomials for each thread, which stay in its cache. */
    private final PerThread<double[][][]> workspaces;

    DirectPlaneSums(WirePlan plan, Workers workers) throws IOException {
        Ring ring = plan.parameters().ring();
        Encoder encoder = plan.parameters().encoder();
        limbs = ring.limbs();
        sums = new WeightedSum[plan.ciphertextsDown()];
        int columns = plan.axis(0).tileSize();
        workers.each(sums.length, i -> sums[i] = sum(plan, ring, encoder, i % columns, i / columns));
        workspaces = new PerThread<>(() -> new double[WirePlan.PLANES_AT_ONCE][limbs][ring.dimension()]);
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

    @Override
    public int parts() {
        return sums.length;
    }

    @Override
    public void apply(int part, List<double[][][]> planes, Taker taker) {
        double[][][] outs = workspaces.get();
        for (int limb = 0; limb < limbs; limb++) {
            sums[part].apply(limb, planes, 0, outs);
        }
        for (int plane = 0; plane < planes.size(); plane++) {
            taker.take(plane, part, outs[plane]);
        }
    }
}
