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

    private static final double WHOLE = 1e-9;

    /** Sizes of tiles along x and y that are tried differ by this factor, or by one. */
    private static final double STEP_OF_SIZES = 0.92;

    /** Tiles of a layer at most. */
    private static final int MOST_TILES = 1 << 14;

    /** How often the size of tiles along z is corrected, and how far it may be raised so that tiles lie alike. */
    private static final int ATTEMPTS = 6;
    private static final int NEAR = 10;

    private final AffineGeometry geometry;
    private final AxisKernel[] kernels;
    private final boolean everywhere;

    /** @param everywhere whether tiles beyond the scan are used, too */
    AffineTiles(AffineGeometry geometry, AxisKernel[] kernels, boolean everywhere) {
        this.geometry = geometry;
        this.kernels = kernels;
        this.everywhere = everywhere;
    }

    /** All of a ring that have room. */
    List<AffineCandidate> on(int ringDimension, AffineNumbers numbers) {
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
                    addBatches(candidates, ringDimension, tileSize, blocks, numbers);
                }
            }
        }
        return candidates;
    }

    /** Tiles not sorted, sorted as a whole, and in batches that take less memory. */
    private void addBatches(List<AffineCandidate> candidates, int ringDimension, int[] tileSize, int blocks, AffineNumbers numbers) {
        int all = Integer.highestOneBit(2 * blocks - 1);
        for (int batch : new int[] {1, BATCH, all}) {
            if (batch == 1 || batch == all || batch < blocks) {
                AffineShape shape = shape(tileSize, blocks, batch, ringDimension, numbers);
                if (shape.outputs() <= MAX_TILE && !AffineCost.tooLarge(shape)) {
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
        return everywhere ? all : Math.min(all, window(geometry.step(), tileSize, scan) / (geometry.volume() * voxels));
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
            if (alike(2, new int[] {tileSize[0], tileSize[1], size})) {
                return size;
            }
        }
        return sizeZ;
    }

    private static int size(int outputs, int tiles) {
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

    private AffineShape shape(int[] tileSize, int blocks, int batch, int ringDimension, AffineNumbers numbers) {
        double[] taps = taps(tileSize, Math.min(batch, blocks));
        double[] extent = taps.clone();
        int[] tiles = new int[3];
        for (int column = 0; column < 3; column++) {
            for (int axis = 0; axis < 3; axis++) {
                extent[axis] += Math.abs(geometry.step(axis, column)) * (tileSize[column] - 1);
            }
            tiles[column] = size(geometry.outputs()[column], tileSize[column]);
        }
        int layers = Math.min(tiles[2], size(tiles[2], size(blocks, batch)) + (batch < blocks ? 1 : 0));
        double inputs = window(geometry.step(), tileSize, taps);
        double outputs = (double) tileSize[0] * tileSize[1] * tileSize[2];
        double largest = Math.min(2 * inputs / extent[2], extent[0] * extent[1]);
        double sourceSlice = (double) geometry.inputs()[0] * geometry.inputs()[1];
        boolean sorted = batch > 1 && blocks > 1;
        int ahead = AffineReading.planesAtOnce(largest, ringDimension, sorted);
        double read = blocks * Math.ceil(extent[2] / ahead) * slicesOf(ahead, tileSize, tiles, layers, batch) * sourceSlice;
        double openPlaces = sorted ? tileSize[2] : openPlaces(tileSize);
        return new AffineShape(ringDimension, numbers.limbs(), numbers.modulusBits(), numbers.answerForm(), blocks, inputs,
                largest, outputs, Math.min(outputs, 2 * outputs / extent[2]),
                outputs * AffineShape.weights(taps[0] * taps[1], taps[2], numbers.twoPasses()),
                outputs * AffineShape.products(taps[0] * taps[1] * taps[2], taps[2], numbers.twoPasses()),
                AffineShape.alongAxes(kernels), kernels[2].support() + 2, sourceSlice * geometry.inputs()[2], read, sorted ? AffineShape.heldVoxel(kernels) : 0,
                sourceSlice, Math.min(openPlaces * layers, geometry.outputs()[2]),
                (double) geometry.outputs()[0] * geometry.outputs()[1], geometry.outputs()[2]);
    }

    /**
     * Taps along each axis on average: one more where tiles lie anyhow, less than that where they are sorted, halved as
     * {@code AffineSorting} does.
     */
    private double[] taps(int[] tileSize, int batch) {
        double[] taps = new double[3];
        double[] range = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            range[axis] = alike(axis, tileSize) ? 0 : 1;
        }
        for (int parts = batch; parts > 1; parts = (parts + 1) / 2) {
            int best = 2;
            for (int axis = 1; axis >= 0; axis--) {
                best = saved(axis, range) > saved(best, range) ? axis : best;
            }
            range[best] /= 2;
        }
        for (int axis = 0; axis < 3; axis++) {
            taps[axis] = kernels[axis].support() + range[axis];
        }
        return taps;
    }

    /** The part of taps that halving a range saves, but for a factor. */
    private double saved(int axis, double[] range) {
        return range[axis] / (kernels[axis].support() + range[axis]);
    }

    /** Whether all tiles lie alike between the source voxels of an axis, so that they draw on the same ones. */
    private boolean alike(int axis, int[] tileSize) {
        for (int column = 0; column < 3; column++) {
            double move = geometry.step(axis, column) * tileSize[column];
            if (tileSize[column] < geometry.outputs()[column] && Math.abs(move - Math.rint(move)) > WHOLE) {
                return false;
            }
        }
        return true;
    }

    /** Source slices that some planes of a block draw on, as if its tiles started at random ones of its batch. */
    private double slicesOf(int planes, int[] tileSize, int[] tiles, int layers, int batch) {
        double reach = planes;
        int[] ofBlock = {tiles[0], tiles[1], layers};
        for (int column = 0; column < 3; column++) {
            reach += Math.abs(geometry.step(2, column)) * tileSize[column] * (ofBlock[column] - 1);
        }
        double slices = Math.min(reach, geometry.inputs()[2]);
        return slices * (1 - Math.exp(-(double) planes * ofBlock[0] * ofBlock[1] * ofBlock[2] / (batch * slices)));
    }

    /** Slices of a tile that wait for answers at a time: those that a slice of the source cuts. */
    private double openPlaces(int[] tileSize) {
        double reach = Math.abs(geometry.step(2, 0)) * (tileSize[0] - 1) + Math.abs(geometry.step(2, 1)) * (tileSize[1] - 1) + 1;
        double step = Math.abs(geometry.step(2, 2));
        return step == 0 ? tileSize[2] : Math.min(tileSize[2], 1 + reach / step);
    }

    /**
     * Source voxels that a tile draws on, about: the volume of the tile's image, widened by the taps. That is a zonotope,
     * whose volume is the sum of the determinants of its edges, three at a time.
     */
    static double window(double[] step, int[] tileSize, double[] taps) {
        double[][] edges = new double[6][3];
        for (int column = 0; column < 3; column++) {
            for (int axis = 0; axis < 3; axis++) {
                edges[column][axis] = step[3 * axis + column] * (tileSize[column] - 1);
            }
            edges[3 + column][column] = taps[column];
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
