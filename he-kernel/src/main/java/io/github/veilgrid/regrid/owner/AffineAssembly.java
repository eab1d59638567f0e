package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.regrid.wire.AffinePlan;
import java.io.IOException;
import java.util.stream.IntStream;

/**
 * Slices of an oblique job. Answers come in the order in which the scan's slices complete them, which cuts across the
 * target's: a slice of the target is held, four bytes a voxel, from its first answer to its last. What is held is at most
 * the slices of a batch of blocks; where the target's slices lie nearly as the scan's and tiles are not sorted, it is a few of every
 * layer of tiles.
 */
final class AffineAssembly implements Assembly {

    private final OwnerState state;
    private final AffinePlan wire;
    private final ClearGrid grid;
    /** By number; null before the first answer and once handed over. */
    private final float[][] slices;
    /** Answers that slices still wait for, by number. */
    private final int[] missing;
    private boolean begun;
    /** Of the block that was last put into place. */
    private volatile Corners corners;

    AffineAssembly(OwnerState state, ClearGrid grid) {
        this.state = state;
        this.wire = (AffinePlan) state.wire();
        this.grid = grid;
        this.slices = new float[wire.outputs(2)][];
        this.missing = new int[wire.outputs(2)];
        for (int block = 0; block < wire.blocks().count(); block++) {
            for (int layer : wire.blocks().layers(block)) {
                for (int z = layer * wire.tileSize(2); z < end(layer); z++) {
                    missing[z] += wire.tileSize(0) * wire.tileSize(1);
                }
            }
        }
    }

    /** The slice after the last of a layer of tiles. */
    private int end(int layer) {
        return Math.min((layer + 1) * wire.tileSize(2), wire.outputs(2));
    }

    @Override
    public void start() {
        // Room is made slice by slice.
    }

    private synchronized float[] slice(int z) {
        if (slices[z] == null) {
            slices[z] = new float[wire.outputs(0) * wire.outputs(1)];
        }
        return slices[z];
    }

    @Override
    public void put(int plane, int ciphertext, double[] messages) {
        int block = wire.blocks().ofAnswer(plane);
        int output = outputs(plane)[ciphertext];
        int u = output % wire.tileSize(0);
        int v = output / wire.tileSize(0) % wire.tileSize(1);
        int w = output / wire.tileSize(0) / wire.tileSize(1);
        int width = wire.outputs(0);
        Corners corners = corners(block);
        float[] slice = null;
        int sliceZ = -1;
        for (int slot = 0; slot < corners.x.length; slot++) {
            int x = corners.x[slot] + u;
            int y = corners.y[slot] + v;
            int z = corners.z[slot] + w;
            if (z >= wire.outputs(2)) {
                return;
            }
            if (z != sliceZ) {
                slice = slice(z);
                sliceZ = z;
            }
            if (x < width && y < wire.outputs(1)) {
                slice[x + y * width] = (float) messages[slot];
            }
        }
    }

    /** Local target voxels of a plane's answers. */
    private int[] outputs(int plane) {
        int block = wire.blocks().ofAnswer(plane);
        return wire.blocks().window(block).outputs(plane - wire.blocks().firstAnswer(block));
    }

    /** First target voxels of the tiles of a block, by slot. */
    private record Corners(int block, int[] x, int[] y, int[] z) {

        static Corners of(AffinePlan wire, int block) {
            int[] tiles = wire.blocks().tiles(block);
            int across = wire.tiles(0);
            int down = wire.tiles(1);
            return new Corners(block, IntStream.of(tiles).map(tile -> tile % across * wire.tileSize(0)).toArray(),
                    IntStream.of(tiles).map(tile -> tile / across % down * wire.tileSize(1)).toArray(),
                    IntStream.of(tiles).map(tile -> tile / across / down * wire.tileSize(2)).toArray());
        }
    }

    private Corners corners(int block) {
        Corners known = corners;
        if (known == null || known.block != block) {
            known = Corners.of(wire, block);
            corners = known;
        }
        return known;
    }

    @Override
    public void finish(int plane, Slices taker) throws IOException {
        for (int z = 0; !begun && z < missing.length; z++) {
            if (missing[z] == 0) {
                // Beyond the scan as a whole.
                hand(z, taker);
            }
        }
        begun = true;
        int[] layers = wire.blocks().layers(wire.blocks().ofAnswer(plane));
        for (int output : outputs(plane)) {
            int w = output / wire.tileSize(0) / wire.tileSize(1);
            for (int layer : layers) {
                int z = layer * wire.tileSize(2) + w;
                if (z < end(layer) && --missing[z] == 0) {
                    hand(z, taker);
                }
            }
        }
    }

    private void hand(int z, Slices taker) throws IOException {
        float[] messages = slice(z);
        double[] values = new double[messages.length];
        int i = 0;
        for (int y = 0; y < wire.outputs(1); y++) {
            for (int x = 0; x < wire.outputs(0); x++) {
                values[i] = messages[i] * state.slope() + state.centre() * grid.sum(x, y, z);
                i++;
            }
        }
        slices[z] = null;
        taker.slice(z, values);
    }

    @Override
    public void cover(int z, double[] values) {
        grid.cover(z, state.padding(), state.fill(), values);
    }
}
