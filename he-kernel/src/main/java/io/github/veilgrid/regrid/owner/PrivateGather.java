package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.wire.PrivateAxis;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.util.Arrays;

/**
 * Gathers the voxels of a private plan: a plane is one row of the window of every tile, for all slices of a block. Rows of
 * one block draw on the same slices, so a block's slices are read once and held, four bytes a voxel. Messages are counted
 * from the fill value; padding and what lies beyond the scan are fill.
 */
final class PrivateGather implements Gather {

    private final PrivatePlan wire;
    private final VoxelSource volume;
    private final Size size;
    private final double fill;
    private final double slope;
    private final double limit;
    private float[][] slices = {};
    private int loaded = -1;

    PrivateGather(RegridPlan plan, VoxelSource volume) {
        this.wire = (PrivatePlan) plan.wire();
        this.volume = volume;
        this.size = volume.size();
        this.fill = plan.task().fill();
        this.slope = plan.task().values().slope();
        this.limit = wire.magnitude() * (1 + 1e-9);
    }

    @Override
    public double[][] read(int plane, Workers workers, SliceObserver observer) throws IOException {
        int block = plane / wire.axis(1).window();
        if (block != loaded) {
            load(block, workers, observer);
        }
        int row = plane % wire.axis(1).window();
        int window = wire.axis(0).window();
        // One more for the encryption of zero that comes with plane 0.
        double[][] slots = new double[wire.ciphertextsUp(plane)][wire.parameters().ringDimension()];
        workers.each(window, place -> gather(row, place, slots[place]));
        return slots;
    }

    private void load(int block, Workers workers, SliceObserver observer) throws IOException {
        int first = block * wire.slicesInBlock();
        slices = new float[Math.min(wire.slicesInBlock(), wire.slices() - first)][size.slice()];
        workers.each(slices.length, i -> {
            double[] values = new double[size.slice()];
            volume.readSlice(first + i, values);
            observer.slice(first + i, values);
            for (int voxel = 0; voxel < values.length; voxel++) {
                double message = Double.isNaN(values[voxel]) ? 0 : (values[voxel] - fill) / slope;
                if (Math.abs(message) > limit) {
                    throw Gather.outsideRange(first + i);
                }
                slices[i][voxel] = (float) message;
            }
        });
        loaded = block;
    }

    private void gather(int row, int place, double[] slots) {
        PrivateAxis x = wire.axis(0);
        PrivateAxis y = wire.axis(1);
        for (int z = 0; z < slices.length; z++) {
            float[] slice = slices[z];
            int slot = wire.slots().firstSlot(z);
            for (int tileY = 0; tileY < y.tiles(); tileY++) {
                int line = y.base(tileY) + row;
                for (int tileX = 0; tileX < x.tiles(); tileX++) {
                    int column = x.base(tileX) + place;
                    boolean inside = line >= 0 && line < size.y() && column >= 0 && column < size.x();
                    slots[slot++] = inside ? slice[column + size.x() * line] : 0;
                }
            }
        }
    }

    @Override
    public void close() {
        Arrays.stream(slices).forEach(slice -> Arrays.fill(slice, 0));
    }

    @Override
    public void slots(int ciphertext, double[][] read, double[] slots) {
        System.arraycopy(read[ciphertext], 0, slots, 0, slots.length);
    }
}
