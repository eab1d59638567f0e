package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.AxisKernel;
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
    private final AxisKernel[] kernels = new AxisKernel[3];
    private final Outside outside;

    ClearAffine(AffinePlan plan, Outside outside) {
        this.plan = plan;
        for (int axis = 0; axis < 3; axis++) {
            kernels[axis] = plan.window().kernel(axis);
        }
        this.outside = outside;
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
        AxisKernel kernel = kernels[2];
        double z = position(2, voxel[0], voxel[1], voxel[2]);
        int first = kernel.first(z);
        return IntStream.range(first, first + kernel.support()).filter(tap -> kernel.weight(z, tap) != 0)
                .map(tap -> kernel.source(tap, plan.inputs(2))).distinct().toArray();
    }

    @Override
    public double part(int[] voxel, int slice, double[] values) {
        double[] p = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            p[axis] = position(axis, voxel[0], voxel[1], voxel[2]);
        }
        double weight = 0;
        for (int tap = kernels[2].first(p[2]); tap < kernels[2].first(p[2]) + kernels[2].support(); tap++) {
            weight += kernels[2].source(tap, plan.inputs(2)) == slice ? kernels[2].weight(p[2], tap) : 0;
        }
        double sum = 0;
        for (int y = kernels[1].first(p[1]); y < kernels[1].first(p[1]) + kernels[1].support(); y++) {
            double wy = weight * kernels[1].weight(p[1], y);
            int row = kernels[1].source(y, plan.inputs(1)) * plan.inputs(0);
            for (int x = kernels[0].first(p[0]); wy != 0 && x < kernels[0].first(p[0]) + kernels[0].support(); x++) {
                double w = wy * kernels[0].weight(p[0], x);
                sum += w == 0 ? 0 : w * values[row + kernels[0].source(x, plan.inputs(0))];
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
            double p = position(axis, x, y, z);
            double sum = 0;
            for (int tap = kernels[axis].first(p); tap < kernels[axis].first(p) + kernels[axis].support(); tap++) {
                sum += kernels[axis].weight(p, tap);
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
        double[] p = {position(0, x, y, z), position(1, x, y, z), position(2, x, y, z)};
        int[] first = {kernels[0].first(p[0]), kernels[1].first(p[1]), kernels[2].first(p[2])};
        for (int k = first[2]; k < first[2] + kernels[2].support(); k++) {
            double wz = kernels[2].weight(p[2], k);
            for (int j = first[1]; wz != 0 && j < first[1] + kernels[1].support(); j++) {
                double wy = wz * kernels[1].weight(p[1], j);
                for (int i = first[0]; wy != 0 && i < first[0] + kernels[0].support(); i++) {
                    if (Math.abs(wy * kernels[0].weight(p[0], i)) > TOUCH
                            && padding.at(kernels[0].source(i, plan.inputs(0)), kernels[1].source(j, plan.inputs(1)),
                                    kernels[2].source(k, plan.inputs(2)), plan.inputs(0))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
