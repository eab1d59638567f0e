package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.regrid.wire.AxisKernel;
import java.util.ArrayList;
import java.util.List;

/**
 * Every way worth considering to cut a turned target into tiles, and tiles into blocks, estimated. Larger tiles send less
 * twice; more blocks hold less at a time. For one thread.
 */
final class AffineTiles {

    /** Voxels of a tile: both sides list them. */
    private static final double MAX_TILE = 1 << 18;

    private static final int[] BLOCKS = {1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64};

    /** Blocks whose tiles are sorted together where sorting all takes too much memory. */
    private static final int BATCH = 8;

    /** Sizes of tiles along x and y that are tried differ by this factor, or by one. */
    private static final double STEP_OF_SIZES = 0.92;

    /** Tiles of a layer at most. */
    private static final int MOST_TILES = 1 << 14;

    /** How often the size of tiles along z is corrected, and how far it may be raised so that tiles lie alike. */
    private static final int ATTEMPTS = 6;
    private static final int NEAR = 10;

    private final AffineGeometry geometry;
    private final AffineEstimate estimate;
    private final boolean everywhere;

    /**
     * @param halfRange half the declared range of voxels, in units of the quantum
     * @param everywhere whether tiles beyond the scan are used, too
     */
    AffineTiles(AffineGeometry geometry, AxisKernel[] kernels, double halfRange, boolean everywhere) {
        this.geometry = geometry;
        this.estimate = new AffineEstimate(geometry, kernels, halfRange);
        this.everywhere = everywhere;
    }

    /** All of a ring that need no more memory on either side than so many bytes. */
    List<AffineCandidate> on(int ringDimension, AffineNumbers numbers, double most) {
        List<AffineCandidate> candidates = new ArrayList<>();
        int[] outputs = geometry.outputs();
        for (int tilesX : counts(outputs[0], MOST_TILES)) {
            for (int tilesY : counts(outputs[1], MOST_TILES / tilesX)) {
                int before = 0;
                for (int blocks : BLOCKS) {
                    int[] tileSize = {size(outputs[0], tilesX), size(outputs[1], tilesY), 1};
                    grow(tileSize, (double) ringDimension * blocks);
                    if (tileSize[2] > outputs[2] || tileSize[2] == before) {
                        continue;
                    }
                    before = tileSize[2];
                    addBatches(candidates, ringDimension, tileSize, blocks, numbers, most);
                }
            }
        }
        return candidates;
    }

    /** Tiles not sorted, sorted as a whole, and in batches that take less memory. */
    private void addBatches(List<AffineCandidate> candidates, int ringDimension, int[] tileSize, int blocks,
            AffineNumbers numbers, double most) {
        int all = Integer.highestOneBit(2 * blocks - 1);
        for (int batch : new int[] {1, BATCH, all}) {
            if (batch == 1 || batch == all || batch < blocks) {
                AffineShape shape = estimate.shape(tileSize, blocks, batch, ringDimension, numbers);
                if (shape.outputs() <= MAX_TILE && !AffineCost.tooLarge(shape, most)) {
                    candidates.add(new AffineCandidate(ringDimension, tileSize, blocks, batch, numbers,
                            AffineCost.forecast(shape, Prices.REFERENCE)));
                }
            }
            if (batch >= all) {
                return;
            }
        }
    }

    /** Makes tiles longer along z until about so many are used. */
    private void grow(int[] tileSize, double most) {
        double used = used(tileSize);
        for (int attempt = 0; attempt < ATTEMPTS && used > most; attempt++) {
            tileSize[2] = (int) Math.max(tileSize[2] + 1.0, Math.floor(tileSize[2] * used / most));
            used = used(tileSize);
        }
        tileSize[2] = alikeAlongZ(tileSize, tileSize[2]);
    }

    /** About how many tiles touch the scan: those whose middle lies in the sum (of Minkowski) of the scan and a tile. */
    private double used(int[] tileSize) {
        double all = 1;
        for (int column = 0; column < 3; column++) {
            all *= size(geometry.outputs()[column], tileSize[column]);
        }
        double[] scan = {geometry.inputs()[0] + 1.0, geometry.inputs()[1] + 1.0, geometry.inputs()[2] + 1.0};
        double voxels = (double) tileSize[0] * tileSize[1] * tileSize[2];
        double image = AffineEstimate.window(geometry.step(), tileSize, scan);
        return everywhere ? all : Math.min(all, image / (geometry.volume() * voxels));
    }

    /**
     * Makes a candidate's tiles as long along z as its blocks need, once tiles are counted.
     *
     * @return null if they cannot be so long
     */
    AffineCandidate fitted(AffineCandidate candidate) {
        int[] tileSize = candidate.tileSize().clone();
        while (tileSize[2] <= geometry.outputs()[2]) {
            double over = new UsedTiles(geometry, tileSize, everywhere).count()
                    / ((double) candidate.ringDimension() * candidate.blocks());
            if (over <= 1) {
                return new AffineCandidate(candidate.ringDimension(), tileSize, candidate.blocks(), candidate.batch(),
                        candidate.numbers(), candidate.forecast());
            }
            tileSize[2] = alikeAlongZ(tileSize, (int) Math.max(tileSize[2] + 1.0, Math.floor(tileSize[2] * over)));
        }
        return null;
    }

    /** A size along z at which tiles lie alike between the scan's slices, if there is one near. */
    private int alikeAlongZ(int[] tileSize, int sizeZ) {
        for (int size = sizeZ; size < Math.min(sizeZ + NEAR, geometry.outputs()[2]); size++) {
            if (estimate.alike(2, new int[] {tileSize[0], tileSize[1], size})) {
                return size;
            }
        }
        return sizeZ;
    }

    static int size(int outputs, int tiles) {
        return (outputs + tiles - 1) / tiles;
    }

    /** Numbers of tiles along an axis: the fewest for each size of tile, and of sizes that are near to each other one. */
    private static List<Integer> counts(int outputs, int most) {
        List<Integer> counts = new ArrayList<>();
        double before = Double.POSITIVE_INFINITY;
        for (int tiles = 1; tiles <= Math.min(outputs, most); tiles++) {
            if (size(outputs, tiles) <= before) {
                counts.add(tiles);
                before = Math.min(size(outputs, tiles) - 1.0, size(outputs, tiles) * STEP_OF_SIZES);
            }
        }
        return counts;
    }
}
