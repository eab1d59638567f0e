package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.plan.Orientation;
import java.io.IOException;

/**
 * A volume with its axes in another order or sense. Where slices stay slices they are turned one by one, otherwise many
 * new slices are collected in one pass over the old ones. Thread safe.
 */
public final class OrientedVoxels implements VoxelSource {

    private final VoxelSource volume;
    private final Orientation orientation;
    private final Size size;
    private final SliceBlocks blocks;

    private OrientedVoxels(VoxelSource volume, Orientation orientation, int readers, long bytes) {
        this.volume = volume;
        this.orientation = orientation;
        Size before = volume.size();
        this.size = new Size(before.along(orientation.axis(0)), before.along(orientation.axis(1)),
                before.along(orientation.axis(2)));
        this.blocks = orientation.axis(2) == 2 ? null : new SliceBlocks(size, readers, this::load, bytes);
    }

    /**
     * @param readers places at which slices will be read side by side
     * @return the volume itself where the orientation changes nothing
     */
    public static VoxelSource of(VoxelSource volume, Orientation orientation, int readers) {
        return of(volume, orientation, readers, SliceBlocks.heapShare());
    }

    static VoxelSource of(VoxelSource volume, Orientation orientation, int readers, long bytes) {
        return orientation.identity() ? volume : new OrientedVoxels(volume, orientation, readers, bytes);
    }

    @Override
    public Size size() {
        return size;
    }

    @Override
    public void readSlice(int z, double[] values) throws IOException {
        if (blocks != null) {
            blocks.read(z, values);
            return;
        }
        double[] before = new double[values.length];
        volume.readSlice(orientation.reversed(2) ? size.z() - 1 - z : z, before);
        int width = volume.size().x();
        int[] at = new int[3];
        for (int i = 0; i < values.length; i++) {
            at[orientation.axis(0)] = old(0, i % size.x());
            at[orientation.axis(1)] = old(1, i / size.x());
            values[i] = before[at[0] + width * at[1]];
        }
    }

    private void load(int first, double[][] slices) throws IOException {
        Size before = volume.size();
        double[] slice = new double[before.slice()];
        // The axis that was across slices is now one of the axes in them.
        int across = orientation.axis(0) == 2 ? 0 : 1;
        int within = 1 - across;
        int[] stride = {1, size.x()};
        int[] oldStride = {1, before.x()};
        for (int k = 0; k < before.z(); k++) {
            volume.readSlice(k, slice);
            int start = (orientation.reversed(across) ? before.z() - 1 - k : k) * stride[across];
            for (int z = 0; z < slices.length; z++) {
                int from = old(2, first + z) * oldStride[orientation.axis(2)];
                for (int i = 0; i < size.along(within); i++) {
                    slices[z][start + i * stride[within]] = slice[from + old(within, i) * oldStride[orientation.axis(within)]];
                }
            }
        }
    }

    /** Index along the old axis that a new index stands for. */
    private int old(int axis, int index) {
        return orientation.reversed(axis) ? size.along(axis) - 1 - index : index;
    }
}
