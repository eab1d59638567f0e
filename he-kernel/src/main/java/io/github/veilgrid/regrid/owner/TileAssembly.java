package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.regrid.wire.WireAxis;
import io.github.veilgrid.regrid.wire.WirePlan;
import java.io.IOException;

/** Slices of a job along the scan's own axes: each answer plane but the first holds one slice of every tile along z. */
final class TileAssembly implements Assembly {

    private final OwnerState state;
    private final WirePlan wire;
    private final ClearGrid grid;
    /** Of the answer plane at hand, one for each tile along z; every plane writes every voxel. */
    private final double[][] slices;

    TileAssembly(OwnerState state, ClearGrid grid) {
        this.state = state;
        this.wire = (WirePlan) state.wire();
        this.grid = grid;
        this.slices = new double[wire.axis(2).tiles()][wire.axis(0).outputs() * wire.axis(1).outputs()];
    }

    @Override
    public void start() {
        // The slices of the plane before were handed over.
    }

    @Override
    public void put(int plane, int ciphertext, double[] messages) {
        WireAxis x = wire.axis(0);
        WireAxis y = wire.axis(1);
        int u = ciphertext % x.tileSize();
        int v = ciphertext / x.tileSize();
        int slot = 0;
        for (int tileZ = 0; tileZ < slices.length; tileZ++) {
            double[] slice = slices[tileZ];
            int z = Math.min(tileZ * wire.axis(2).tileSize() + plane - 1, wire.axis(2).outputs() - 1);
            for (int tileY = 0; tileY < y.tiles(); tileY++) {
                int row = tileY * y.tileSize() + v;
                for (int tileX = 0; tileX < x.tiles(); tileX++) {
                    int column = tileX * x.tileSize() + u;
                    if (row < y.outputs() && column < x.outputs()) {
                        slice[column + row * x.outputs()] = messages[slot] * state.slope()
                                + state.centre() * grid.sum(column, row, z);
                    }
                    slot++;
                }
            }
        }
    }

    @Override
    public void finish(int plane, Slices taker) throws IOException {
        for (int tile = 0; tile < slices.length; tile++) {
            int z = tile * wire.axis(2).tileSize() + plane - 1;
            if (z < wire.axis(2).outputs()) {
                taker.slice(z, slices[tile]);
            }
        }
    }

    @Override
    public void cover(int z, double[] values) {
        grid.cover(z, state.padding(), state.fill(), values);
    }
}
