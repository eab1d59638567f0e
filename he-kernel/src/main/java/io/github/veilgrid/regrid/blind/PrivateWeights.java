package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.he.ckks.WeightEncoder;
import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.PrivateAxis;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import java.util.Arrays;

/**
 * Weights of a private map, encoded: for one local output and one axis a plaintext for every place of the window that
 * any map could draw on. Which of them are zero is the secret. Made anew for each output, and used for all slices of a
 * block at once. Thread safe.
 */
final class PrivateWeights {

    private final PrivatePlan plan;
    private final PrivateMap map;
    private final Interpolation interpolation;
    private final Ring ring;
    private final WeightEncoder encoder;

    /** @param map within the plan's reach */
    PrivateWeights(PrivatePlan plan, PrivateMap map) {
        this.plan = plan;
        this.map = map;
        this.interpolation = plan.interpolation();
        this.ring = plan.parameters().ring();
        this.encoder = new WeightEncoder(plan.parameters().encoder());
    }

    /** Room for the weights of one output along one axis; made once for each thread, as it is megabytes. */
    final class Room {

        private final double[][] slots;
        private final double[][] rounded = new double[2][ring.dimension()];
        private final double[][][] encoded;

        /** @param axis 0 or 1 */
        Room(int axis) {
            slots = new double[plan.axis(axis).mostTaps()][ring.dimension()];
            encoded = new double[slots.length][ring.limbs()][ring.dimension()];
        }
    }

    /**
     * The weights of local output (u, v) along an axis.
     *
     * @param room for that axis; holds the weights until it is used again
     * @return {@code [tap][limb]}: rows in the transform's domain; at least as many as the output has taps
     */
    double[][][] of(int axis, int u, int v, Room room) {
        int taps = plan.axis(axis).taps(axis == 0 ? u : v);
        fill(axis, u, v, room.slots, taps);
        double scale = Math.scalb(1.0, plan.weightBits());
        long seed = ((2L * v + axis) << 32) + ((long) u << 16);
        for (int tap = 0; tap < taps; tap += 2) {
            boolean two = tap + 1 < taps;
            encoder.encode(room.slots[tap], two ? room.slots[tap + 1] : null, scale, seed + tap, room.rounded[0], room.rounded[1]);
            transform(room.rounded[0], room.encoded[tap]);
            if (two) {
                transform(room.rounded[1], room.encoded[tap + 1]);
            }
        }
        return room.encoded;
    }

    private void transform(double[] coefficients, double[][] rows) {
        for (int limb = 0; limb < rows.length; limb++) {
            ModularLoops.reduce(rows[limb], coefficients, ring.modulus(limb));
            ring.ntt(limb).forward(rows[limb], rows[limb]);
        }
    }

    /** Weights by tap and slot; zeros for pixels outside the scan and for tiles that hang over the result. */
    private void fill(int axis, int u, int v, double[][] slots, int taps) {
        PrivateAxis along = plan.axis(axis);
        int local = axis == 0 ? u : v;
        for (int tap = 0; tap < taps; tap++) {
            Arrays.fill(slots[tap], 0, plan.tilesOfSlice(), 0);
        }
        for (int tile = 0; tile < plan.tilesOfSlice(); tile++) {
            int tileX = tile % plan.axis(0).tiles();
            int tileY = tile / plan.axis(0).tiles();
            int x = tileX * plan.axis(0).tileSize() + u;
            int y = tileY * plan.axis(1).tileSize() + v;
            if (x >= plan.outputs(0) || y >= plan.outputs(1) || !map.inside(plan, x, y)) {
                continue;
            }
            double position = map.position(axis, x, y);
            int window = along.base(axis == 0 ? tileX : tileY) + along.first(local);
            int first = interpolation.first(position);
            for (int input = first; input < first + interpolation.support(); input++) {
                int place = Math.max(0, Math.min(along.inputs() - 1, input)) - window;
                // A position that rounding pushed beyond the reach gives the place there a weight of nothing.
                if (place >= 0 && place < taps) {
                    slots[place][tile] += interpolation.weight(position - input);
                }
            }
        }
        for (int tap = 0; tap < taps; tap++) {
            repeat(slots[tap]);
        }
    }

    /** The same for every slice of a block. */
    private void repeat(double[] row) {
        int tiles = plan.tilesOfSlice();
        for (int z = 1; z < plan.slicesInBlock(); z++) {
            System.arraycopy(row, 0, row, z * tiles, tiles);
        }
    }
}
