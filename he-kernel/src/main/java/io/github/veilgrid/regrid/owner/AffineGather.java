package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.plan.AffineReading;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.AffineWindow;
import io.github.veilgrid.regrid.wire.AxisKernel;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Gathers the voxels of an oblique plan. Tiles start at different slices, so a plane draws on many source slices: each is
 * read once for a few planes and given to the tiles that need it. The slots of these planes are held, no more.
 */
final class AffineGather implements Gather {

    private final AffinePlan wire;
    private final AffineWindow window;
    private final AxisKernel[] kernels = new AxisKernel[3];
    private final VoxelSource volume;
    private final Size size;
    private final int planesAtOnce;
    private final double centre;
    private final double slope;
    private final double limit;
    /** Slots of planes that were gathered together with an earlier one, by number. */
    private final Map<Integer, double[][]> gathered = new HashMap<>();

    AffineGather(RegridPlan plan, VoxelSource volume) {
        this.wire = (AffinePlan) plan.wire();
        this.window = wire.window();
        boolean[] prefiltered = new boolean[3];
        double gain = 1;
        for (int axis = 0; axis < 3; axis++) {
            kernels[axis] = window.kernel(axis);
            prefiltered[axis] = kernels[axis].prefiltered();
            gain *= kernels[axis].prefilterGain();
        }
        this.volume = SplineCoefficients.of(volume, plan.task(), prefiltered, 1);
        this.size = volume.size();
        this.planesAtOnce = AffineReading.planesAtOnce(wire);
        this.centre = plan.task().centre();
        this.slope = plan.task().values().slope();
        this.limit = plan.task().halfRange() * gain * (1 + 1e-9);
    }

    @Override
    public double[][] read(int plane, Workers workers, SliceObserver observer) throws IOException {
        if (!gathered.containsKey(plane)) {
            gathered.clear();
            gather(plane, workers, observer);
        }
        return gathered.remove(plane);
    }

    /** The voxels of a plane that a tile finds in a slice. */
    private record Part(Columns columns, int tile, int slot, double[][] slots) {
    }

    private void gather(int plane, Workers workers, SliceObserver observer) throws IOException {
        int block = plane / window.planes();
        int end = Math.min(plane + planesAtOnce, (block + 1) * window.planes());
        int[] tiles = wire.blocks().tiles(block);
        Map<Integer, List<Part>> bySlice = new TreeMap<>();
        for (int next = plane; next < end; next++) {
            int local = next % window.planes();
            double[][] slots = new double[window.inputs(local)][wire.parameters().ringDimension()];
            gathered.put(next, slots);
            Columns columns = new Columns(local);
            for (int slot = 0; slot < tiles.length; slot++) {
                int slice = kernels[2].source(window.base(tiles[slot], 2) + window.local(local), size.z());
                bySlice.computeIfAbsent(slice, s -> new ArrayList<>()).add(new Part(columns, tiles[slot], slot, slots));
            }
        }
        List<Map.Entry<Integer, List<Part>>> slices = new ArrayList<>(bySlice.entrySet());
        workers.each(slices.size(), i -> {
            int slice = slices.get(i).getKey();
            double[] values = new double[size.slice()];
            volume.readSlice(slice, values);
            observer.slice(slice, values);
            for (Part part : slices.get(i).getValue()) {
                part.columns.scatter(part.tile, part.slot, slice, values, part.slots);
            }
        });
    }

    /** Where the local source voxels of a plane lie in a slice, counted from where a tile starts. */
    private final class Columns {

        private final int[] x;
        private final int[] y;
        private final int[] firsts = new int[2];
        private final int[] extents = new int[2];

        Columns(int plane) {
            x = fromFirst(0, plane);
            y = fromFirst(1, plane);
        }

        /** Places along an axis, counted from the first that the plane has. */
        private int[] fromFirst(int axis, int plane) {
            int[] places = IntStream.range(0, window.inputs(plane)).map(input -> window.local(axis, plane, input)).toArray();
            firsts[axis] = IntStream.of(places).min().orElse(0);
            extents[axis] = IntStream.of(places).max().orElse(0) - firsts[axis] + 1;
            return IntStream.of(places).map(place -> place - firsts[axis]).toArray();
        }

        /** Source voxels of a tile along an axis, each times a stride. */
        private int[] sources(int axis, int tile, int count, int stride) {
            int start = window.base(tile, axis) + firsts[axis];
            return IntStream.range(start, start + extents[axis]).map(at -> stride * kernels[axis].source(at, count)).toArray();
        }

        void scatter(int tile, int slot, int slice, double[] values, double[][] slots) throws IOException {
            int[] columns = sources(0, tile, size.x(), 1);
            int[] rows = sources(1, tile, size.y(), size.x());
            for (int input = 0; input < x.length; input++) {
                double message = (values[columns[x[input]] + rows[y[input]]] - centre) / slope;
                if (Math.abs(message) > limit) {
                    throw Gather.outsideRange(slice);
                }
                slots[input][slot] = Double.isNaN(message) ? 0 : message;
            }
        }
    }

    @Override
    public void slots(int ciphertext, double[][] read, double[] slots) {
        System.arraycopy(read[ciphertext], 0, slots, 0, slots.length);
    }
}
