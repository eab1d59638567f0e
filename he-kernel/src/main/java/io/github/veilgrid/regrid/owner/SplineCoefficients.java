package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.util.BitSet;

/**
 * A volume as the coefficients of its interpolating cubic B-spline, mirrored about the outermost voxel centres. Padding
 * stays padding; its neighbours' coefficients are those of a scan that holds the fill value there. Along z the filter
 * reads a few slices more on either side than it is asked for. Thread safe.
 */
public final class SplineCoefficients implements VoxelSource {

    /** Numbers of each slice that are filtered along z together: little enough for the cache. */
    private static final int STRETCH = 256;

    private final VoxelSource volume;
    private final boolean[] axes;
    private final int threads;
    private final double padding;
    private final double low;
    private final double high;
    private final SliceBlocks blocks;

    private SplineCoefficients(VoxelSource volume, RegridTask task, boolean[] axes, int readers, int threads, long bytes) {
        this.volume = volume;
        this.axes = axes.clone();
        this.threads = threads;
        double slack = 1e-9 * (task.values().maximum() - task.values().minimum());
        this.low = task.values().minimum() - slack;
        this.high = task.values().maximum() + slack;
        this.padding = Math.max(task.values().minimum(), Math.min(task.values().maximum(), task.fill()));
        this.blocks = new SliceBlocks(volume.size(), readers, this::load, bytes);
    }

    /**
     * @param axes along which coefficients are wanted; where along none, the volume itself is returned
     * @param readers places at which slices will be read side by side
     * @param threads that filter; readers wait for them
     */
    public static VoxelSource of(VoxelSource volume, RegridTask task, boolean[] axes, int readers, int threads) {
        return of(volume, task, axes, readers, threads, SliceBlocks.heapShare());
    }

    static VoxelSource of(VoxelSource volume, RegridTask task, boolean[] axes, int readers, int threads, long bytes) {
        return axes[0] || axes[1] || axes[2] ? new SplineCoefficients(volume, task, axes, readers, threads, bytes) : volume;
    }

    /** Overwrites what is kept of a volume's coefficients, if it is one of coefficients. Read anew, it is computed anew. */
    static void wipe(VoxelSource volume) {
        if (volume instanceof SplineCoefficients coefficients) {
            coefficients.blocks.wipe();
        }
    }

    @Override
    public Size size() {
        return volume.size();
    }

    @Override
    public void readSlice(int z, double[] values) throws IOException {
        blocks.read(z, values);
    }

    private void load(int first, double[][] slices) throws IOException {
        int margin = axes[2] ? SplineFilter.HORIZON : 0;
        int from = Math.max(0, first - margin);
        int to = Math.min(size().z(), first + slices.length + margin);
        double[][] all = new double[to - from][];
        BitSet[] padded = new BitSet[all.length];
        for (int i = 0; i < all.length; i++) {
            boolean asked = from + i >= first && from + i < first + slices.length;
            all[i] = asked ? slices[from + i - first] : new double[size().slice()];
        }
        try (Workers workers = new Workers(threads)) {
            workers.each(all.length, i -> padded[i] = readInPlane(from + i, all[i]));
            if (axes[2]) {
                workers.each((size().slice() + STRETCH - 1) / STRETCH, stretch ->
                        SplineFilter.across(SplineFilter.Rows.of(all, stretch * STRETCH), all.length,
                                Math.min(STRETCH, size().slice() - stretch * STRETCH)));
            }
        }
        for (int i = 0; i < all.length; i++) {
            double[] slice = all[i];
            padded[i].stream().forEach(voxel -> slice[voxel] = Double.NaN);
        }
    }

    /** Reads a slice and filters it along x and y; tells which voxels are padding. */
    private BitSet readInPlane(int z, double[] values) throws IOException {
        BitSet padded = new BitSet();
        volume.readSlice(z, values);
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                padded.set(i);
                values[i] = padding;
            } else if (values[i] < low || values[i] > high) {
                throw Gather.outsideRange(z);
            }
        }
        if (axes[0]) {
            SplineFilter.along(values, size().x(), size().y());
        }
        if (axes[1]) {
            SplineFilter.across(SplineFilter.Rows.of(values, 0, size().x()), size().y(), size().x());
        }
        return padded;
    }
}
