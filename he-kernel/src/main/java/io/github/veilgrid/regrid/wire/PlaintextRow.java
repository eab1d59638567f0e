package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.ckks.Encoder;

/**
 * Plaintext weights of one output position: one polynomial per tap, rounded to integers. Where the weights sum to one,
 * the polynomials together are exactly the constant {@code 2^bits}: constants then pass exactly, and one polynomial need
 * not be encoded. Weights are public, so their slot errors are computed, not guessed. Stateless.
 */
public final class PlaintextRow {

    private PlaintextRow() {
    }

    /** In-plane weights of local output (u, v): one vector over the slots for each pair of taps, x taps fastest. */
    public static double[][] planeWeights(WirePlan plan, int u, int v) {
        AxisTaps x = plan.taps(0);
        AxisTaps y = plan.taps(1);
        double[][] weights = new double[x.taps(u) * y.taps(v)][plan.parameters().ringDimension()];
        for (int b = 0; b < y.taps(v); b++) {
            for (int a = 0; a < x.taps(u); a++) {
                spread(x.weights(u, a), x.axis().tiles(), y.weights(v, b), y.axis().tiles(), weights[a + x.taps(u) * b]);
            }
        }
        return weights;
    }

    /** Weights of output {@code u} of every tile along x (0) or y (1): one vector over the slots for each tap. */
    public static double[][] axisWeights(WirePlan plan, int axis, int u) {
        AxisTaps taps = plan.taps(axis);
        double[] one = {1};
        double[][] weights = new double[taps.taps(u)][plan.parameters().ringDimension()];
        for (int tap = 0; tap < weights.length; tap++) {
            double[] byTile = taps.weights(u, tap);
            spread(axis == 0 ? byTile : one, plan.tiles(0), axis == 0 ? one : byTile, plan.tiles(1), weights[tap]);
        }
        return weights;
    }

    /** Products over the tiles of a plane, then the same for the planes that follow; one number stands for all tiles. */
    private static void spread(double[] byX, int tilesX, double[] byY, int tilesY, double[] slots) {
        int plane = tilesX * tilesY;
        for (int tileY = 0; tileY < tilesY; tileY++) {
            double weight = byY[byY.length == 1 ? 0 : tileY];
            for (int tileX = 0; tileX < tilesX; tileX++) {
                slots[tileX + tilesX * tileY] = byX[byX.length == 1 ? 0 : tileX] * weight;
            }
        }
        for (int filled = plane; filled < slots.length; filled *= 2) {
            System.arraycopy(slots, 0, slots, filled, Math.min(filled, slots.length - filled));
        }
    }

    /**
     * Rounds the weights of one output to integer polynomials. If they sum to one, the first tap's polynomial is what the
     * others leave of the constant {@code 2^bits}.
     *
     * @param weights one vector over the slots per tap
     * @param sumToOne whether they sum to one in every slot
     */
    public static double[][] round(Encoder encoder, double[][] weights, boolean sumToOne, int bits) {
        double scale = Math.scalb(1.0, bits);
        int count = weights.length;
        int dimension = weights[0].length;
        double[][] rounded = new double[count][dimension];
        for (int tap = sumToOne ? 1 : 0; tap < count; tap += 2) {
            if (tap + 1 < count) {
                encoder.encodePair(weights[tap], weights[tap + 1], scale, rounded[tap], rounded[tap + 1]);
            } else {
                encoder.encode(weights[tap], scale, rounded[tap]);
            }
        }
        if (!sumToOne) {
            return rounded;
        }
        rounded[0][0] = scale;
        for (int tap = 1; tap < count; tap++) {
            for (int k = 0; k < dimension; k++) {
                rounded[0][k] -= rounded[tap][k];
            }
        }
        return rounded;
    }

    /**
     * The largest sum over the taps of absolute slot errors, over all slots, as a fraction of a weight of one.
     *
     * @param weights the exact weights
     * @param rounded what {@link #round} made of them
     */
    public static double worstError(Encoder encoder, double[][] weights, double[][] rounded, int bits) {
        int dimension = weights[0].length;
        double[] sum = new double[dimension];
        double[][] slots = new double[2][dimension];
        for (int tap = 0; tap < weights.length; tap += 2) {
            boolean pair = tap + 1 < weights.length;
            if (pair) {
                encoder.decodePair(rounded[tap], rounded[tap + 1], Math.scalb(1.0, bits), slots[0], slots[1]);
            } else {
                encoder.decode(rounded[tap], Math.scalb(1.0, bits), slots[0]);
            }
            for (int i = 0; i < (pair ? 2 : 1); i++) {
                for (int slot = 0; slot < dimension; slot++) {
                    sum[slot] += Math.abs(slots[i][slot] - weights[tap + i][slot]);
                }
            }
        }
        double worst = 0;
        for (double error : sum) {
            worst = Math.max(worst, error);
        }
        return worst;
    }
}
