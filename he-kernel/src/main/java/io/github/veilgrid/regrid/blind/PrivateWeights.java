package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.he.ckks.Encoder;
import io.github.veilgrid.he.ckks.WeightEncoder;
import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.PerThread;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.PrivateAxis;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import java.util.Arrays;

/**
 * Weights of a private map, encoded: for one local output and one axis a plaintext for every place of the window that
 * any map could draw on. Which of them are zero is the secret. They are the same for all slices of a block, so that a
 * period of them is all there is to encode, in the ring of that dimension ({@link Ring#subring}). Thread safe.
 */
final class PrivateWeights {

    private final PrivatePlan plan;
    private final PrivateMap map;
    private final Interpolation interpolation;
    private final Ring ring;
    private final WeightEncoder encoder;
    private final PerThread<Scratch> scratches;

    private static final class Scratch {

        final double[][] slots;
        final double[][] rounded;
        final double[] row;

        Scratch(PrivatePlan plan) {
            slots = new double[Math.max(plan.axis(0).mostTaps(), plan.axis(1).mostTaps())][plan.slots().period()];
            rounded = new double[2][plan.slots().period()];
            row = new double[plan.slots().period()];
        }
    }

    /** @param map within the plan's reach */
    PrivateWeights(PrivatePlan plan, PrivateMap map) {
        this.plan = plan;
        this.map = map;
        this.interpolation = plan.interpolation();
        this.ring = plan.parameters().ring().subring(plan.slots().period());
        this.encoder = WeightEncoder.ofSecret(new Encoder(plan.slots().period()));
        this.scratches = new PerThread<>(() -> new Scratch(plan));
    }

    /**
     * Encodes the weights of local output (u, v) along an axis.
     *
     * @param axis 0 or 1
     * @param encoded takes one period of them in the transform's domain: {@code [limb][strip][tap]}
     */
    void encode(int axis, int u, int v, double[][][][] encoded) {
        Scratch scratch = scratches.get();
        double[][] rounded = scratch.rounded;
        int taps = plan.axis(axis).taps(axis == 0 ? u : v);
        fill(axis, u, v, scratch.slots, taps);
        double scale = Math.scalb(1.0, plan.weightBits());
        long seed = ((2L * v + axis) << 32) + ((long) u << 16);
        for (int tap = 0; tap < taps; tap += 2) {
            boolean two = tap + 1 < taps;
            encoder.encode(scratch.slots[tap], two ? scratch.slots[tap + 1] : null, scale, seed + tap, rounded[0], rounded[1]);
            transform(rounded[0], scratch.row, encoded, tap);
            if (two) {
                transform(rounded[1], scratch.row, encoded, tap + 1);
            }
        }
    }

    private void transform(double[] coefficients, double[] row, double[][][][] encoded, int tap) {
        for (int limb = 0; limb < encoded.length; limb++) {
            ModularLoops.reduce(row, coefficients, ring.modulus(limb));
            ring.ntt(limb).forward(row, row);
            for (int strip = 0; strip < encoded[limb].length; strip++) {
                System.arraycopy(row, strip * CipherStrips.LENGTH, encoded[limb][strip][tap], 0, CipherStrips.LENGTH);
            }
        }
    }

    /** Weights by tap and slot; zeros for pixels outside the scan and for tiles that hang over the result. */
    private void fill(int axis, int u, int v, double[][] slots, int taps) {
        PrivateAxis along = plan.axis(axis);
        int local = axis == 0 ? u : v;
        for (int tap = 0; tap < taps; tap++) {
            Arrays.fill(slots[tap], 0, plan.slots().tilesOfSlice(), 0);
        }
        for (int tile = 0; tile < plan.slots().tilesOfSlice(); tile++) {
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

    /** The same for every slice of a period. */
    private void repeat(double[] row) {
        int tiles = plan.slots().tilesOfSlice();
        for (int z = 1; z < plan.slots().slicesInPeriod(); z++) {
            System.arraycopy(row, 0, row, z * tiles, tiles);
        }
    }
}
