package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.wire.AxisTaps;
import io.github.veilgrid.regrid.wire.WirePlan;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.util.Arrays;

/**
 * Gathers the voxels of each ciphertext: the voxel at one local position of every tile, as a message centred by the
 * declared range and divided by the stored quantum. Windows that hang over the scan go on as the kernel says. Thread safe.
 */
final class TileGather implements Gather {

    private final WirePlan wire;
    private final VoxelSource volume;
    private final Size size;
    private final double centre;
    private final double slope;
    private final double limit;
    /** Columns of a slice that ciphertexts of a local x draw on, one for each tile along x. */
    private final int[][] columns;
    /** Of the plane read last, one for each tile along z. */
    private final double[][] slices;

    TileGather(RegridPlan plan, VoxelSource volume, int threads) {
        this.wire = (WirePlan) plan.wire();
        boolean[] prefiltered = new boolean[3];
        double gain = 1;
        for (int axis = 0; axis < 3; axis++) {
            prefiltered[axis] = wire.taps(axis).kernel().prefiltered();
            gain *= wire.taps(axis).kernel().prefilterGain();
        }
        this.volume = SplineCoefficients.of(volume, plan.task(), prefiltered, wire.axis(2).tiles(), threads);
        this.size = volume.size();
        this.centre = plan.task().centre();
        this.slope = plan.task().values().slope();
        this.columns = columns(wire.taps(0), wire.axis(0).tiles(), size.x());
        this.slices = new double[wire.axis(2).tiles()][size.slice()];
        this.limit = plan.task().halfRange() * gain * (1 + 1e-9);
    }

    private static int[][] columns(AxisTaps x, int tiles, int width) {
        int[][] columns = new int[x.window()][tiles];
        for (int i = 0; i < columns.length; i++) {
            for (int tile = 0; tile < tiles; tile++) {
                columns[i][tile] = x.kernel().source(x.base(tile) + i, width);
            }
        }
        return columns;
    }

    @Override
    public double[][] read(int plane, Workers workers, SliceObserver observer) throws IOException {
        AxisTaps z = wire.taps(2);
        workers.each(slices.length, tile -> {
            int slice = z.kernel().source(z.base(tile) + plane, size.z());
            double[] values = slices[tile];
            volume.readSlice(slice, values);
            observer.slice(slice, values);
            normalise(slice, values);
        });
        return slices;
    }

    private void normalise(int slice, double[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            double message = (values[i] - centre) / slope;
            if (Double.isNaN(message)) {
                message = 0;
            } else if (Math.abs(message) > limit) {
                throw Gather.outsideRange(slice);
            }
            values[i] = message;
        }
    }

    @Override
    public void close() {
        SplineCoefficients.wipe(volume);
        Arrays.stream(slices).forEach(slice -> Arrays.fill(slice, 0));
    }

    @Override
    public void slots(int ciphertext, double[][] slices, double[] slots) {
        AxisTaps y = wire.taps(1);
        int[] across = columns[ciphertext % columns.length];
        int j = ciphertext / columns.length;
        int tilesY = wire.axis(1).tiles();
        int slot = 0;
        for (double[] slice : slices) {
            for (int tileY = 0; tileY < tilesY; tileY++) {
                int row = y.kernel().source(y.base(tileY) + j, size.y()) * size.x();
                for (int column : across) {
                    slots[slot++] = slice[row + column];
                }
            }
        }
    }
}
