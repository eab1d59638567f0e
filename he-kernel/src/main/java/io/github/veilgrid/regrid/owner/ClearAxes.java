package io.github.veilgrid.regrid.owner;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A regridding along the scan's own axes. */
final class ClearAxes implements ClearGrid {

    private final ClearAxis[] axes;
    private final int[][] insides;
    private final int[] outsideX;

    ClearAxes(ClearAxis[] axes) {
        this.axes = axes;
        this.insides = new int[3][];
        for (int axis = 0; axis < 3; axis++) {
            insides[axis] = IntStream.range(0, axes[axis].outputs()).filter(axes[axis]::inside).toArray();
        }
        this.outsideX = IntStream.range(0, axes[0].outputs()).filter(u -> !axes[0].inside(u)).toArray();
    }

    @Override
    public int[] pick(SplittableRandom random) {
        int[] voxel = new int[3];
        for (int axis = 0; axis < 3; axis++) {
            if (insides[axis].length == 0) {
                return null;
            }
            voxel[axis] = insides[axis][random.nextInt(insides[axis].length)];
        }
        return voxel;
    }

    @Override
    public int[] slices(int[] voxel) {
        return IntStream.range(0, axes[2].support()).filter(tap -> axes[2].weight(voxel[2], tap) != 0)
                .map(tap -> axes[2].input(voxel[2], tap)).distinct().toArray();
    }

    @Override
    public double part(int[] voxel, int slice, double[] values) {
        double weight = 0;
        for (int tap = 0; tap < axes[2].support(); tap++) {
            weight += axes[2].input(voxel[2], tap) == slice ? axes[2].weight(voxel[2], tap) : 0;
        }
        double sum = 0;
        for (int tap = 0; tap < axes[1].support(); tap++) {
            if (axes[1].weight(voxel[1], tap) != 0) {
                sum += axes[1].weight(voxel[1], tap) * inRow(voxel[0], values, axes[1].input(voxel[1], tap) * axes[0].inputs());
            }
        }
        return weight * sum;
    }

    private double inRow(int x, double[] values, int start) {
        double sum = 0;
        for (int tap = 0; tap < axes[0].support(); tap++) {
            if (axes[0].weight(x, tap) != 0) {
                sum += axes[0].weight(x, tap) * values[start + axes[0].input(x, tap)];
            }
        }
        return sum;
    }

    @Override
    public double sum(int x, int y, int z) {
        return axes[0].sum(x) * axes[1].sum(y) * axes[2].sum(z);
    }

    /** The factors of {@link #sum} along one axis, by output. */
    double[] sums(int axis) {
        return IntStream.range(0, axes[axis].outputs()).mapToDouble(axes[axis]::sum).toArray();
    }

    @Override
    public void cover(int z, PaddingMask padding, double fill, double[] values) {
        padding.apply(axes[0], axes[1], axes[2], z, values);
        int width = axes[0].outputs();
        for (int v = 0; v < axes[1].outputs(); v++) {
            if (!axes[2].inside(z) || !axes[1].inside(v)) {
                Arrays.fill(values, v * width, (v + 1) * width, fill);
                continue;
            }
            for (int u : outsideX) {
                values[u + v * width] = fill;
            }
        }
    }
}
