package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.plan.AffineReading;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.wire.AffineBlocks;
import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.AffineWindow;
import io.github.veilgrid.regrid.wire.AxisKernel;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Gathers the voxels of an oblique plan. Tiles start at different slices, so a plane draws on many source slices: each is
 * read once for a few planes and given to the tiles that need it. The slots of these planes are held, and where tiles are
 * sorted, so that every block has some of nearly every slice, the scan: reading may mean decompressing.
 */
final class AffineGather implements Gather {

    private final AffinePlan wire;
    private final AffineBlocks blocks;
    private final AxisKernel[] kernels = new AxisKernel[3];
    private final VoxelSource volume;
    private final Size size;
    private final int planesAtOnce;
    private final double centre;
    private final double slope;
    private final double limit;
    private final double padding;
    /** Null if slices are read anew. */
    private final HeldMessages held;
    private SliceObserver observer;
    /** Slots of planes that were gathered together with an earlier one, by number. */
    private final Map<Integer, double[][]> gathered = new HashMap<>();

    AffineGather(RegridPlan plan, VoxelSource volume, int threads) {
        this.wire = (AffinePlan) plan.wire();
        this.blocks = wire.blocks();
        boolean[] prefiltered = new boolean[3];
        double gain = 1;
        for (int axis = 0; axis < 3; axis++) {
            kernels[axis] = wire.along(axis);
            prefiltered[axis] = kernels[axis].prefiltered();
            gain *= kernels[axis].prefilterGain();
        }
        this.volume = SplineCoefficients.of(volume, plan.task(), prefiltered, 1, threads);
        this.size = volume.size();
        this.planesAtOnce = AffineReading.planesAtOnce(wire);
        this.centre = plan.task().centre();
        this.slope = plan.task().values().slope();
        double largest = plan.task().halfRange() * gain;
        this.limit = largest * (1 + 1e-9);
        this.padding = largest - Math.floor(largest);
        this.held = wire.sorted() ? new HeldMessages(this::readMessages, largest, size,
                AffineReading.heldBytes(wire, plan.task().halfRange())) : null;
    }

    @Override
    public double[][] read(int plane, Workers workers, SliceObserver observer) throws IOException {
        if (!gathered.containsKey(plane)) {
            gathered.clear();
            this.observer = observer;
            gather(plane, workers);
        }
        return gathered.remove(plane);
    }

    /** The voxels of a plane that a tile finds in a slice. */
    private record Part(Columns columns, int tile, int slot, double[][] slots) {
    }

    private void gather(int plane, Workers workers) throws IOException {
        int block = blocks.ofPlane(plane);
        AffineWindow window = blocks.window(block);
        int end = Math.min(plane + planesAtOnce, blocks.firstPlane(block + 1));
        int[] tiles = blocks.tiles(block);
        Map<Integer, List<Part>> bySlice = new TreeMap<>();
        for (int next = plane; next < end; next++) {
            int local = next - blocks.firstPlane(block);
            double[][] slots = new double[window.inputs(local)][wire.parameters().ringDimension()];
            gathered.put(next, slots);
            Columns columns = new Columns(window, local);
            for (int slot = 0; slot < tiles.length; slot++) {
                int slice = kernels[2].source(window.base(tiles[slot], 2) + window.local(local), size.z());
                bySlice.computeIfAbsent(slice, s -> new ArrayList<>()).add(new Part(columns, tiles[slot], slot, slots));
            }
        }
        List<Map.Entry<Integer, List<Part>>> slices = new ArrayList<>(bySlice.entrySet());
        workers.each(slices.size(), i -> {
            int slice = slices.get(i).getKey();
            HeldMessages.Messages messages = messages(slice);
            for (Part part : slices.get(i).getValue()) {
                part.columns.scatter(part.tile, part.slot, messages, part.slots);
            }
        });
    }

    private HeldMessages.Messages messages(int slice) throws IOException {
        if (held != null) {
            return held.slice(slice);
        }
        double[] messages = new double[size.slice()];
        readMessages(slice, messages);
        return voxel -> messages[voxel];
    }

    /** Padding becomes a number that voxels may have, too. */
    private void readMessages(int slice, double[] messages) throws IOException {
        volume.readSlice(slice, messages);
        observer.slice(slice, messages);
        boolean inside = true;
        for (int i = 0; i < messages.length; i++) {
            double message = (messages[i] - centre) / slope;
            inside &= !(Math.abs(message) > limit);
            messages[i] = Double.isNaN(message) ? padding : message;
        }
        if (!inside) {
            throw Gather.outsideRange(slice);
        }
    }

    /** Where the local source voxels of a plane lie in a slice, counted from where a tile starts. */
    private final class Columns {

        private final AffineWindow window;
        private final int[] x;
        private final int[] y;
        private final int[] firsts = new int[2];
        private final int[] extents = new int[2];

        Columns(AffineWindow window, int plane) {
            this.window = window;
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
            int[] sources = new int[extents[axis]];
            for (int i = 0; i < sources.length; i++) {
                sources[i] = stride * kernels[axis].source(start + i, count);
            }
            return sources;
        }

        void scatter(int tile, int slot, HeldMessages.Messages messages, double[][] slots) {
            int[] columns = sources(0, tile, size.x(), 1);
            int[] rows = sources(1, tile, size.y(), size.x());
            for (int input = 0; input < x.length; input++) {
                slots[input][slot] = messages.at(columns[x[input]] + rows[y[input]]);
            }
        }
    }

    @Override
    public void close() {
        if (held != null) {
            held.close();
        }
        gathered.values().forEach(plane -> Arrays.stream(plane).forEach(slots -> Arrays.fill(slots, 0)));
    }

    @Override
    public void slots(int ciphertext, double[][] read, double[] slots) {
        System.arraycopy(read[ciphertext], 0, slots, 0, slots.length);
    }
}
