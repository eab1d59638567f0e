package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.regrid.wire.Interpolation;

/** Finds the tiles of an oblique plan: the halo that a tile needs beside its own voxels is sent along. Stateless. */
final class AffineTiles {

    // Prices in nanoseconds, as in CostModel.
    private static final double PER_BIT = 5;
    private static final double PER_INPUT_AND_LIMB = 25;
    private static final double PER_OUTPUT_AND_LIMB = 25;
    private static final double PER_TAP_AND_LIMB = 8;

    /** Working memory of either side above which tiles are dropped. */
    private static final double MAX_WORKING_BYTES = 600L << 20;

    /** Voxels of a tile: both sides list them. */
    private static final double MAX_TILE = 1 << 20;

    private AffineTiles() {
    }

    /** The cheapest tiles for a ring; null if none has room. */
    static AffinePlanner.Shape cheapest(double[] step, int[] outputs, Interpolation interpolation, int ringDimension,
            AffinePlanner.Numbers numbers) {
        AffinePlanner.Shape best = null;
        for (int tilesX = 1; tilesX <= Math.min(outputs[0], ringDimension); tilesX++) {
            int sizeX = (outputs[0] + tilesX - 1) / tilesX;
            for (int tilesY = 1; tilesY <= Math.min(outputs[1], ringDimension / tilesX); tilesY++) {
                int sizeY = (outputs[1] + tilesY - 1) / tilesY;
                int tilesZ = Math.min(outputs[2], ringDimension / (tilesX * tilesY));
                int sizeZ = (outputs[2] + tilesZ - 1) / tilesZ;
                int[] tileSize = {sizeX, sizeY, sizeZ};
                double cost = cost(step, tileSize, interpolation, ringDimension, numbers);
                if (best == null || cost < best.cost()) {
                    best = cost < Double.MAX_VALUE ? new AffinePlanner.Shape(ringDimension, tileSize, numbers, cost) : best;
                }
            }
        }
        return best;
    }

    private static double cost(double[] step, int[] tileSize, Interpolation interpolation, int ringDimension,
            AffinePlanner.Numbers numbers) {
        double outputs = (double) tileSize[0] * tileSize[1] * tileSize[2];
        double inputs = window(step, tileSize, interpolation.support() + 1);
        int limbs = (numbers.modulusBits() + Candidate.MAX_PRIME_BITS - 1) / Candidate.MAX_PRIME_BITS;
        double planes = interpolation.support() + 1;
        for (int column = 0; column < 3; column++) {
            planes += Math.abs(step[6 + column]) * tileSize[column];
        }
        double held = 2 * inputs / planes * (interpolation.support() + 2) * limbs * ringDimension * Double.BYTES;
        if (outputs > MAX_TILE || held > MAX_WORKING_BYTES) {
            return Double.MAX_VALUE;
        }
        int down = numbers.answerForm().bodyBits() + numbers.answerForm().maskBits();
        double perOutput = down * PER_BIT + limbs * (PER_OUTPUT_AND_LIMB + PER_TAP_AND_LIMB * AffinePlanner.taps(interpolation));
        double perInput = numbers.modulusBits() * PER_BIT + limbs * PER_INPUT_AND_LIMB;
        return ringDimension * (outputs * perOutput + inputs * perInput);
    }

    /**
     * Source voxels that a tile draws on, about: the volume of the tile's image, widened by the taps. That is a zonotope,
     * whose volume is the sum of the determinants of its edges, three at a time.
     */
    static double window(double[] step, int[] tileSize, int taps) {
        double[][] edges = new double[6][3];
        for (int column = 0; column < 3; column++) {
            for (int axis = 0; axis < 3; axis++) {
                edges[column][axis] = step[3 * axis + column] * (tileSize[column] - 1);
            }
            edges[3 + column][column] = taps;
        }
        double volume = 0;
        for (int a = 0; a < 6; a++) {
            for (int b = a + 1; b < 6; b++) {
                for (int c = b + 1; c < 6; c++) {
                    volume += Math.abs(determinant(edges[a], edges[b], edges[c]));
                }
            }
        }
        return volume;
    }

    private static double determinant(double[] a, double[] b, double[] c) {
        return a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
    }
}
