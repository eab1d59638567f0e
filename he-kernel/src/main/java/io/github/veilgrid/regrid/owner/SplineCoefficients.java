package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.plan.RegridTask;
import java.io.IOException;

/**
 * A volume as the coefficients of its interpolating cubic B-spline, mirrored about the outermost voxel centres. Padding
 * stays padding; its neighbours' coefficients are those of a scan that holds the fill value there. Along z the filter
 * reads a few slices more on either side than it is asked for. Thread safe.
 */
public final class SplineCoefficients implements VoxelSource {

    private final VoxelSource volume;
    private final boolean[] axes;
    private final double padding;
    private final double low;
    private final double high;
    private final SliceBlocks blocks;

    private SplineCoefficients(VoxelSource volume, RegridTask task, boolean[] axes, int readers, long bytes) {
        this.volume = volume;
        this.axes = axes.clone();
        double slack = 1e-9 * (task.values().maximum() - task.values().minimum());
        this.low = task.values().minimum() - slack;
        this.high = task.values().maximum() + slack;
        this.padding = Math.max(task.values().minimum(), Math.min(task.values().maximum(), task.fill()));
        this.blocks = new SliceBlocks(volume.size(), readers, this::load, bytes);
    }

    /**
     * @param axes along which coefficients are wanted; where along none, the volume itself is returned
     * @param readers places at which slices will be read side by side
     */
    public static VoxelSource of(VoxelSource volume, RegridTask task, boolean[] axes, int readers) {
        return of(volume, task, axes, readers, SliceBlocks.heapShare());
    }

    static VoxelSource of(VoxelSource volume, RegridTask task, boolean[] axes, int readers, long bytes) {
        return axes[0] || axes[1] || axes[2] ? new SplineCoefficients(volume, task, axes, readers, bytes) : volume;
    }

    @Override
    public Size size() {
        return volume.size();
    }

    @Override
    public void readSlice(int z, double[] values) throws IOException {
        blocks.read(z, values);
        double[] voxels = new double[values.length];
        volume.readSlice(z, voxels);
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isNaN(voxels[i]) ? Double.NaN : values[i];
        }
    }

    private void load(int first, double[][] slices) throws IOException {
        int margin = axes[2] ? SplineFilter.HORIZON : 0;
        int from = Math.max(0, first - margin);
        int to = Math.min(size().z(), first + slices.length + margin);
        double[][] all = new double[to - from][];
        for (int z = from; z < to; z++) {
            boolean asked = z >= first && z < first + slices.length;
            all[z - from] = asked ? slices[z - first] : new double[size().slice()];
            readInPlane(z, all[z - from]);
        }
        if (axes[2]) {
            SplineFilter.filter(new Whole(all), all.length, size().slice());
        }
    }

    private void readInPlane(int z, double[] values) throws IOException {
        volume.readSlice(z, values);
        for (int i = 0; i < values.length; i++) {
            values[i] = Double.isNaN(values[i]) ? padding : values[i];
            if (values[i] < low || values[i] > high) {
                throw TileGather.outsideRange(z);
            }
        }
        int width = size().x();
        int height = size().y();
        if (axes[1]) {
            SplineFilter.filter(new Strided(values, width), height, width);
        }
        if (axes[0]) {
            double[] turned = new double[values.length];
            turn(values, width, height, turned);
            SplineFilter.filter(new Strided(turned, height), width, height);
            turn(turned, height, width, values);
        }
    }

    /** Columns become rows. */
    private static void turn(double[] from, int width, int height, double[] to) {
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                to[column * height + row] = from[row * width + column];
            }
        }
    }

    /** Rows of one array. */
    private record Strided(double[] values, int stride) implements SplineFilter.Rows {
        @Override
        public double[] array(int row) {
            return values;
        }

        @Override
        public int start(int row) {
            return row * stride;
        }
    }

    /** Arrays that are one row each. */
    private record Whole(double[][] values) implements SplineFilter.Rows {
        @Override
        public double[] array(int row) {
            return values[row];
        }

        @Override
        public int start(int row) {
            return 0;
        }
    }
}
