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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Gathers the voxels of an oblique plan. Tiles start at different slices, so a plane draws on many source slices: each is
 * read once for a few planes and given to the tiles that need it. The slots of these planes are held, and where tiles are
 * sorted, so that every block has some of nearly every slice, the scan: reading may mean decompressing.
 */
final class AffineGather implements Gather {

    /** Tiles whose voxels are gathered side by side: as many as what they draw on stays in the fastest cache. */
    private static final int TOGETHER = 32;

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

    /** The voxels of a plane that some tiles find in a slice; slots are those of the tiles. */
    private record Part(Columns columns, int[] slots, double[][] rows) {
    }

    private void gather(int plane, Workers workers) throws IOException {
        int block = blocks.ofPlane(plane);
        AffineWindow window = blocks.window(block);
        int end = Math.min(plane + planesAtOnce, blocks.firstPlane(block + 1));
        int[] tiles = blocks.tiles(block);
        Map<Integer, List<Part>> bySlice = new TreeMap<>();
        for (int next = plane; next < end; next++) {
            int local = next - blocks.firstPlane(block);
            double[][] rows = new double[window.inputs(local)][wire.parameters().ringDimension()];
            gathered.put(next, rows);
            Columns columns = new Columns(window, tiles, local);
            IntStream.range(0, tiles.length).boxed().collect(Collectors.groupingBy(slot ->
                    kernels[2].source(window.base(tiles[slot], 2) + window.local(local), size.z()))).forEach((slice, slots) ->
                    bySlice.computeIfAbsent(slice, s -> new ArrayList<>()).add(
                            new Part(columns, slots.stream().mapToInt(Integer::intValue).toArray(), rows)));
        }
        List<Map.Entry<Integer, List<Part>>> slices = new ArrayList<>(bySlice.entrySet());
        workers.each(slices.size(), i -> {
            HeldMessages.Messages messages = messages(slices.get(i).getKey());
            for (Part part : slices.get(i).getValue()) {
                for (int first = 0; first < part.slots.length; first += TOGETHER) {
                    int[] slots = Arrays.copyOfRange(part.slots, first, Math.min(first + TOGETHER, part.slots.length));
                    part.columns.scatter(slots, messages, part.rows);
                }
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
        private final int[] tiles;
        private final int[] x;
        private final int[] y;
        private final int[] firsts = new int[2];
        private final int[] extents = new int[2];

        Columns(AffineWindow window, int[] tiles, int plane) {
            this.window = window;
            this.tiles = tiles;
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

        /** Source voxels along an axis, each times a stride: by place, and by slot within it. */
        private int[][] sources(int axis, int[] slots, int count, int stride) {
            int[][] sources = new int[extents[axis]][slots.length];
            for (int slot = 0; slot < slots.length; slot++) {
                int start = window.base(tiles[slots[slot]], axis) + firsts[axis];
                for (int place = 0; place < sources.length; place++) {
                    sources[place][slot] = stride * kernels[axis].source(start + place, count);
                }
            }
            return sources;
        }

        /** Ciphertext by ciphertext: slots of several tiles lie together in it, voxels of each tile in the slice. */
        void scatter(int[] slots, HeldMessages.Messages messages, double[][] rows) {
            int[][] across = sources(0, slots, size.x(), 1);
            int[][] down = sources(1, slots, size.y(), size.x());
            for (int input = 0; input < x.length; input++) {
                int[] column = across[x[input]];
                int[] line = down[y[input]];
                double[] row = rows[input];
                for (int i = 0; i < slots.length; i++) {
                    row[slots[i]] = messages.at(column[i] + line[i]);
                }
            }
        }
    }

    @Override
    public void close() {
        SplineCoefficients.wipe(volume);
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
