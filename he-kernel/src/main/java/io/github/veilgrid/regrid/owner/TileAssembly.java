package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.regrid.wire.WireAxis;
import io.github.veilgrid.regrid.wire.WirePlan;
import java.io.IOException;
import java.util.Arrays;

/** Slices of a job along the scan's own axes: each answer plane but the first holds one slice of every tile along z. */
final class TileAssembly implements Assembly {

    private final OwnerState state;
    private final WirePlan wire;
    private final ClearAxes grid;
    private final double slope;
    /** Sums of an output's weights along x, along y times what messages were centred by, and along z. */
    private final double[] sumsX;
    private final double[] centreY;
    private final double[] sumsZ;
    /** Of the answer plane at hand, one for each tile along z; every plane writes every voxel. */
    private final double[][] slices;

    TileAssembly(OwnerState state, ClearAxes grid) {
        this.state = state;
        this.grid = grid;
        this.wire = (WirePlan) state.wire();
        this.slope = state.slope();
        this.sumsX = grid.sums(0);
        this.centreY = Arrays.stream(grid.sums(1)).map(sum -> sum * state.centre()).toArray();
        this.sumsZ = grid.sums(2);
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
        for (int tile = 0; tile < slices.length * y.tiles(); tile++) {
            int row = tile % y.tiles() * y.tileSize() + v;
            if (row < y.outputs()) {
                int tileZ = tile / y.tiles();
                int z = Math.min(tileZ * wire.axis(2).tileSize() + plane - 1, wire.axis(2).outputs() - 1);
                putRow(messages, tile * x.tiles(), slices[tileZ], row * x.outputs(), u, centreY[row] * sumsZ[z]);
            }
        }
    }

    /**
     * A row's voxels of one ciphertext, one of every tile along x.
     *
     * @param centre what messages were centred by, times the sum of an output's weights along y and z
     */
    private void putRow(double[] messages, int first, double[] slice, int start, int u, double centre) {
        int slot = first;
        int step = wire.axis(0).tileSize();
        for (int column = u; column < sumsX.length; column += step) {
            slice[start + column] = messages[slot++] * slope + centre * sumsX[column];
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
