package io.github.veilgrid.regrid.plan;

/**
 * Counts the tiles of a turned target that touch the scan, as {@code AffinePlan} will use them. A row of
 * tiles is a line through the scan, so its part within is one stretch. Immutable and thread safe.
 */
final class UsedTiles {

    private final int count;

    /** @param everywhere whether all are used */
    UsedTiles(AffineGeometry geometry, int[] tileSize, boolean everywhere) {
        int[] tiles = new int[3];
        for (int column = 0; column < 3; column++) {
            tiles[column] = (geometry.outputs()[column] + tileSize[column] - 1) / tileSize[column];
        }
        if (everywhere) {
            count = tiles[0] * tiles[1] * tiles[2];
            return;
        }
        int used = 0;
        double[] below = new double[3];
        double[] above = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            for (int column = 0; column < 3; column++) {
                double move = geometry.step(axis, column) * (tileSize[column] - 1);
                below[axis] += Math.min(0, move);
                above[axis] += Math.max(0, move);
            }
        }
        for (int layer = 0; layer < tiles[2]; layer++) {
            for (int row = 0; row < tiles[1]; row++) {
                double first = 0;
                double last = tiles[0] - 1.0;
                for (int axis = 0; axis < 3; axis++) {
                    double start = geometry.offset()[axis] + geometry.step(axis, 1) * tileSize[1] * row
                            + geometry.step(axis, 2) * tileSize[2] * layer;
                    double move = geometry.step(axis, 0) * tileSize[0];
                    double low = -1 - above[axis] - start;
                    double high = geometry.inputs()[axis] - below[axis] - start;
                    if (move == 0) {
                        last = low > 0 || high < 0 ? -1 : last;
                    } else {
                        first = Math.max(first, Math.min(low / move, high / move));
                        last = Math.min(last, Math.max(low / move, high / move));
                    }
                }
                used += (int) Math.max(0, Math.floor(last) - Math.ceil(first) + 1);
            }
        }
        count = used;
    }

    /** All. */
    int count() {
        return count;
    }
}