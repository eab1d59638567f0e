package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.he.ckks.Encoder;
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
    private final Encoder encoder;

    /** @param map within the plan's reach */
    PrivateWeights(PrivatePlan plan, PrivateMap map) {
        this.plan = plan;
        this.map = map;
        this.interpolation = plan.interpolation();
        this.ring = plan.parameters().ring();
        this.encoder = plan.parameters().encoder();
    }

    /**
     * The weights of local output (u, v) along an axis.
     *
     * @return {@code [tap][limb]}: rows in the transform's domain
     */
    double[][][] of(int axis, int u, int v) {
        double[][] slots = slots(axis, u, v);
        double[][][] encoded = new double[slots.length][ring.limbs()][ring.dimension()];
        double[][] rounded = new double[2][ring.dimension()];
        double scale = Math.scalb(1.0, plan.weightBits());
        for (int tap = 0; tap < slots.length; tap += 2) {
            if (tap + 1 < slots.length) {
                encoder.encodePair(slots[tap], slots[tap + 1], scale, rounded[0], rounded[1]);
                transform(rounded[1], encoded[tap + 1]);
            } else {
                encoder.encode(slots[tap], scale, rounded[0]);
            }
            transform(rounded[0], encoded[tap]);
        }
        return encoded;
    }

    private void transform(double[] coefficients, double[][] rows) {
        for (int limb = 0; limb < rows.length; limb++) {
            ModularLoops.reduce(rows[limb], coefficients, ring.modulus(limb));
            ring.ntt(limb).forward(rows[limb], rows[limb]);
        }
    }

    /** Weights by tap and slot; zeros for pixels outside the scan and for tiles that hang over the result. */
    private double[][] slots(int axis, int u, int v) {
        PrivateAxis along = plan.axis(axis);
        int local = axis == 0 ? u : v;
        double[][] slots = new double[along.taps(local)][ring.dimension()];
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
                if (place >= 0 && place < slots.length) {
                    slots[place][tile] += interpolation.weight(position - input);
                }
            }
        }
        for (double[] row : slots) {
            repeat(row);
        }
        return slots;
    }

    /** The same for every slice of a block. */
    private void repeat(double[] row) {
        int tiles = plan.tilesOfSlice();
        double[] slice = Arrays.copyOf(row, tiles);
        for (int z = 1; z < plan.slicesInBlock(); z++) {
            System.arraycopy(slice, 0, row, z * tiles, tiles);
        }
    }
}
