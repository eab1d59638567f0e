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
import java.util.stream.IntStream;

/**
 * One axis after the other: for a column of outputs the sums along x of every row that comes in, then sums of these along
 * y. A kernel of m taps takes about 2 m products for each output instead of m squared.
 */
final class SeparablePlaneSums implements PlaneSums {

    private final int limbs;
    private final int columns;
    private final int window;
    private final WeightedSum[] alongX;
    private final WeightedSum[] alongY;
    private final PerThread<Workspace> workspaces;

    /** Polynomials for each thread: sums along x by plane, row and limb, and one output of each plane. */
    private static final class Workspace {

        final double[][][][] between;
        final double[][][] outs;

        Workspace(int rows, int limbs, int dimension) {
            between = new double[WirePlan.PLANES_AT_ONCE][rows][limbs][dimension];
            outs = new double[WirePlan.PLANES_AT_ONCE][limbs][dimension];
        }
    }

    SeparablePlaneSums(WirePlan plan, Workers workers) throws IOException {
        Ring ring = plan.parameters().ring();
        limbs = ring.limbs();
        columns = plan.axis(0).tileSize();
        window = plan.taps(0).window();
        alongX = along(plan, 0, workers);
        alongY = along(plan, 1, workers);
        int rows = plan.taps(1).window();
        workspaces = new PerThread<>(() -> new Workspace(rows, limbs, ring.dimension()));
    }

    private static WeightedSum[] along(WirePlan plan, int axis, Workers workers) throws IOException {
        Ring ring = plan.parameters().ring();
        Encoder encoder = plan.parameters().encoder();
        AxisTaps taps = plan.taps(axis);
        WeightedSum[] sums = new WeightedSum[plan.axis(axis).tileSize()];
        workers.each(sums.length, u -> {
            int[] inputs = IntStream.range(0, taps.taps(u)).map(tap -> taps.input(u, tap)).toArray();
            if (plan.axis(axis).uniform()) {
                sums[u] = WeightedSum.ofIntegers(ring, inputs, taps.integerWeights(u));
            } else {
                int bits = Integer.numberOfTrailingZeros(plan.axis(axis).scale());
                sums[u] = WeightedSum.ofPolynomials(ring, inputs, PlaintextRow.round(encoder,
                        PlaintextRow.axisWeights(plan, axis, u), plan.kernel().sumsToOne(), bits));
            }
        });
        return sums;
    }

    @Override
    public int parts() {
        return columns;
    }

    @Override
    public void apply(int part, List<double[][][]> planes, Taker taker) {
        Workspace workspace = workspaces.get();
        double[][][] row = new double[planes.size()][][];
        // Limb by limb: weights of one fit a processor's cache, and serve all rows.
        for (int limb = 0; limb < limbs; limb++) {
            for (int j = 0; j < workspace.between[0].length; j++) {
                for (int plane = 0; plane < row.length; plane++) {
                    row[plane] = workspace.between[plane][j];
                }
                alongX[part].apply(limb, planes, window * j, row);
            }
        }
        List<double[][][]> sums = List.of(workspace.between).subList(0, planes.size());
        for (int v = 0; v < alongY.length; v++) {
            for (int limb = 0; limb < limbs; limb++) {
                alongY[v].apply(limb, sums, 0, workspace.outs);
            }
            for (int plane = 0; plane < planes.size(); plane++) {
                taker.take(plane, part + columns * v, workspace.outs[plane]);
            }
        }
    }
}
