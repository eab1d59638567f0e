package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.KernelTable;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** An oblique regridding: every target voxel has a position of its own. */
final class ClearAffine implements ClearGrid {

    /** A neighbour with less weight than this is not touched, as far as padding is concerned. */
    private static final double TOUCH = 1e-6;

    /** Target voxels tried for one inside the scan. */
    private static final int TRIES = 1000;

    private final AffinePlan plan;
    private final KernelTable[] kernels = new KernelTable[3];
    private final Outside outside;

    ClearAffine(AffinePlan plan, Outside outside) {
        this.plan = plan;
        for (int axis = 0; axis < 3; axis++) {
            kernels[axis] = plan.table(axis);
        }
        this.outside = outside;
    }

    private double[] weights(int axis, double position) {
        double[] weights = new double[kernels[axis].support()];
        kernels[axis].at(position, weights);
        return weights;
    }

    private double position(int axis, int x, int y, int z) {
        return plan.step(axis, 0) * x + plan.step(axis, 1) * y + plan.step(axis, 2) * z + plan.offset(axis);
    }

    private boolean inside(int x, int y, int z) {
        for (int axis = 0; axis < 3; axis++) {
            if (!outside.inside(position(axis, x, y, z), plan.inputs(axis))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int[] pick(SplittableRandom random) {
        for (int i = 0; i < TRIES; i++) {
            int[] voxel = {random.nextInt(plan.outputs(0)), random.nextInt(plan.outputs(1)), random.nextInt(plan.outputs(2))};
            if (inside(voxel[0], voxel[1], voxel[2])) {
                return voxel;
            }
        }
        return null;
    }

    @Override
    public int[] slices(int[] voxel) {
        KernelTable kernel = kernels[2];
        double z = position(2, voxel[0], voxel[1], voxel[2]);
        double[] weights = weights(2, z);
        return IntStream.range(0, weights.length).filter(tap -> weights[tap] != 0)
                .map(tap -> kernel.source(kernel.first(z) + tap, plan.inputs(2))).distinct().toArray();
    }

    @Override
    public double part(int[] voxel, int slice, double[] values) {
        int[] first = new int[3];
        double[][] weights = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            double p = position(axis, voxel[0], voxel[1], voxel[2]);
            first[axis] = kernels[axis].first(p);
            weights[axis] = weights(axis, p);
        }
        double ofSlice = 0;
        for (int k = 0; k < weights[2].length; k++) {
            ofSlice += kernels[2].source(first[2] + k, plan.inputs(2)) == slice ? weights[2][k] : 0;
        }
        double sum = 0;
        for (int j = 0; j < weights[1].length; j++) {
            double wy = ofSlice * weights[1][j];
            int row = kernels[1].source(first[1] + j, plan.inputs(1)) * plan.inputs(0);
            for (int i = 0; wy != 0 && i < weights[0].length; i++) {
                double w = wy * weights[0][i];
                sum += w == 0 ? 0 : w * values[row + kernels[0].source(first[0] + i, plan.inputs(0))];
            }
        }
        return sum;
    }

    @Override
    public double sum(int x, int y, int z) {
        if (plan.kernel().sumsToOne()) {
            return 1;
        }
        double product = 1;
        for (int axis = 0; axis < 3; axis++) {
            double sum = 0;
            for (double weight : weights(axis, position(axis, x, y, z))) {
                sum += weight;
            }
            product *= sum;
        }
        return product;
    }

    @Override
    public void cover(int z, PaddingMask padding, double fill, double[] values) {
        boolean padded = padding.any();
        int width = plan.outputs(0);
        for (int y = 0; y < plan.outputs(1); y++) {
            int[] inside = insideRow(y, z);
            Arrays.fill(values, y * width, y * width + inside[0], fill);
            Arrays.fill(values, y * width + inside[1], (y + 1) * width, fill);
            for (int x = inside[0]; padded && x < inside[1]; x++) {
                if (touchesPadding(padding, x, y, z)) {
                    values[x + y * width] = Double.NaN;
                }
            }
        }
    }

    /** The voxels of a target row that lie inside the scan, which is convex: the first, and the one after the last. */
    private int[] insideRow(int y, int z) {
        double low = 0;
        double high = plan.outputs(0) - 1.0;
        for (int axis = 0; axis < 3; axis++) {
            double start = position(axis, 0, y, z);
            double step = plan.step(axis, 0);
            if (step != 0) {
                double one = (-outside.beyond() - start) / step;
                double other = (plan.inputs(axis) - 1 + outside.beyond() - start) / step;
                low = Math.max(low, Math.min(one, other));
                high = Math.min(high, Math.max(one, other));
            }
        }
        int first = (int) Math.min(Math.ceil(low), plan.outputs(0));
        int end = Math.max(first, (int) Math.floor(high) + 1);
        // Divisions are rounded: the ends are as each voxel by itself says.
        for (; first > 0 && inside(first - 1, y, z); first--) { }
        for (; end < plan.outputs(0) && inside(end, y, z); end++) { }
        for (; first < end && !inside(first, y, z); first++) { }
        for (; end > first && !inside(end - 1, y, z); end--) { }
        return new int[] {first, end};
    }

    private boolean touchesPadding(PaddingMask padding, int x, int y, int z) {
        int[] first = new int[3];
        double[][] weights = new double[3][];
        for (int axis = 0; axis < 3; axis++) {
            double p = position(axis, x, y, z);
            first[axis] = kernels[axis].first(p);
            weights[axis] = weights(axis, p);
        }
        for (int k = 0; k < weights[2].length; k++) {
            for (int j = 0; weights[2][k] != 0 && j < weights[1].length; j++) {
                double wy = weights[2][k] * weights[1][j];
                for (int i = 0; wy != 0 && i < weights[0].length; i++) {
                    if (Math.abs(wy * weights[0][i]) > TOUCH && padding.at(kernels[0].source(first[0] + i, plan.inputs(0)),
                            kernels[1].source(first[1] + j, plan.inputs(1)), kernels[2].source(first[2] + k, plan.inputs(2)),
                            plan.inputs(0))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
