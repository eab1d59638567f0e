package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.regrid.wire.AffinePlan;
import java.io.IOException;

/**
 * Slices of an oblique job. Answers come in the order in which the scan's slices complete them, which cuts across the
 * target's, so the target is held as a whole, four bytes a voxel, until the last answer.
 */
final class AffineAssembly implements Assembly {

    private final OwnerState state;
    private final AffinePlan wire;
    private final ClearGrid grid;
    private final float[][] slices;
    private int finished;

    AffineAssembly(OwnerState state, ClearGrid grid) {
        this.state = state;
        this.wire = (AffinePlan) state.wire();
        this.grid = grid;
        this.slices = new float[wire.outputs(2)][wire.outputs(0) * wire.outputs(1)];
    }

    @Override
    public void start() {
        // Everything is held from the beginning.
    }

    @Override
    public void put(int plane, int ciphertext, double[] messages) {
        int output = wire.window().outputs(plane)[ciphertext];
        int u = output % wire.tileSize(0);
        int v = output / wire.tileSize(0) % wire.tileSize(1);
        int w = output / wire.tileSize(0) / wire.tileSize(1);
        int slot = 0;
        for (int tileZ = 0; tileZ < wire.tiles(2); tileZ++) {
            int z = tileZ * wire.tileSize(2) + w;
            for (int tileY = 0; tileY < wire.tiles(1); tileY++) {
                int y = tileY * wire.tileSize(1) + v;
                for (int tileX = 0; tileX < wire.tiles(0); tileX++) {
                    int x = tileX * wire.tileSize(0) + u;
                    if (x < wire.outputs(0) && y < wire.outputs(1) && z < wire.outputs(2)) {
                        slices[z][x + y * wire.outputs(0)] = (float) messages[slot];
                    }
                    slot++;
                }
            }
        }
    }

    @Override
    public void finish(int plane, Slices taker) throws IOException {
        if (++finished < wire.planesDown()) {
            return;
        }
        for (int z = 0; z < slices.length; z++) {
            double[] values = new double[slices[z].length];
            for (int i = 0; i < values.length; i++) {
                int x = i % wire.outputs(0);
                int y = i / wire.outputs(0);
                values[i] = slices[z][i] * state.slope() + state.centre() * grid.sum(x, y, z);
            }
            slices[z] = null;
            taker.slice(z, values);
        }
    }
}
