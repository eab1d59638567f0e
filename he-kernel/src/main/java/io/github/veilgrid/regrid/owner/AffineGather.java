package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.AffineWindow;
import io.github.veilgrid.regrid.wire.AxisKernel;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gathers the voxels of an oblique plan. Tiles start at different slices, so a plane draws on many source slices: each is
 * read once for the plane and given to the tiles that need it. The slots of a whole plane are held, no more.
 */
final class AffineGather implements Gather {

    private final AffinePlan wire;
    private final AffineWindow window;
    private final AxisKernel[] kernels = new AxisKernel[3];
    private final VoxelSource volume;
    private final Size size;
    private final int dimension;
    private final double centre;
    private final double slope;
    private final double limit;

    AffineGather(RegridPlan plan, VoxelSource volume) {
        this.wire = (AffinePlan) plan.wire();
        this.window = wire.window();
        this.dimension = wire.parameters().ringDimension();
        boolean[] prefiltered = new boolean[3];
        double gain = 1;
        for (int axis = 0; axis < 3; axis++) {
            kernels[axis] = window.kernel(axis);
            prefiltered[axis] = kernels[axis].prefiltered();
            gain *= kernels[axis].prefilterGain();
        }
        this.volume = SplineCoefficients.of(volume, plan.task(), prefiltered, 1);
        this.size = volume.size();
        this.centre = plan.task().centre();
        this.slope = plan.task().values().slope();
        this.limit = plan.task().halfRange() * gain * (1 + 1e-9);
    }

    @Override
    public double[][] read(int plane, Workers workers, SliceObserver observer) throws IOException {
        int block = plane / window.planes();
        int local = plane % window.planes();
        int first = wire.firstTile(block);
        double[][] slots = new double[window.inputs(local)][dimension];
        Map<Integer, List<Integer>> tilesOfSlice = new TreeMap<>();
        for (int tile = first; tile < first + wire.tilesOf(block); tile++) {
            int slice = kernels[2].source(window.source(tile, 2, local, 0), size.z());
            tilesOfSlice.computeIfAbsent(slice, s -> new ArrayList<>()).add(tile);
        }
        List<Map.Entry<Integer, List<Integer>>> slices = new ArrayList<>(tilesOfSlice.entrySet());
        workers.each(slices.size(), i -> {
            int slice = slices.get(i).getKey();
            double[] values = new double[size.slice()];
            volume.readSlice(slice, values);
            observer.slice(slice, values);
            for (int tile : slices.get(i).getValue()) {
                scatter(local, tile, slice, values, slots, tile - first);
            }
        });
        return slots;
    }

    private void scatter(int plane, int tile, int slice, double[] values, double[][] slots, int slot) throws IOException {
        for (int input = 0; input < slots.length; input++) {
            int x = kernels[0].source(window.source(tile, 0, plane, input), size.x());
            int y = kernels[1].source(window.source(tile, 1, plane, input), size.y());
            double message = (values[x + size.x() * y] - centre) / slope;
            if (Math.abs(message) > limit) {
                throw Gather.outsideRange(slice);
            }
            slots[input][slot] = Double.isNaN(message) ? 0 : message;
        }
    }

    @Override
    public void slots(int ciphertext, double[][] read, double[] slots) {
        System.arraycopy(read[ciphertext], 0, slots, 0, dimension);
    }
}
