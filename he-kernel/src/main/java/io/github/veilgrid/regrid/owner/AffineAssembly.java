package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.regrid.wire.AffinePlan;
import java.io.IOException;
import java.util.Arrays;

/**
 * Slices of an oblique job. Answers come in the order in which the scan's slices complete them, which cuts across the
 * target's: a slice of the target is held, four bytes a voxel, from its first answer to its last. What is held is at most
 * the slices of a block; where the target's slices lie nearly as the scan's, it is a few of every tile.
 */
final class AffineAssembly implements Assembly {

    private final OwnerState state;
    private final AffinePlan wire;
    private final ClearGrid grid;
    /** By number; null before the first answer and once handed over. */
    private final float[][] slices;
    /** Answers that the slices at one place in the tiles of a block still wait for. */
    private final int[][] missing;

    AffineAssembly(OwnerState state, ClearGrid grid) {
        this.state = state;
        this.wire = (AffinePlan) state.wire();
        this.grid = grid;
        this.slices = new float[wire.outputs(2)][];
        this.missing = new int[wire.blocks()][wire.tileSize(2)];
        for (int[] ofBlock : missing) {
            Arrays.fill(ofBlock, wire.tileSize(0) * wire.tileSize(1));
        }
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

    /** Slice of the target at a place in a layer of tiles. */
    private int slice(int block, int layer, int w) {
        return (block * wire.layers() + layer) * wire.tileSize(2) + w;
    }

    private int layers(int block) {
        return wire.tilesOf(block) / (wire.tiles(0) * wire.tiles(1));
    }

    @Override
    public void put(int plane, int ciphertext, double[] messages) {
        int groups = wire.window().groups();
        int output = wire.window().outputs(plane % groups)[ciphertext];
        int u = output % wire.tileSize(0);
        int v = output / wire.tileSize(0) % wire.tileSize(1);
        int w = output / wire.tileSize(0) / wire.tileSize(1);
        int slot = 0;
        for (int layer = 0; layer < layers(plane / groups); layer++) {
            int z = slice(plane / groups, layer, w);
            if (z >= wire.outputs(2)) {
                return;
            }
            float[] slice = slice(z);
            for (int tileY = 0; tileY < wire.tiles(1); tileY++) {
                int y = tileY * wire.tileSize(1) + v;
                for (int tileX = 0; tileX < wire.tiles(0); tileX++) {
                    int x = tileX * wire.tileSize(0) + u;
                    if (x < wire.outputs(0) && y < wire.outputs(1)) {
                        slice[x + y * wire.outputs(0)] = (float) messages[slot];
                    }
                    slot++;
                }
            }
        }
    }

    @Override
    public void finish(int plane, Slices taker) throws IOException {
        int block = plane / wire.window().groups();
        for (int output : wire.window().outputs(plane % wire.window().groups())) {
            int w = output / wire.tileSize(0) / wire.tileSize(1);
            if (--missing[block][w] == 0) {
                for (int layer = 0; layer < layers(block); layer++) {
                    hand(slice(block, layer, w), taker);
                }
            }
        }
    }

    private void hand(int z, Slices taker) throws IOException {
        if (z >= slices.length) {
            return;
        }
        double[] values = new double[slices[z].length];
        int i = 0;
        for (int y = 0; y < wire.outputs(1); y++) {
            for (int x = 0; x < wire.outputs(0); x++) {
                values[i] = slices[z][i] * state.slope() + state.centre() * grid.sum(x, y, z);
                i++;
            }
        }
        slices[z] = null;
        taker.slice(z, values);
    }
}
