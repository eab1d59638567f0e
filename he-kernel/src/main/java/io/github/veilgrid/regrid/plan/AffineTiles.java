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

    private static final double WHOLE = 1e-9;

    private final AffineGeometry geometry;
    private final AxisKernel[] kernels;

    AffineTiles(AffineGeometry geometry, AxisKernel[] kernels) {
        this.geometry = geometry;
        this.kernels = kernels;
    }

    /** All of a ring that have room. */
    List<AffineCandidate> on(int ringDimension, AffineNumbers numbers) {
        List<AffineCandidate> candidates = new ArrayList<>();
        int[] outputs = geometry.outputs();
        for (int tilesX : counts(outputs[0], ringDimension)) {
            for (int tilesY : counts(outputs[1], ringDimension / tilesX)) {
                int most = ringDimension / (tilesX * tilesY);
                for (int blocks : BLOCKS) {
                    int sizeZ = Math.max(1, size(outputs[2], most * blocks));
                    int layers = size(size(outputs[2], sizeZ), blocks);
                    if (size(size(outputs[2], sizeZ), layers) < blocks) {
                        break;
                    }
                    int[] tileSize = {size(outputs[0], tilesX), size(outputs[1], tilesY), sizeZ};
                    AffineShape shape = shape(tileSize, layers, ringDimension, numbers);
                    if (shape.outputs() <= MAX_TILE && !AffineCost.tooLarge(shape)) {
                        candidates.add(new AffineCandidate(ringDimension, tileSize, layers, numbers,
                                AffineCost.forecast(shape, Prices.REFERENCE)));
                    }
                }
            }
        }
        return candidates;
    }

    private static int size(int outputs, int tiles) {
        return (outputs + tiles - 1) / tiles;
    }

    /** Numbers of tiles along an axis: the fewest for each size of tile. */
    private static List<Integer> counts(int outputs, int most) {
        List<Integer> counts = new ArrayList<>();
        for (int tiles = 1; tiles <= Math.min(outputs, most); tiles++) {
            if (tiles == 1 || size(outputs, tiles) < size(outputs, tiles - 1)) {
                counts.add(tiles);
            }
        }
        return counts;
    }

    private AffineShape shape(int[] tileSize, int layers, int ringDimension, AffineNumbers numbers) {
        double[] taps = new double[3];
        double[] extent = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            taps[axis] = kernels[axis].support() + (alike(axis, tileSize) ? 0 : 1);
            extent[axis] = taps[axis];
            for (int column = 0; column < 3; column++) {
                extent[axis] += Math.abs(geometry.step(axis, column)) * (tileSize[column] - 1);
            }
        }
        int[] tiles = new int[3];
        for (int column = 0; column < 3; column++) {
            tiles[column] = size(geometry.outputs()[column], tileSize[column]);
        }
        int blocks = size(tiles[2], layers);
        double inputs = window(geometry.step(), tileSize, taps);
        double outputs = (double) tileSize[0] * tileSize[1] * tileSize[2];
        double largest = Math.min(2 * inputs / extent[2], extent[0] * extent[1]);
        double sourceSlice = (double) geometry.inputs()[0] * geometry.inputs()[1];
        int ahead = AffineReading.planesAtOnce(largest, ringDimension);
        double read = blocks * Math.ceil(extent[2] / ahead) * slicesOf(ahead, tileSize, tiles, layers) * sourceSlice;
        return new AffineShape(ringDimension, numbers.limbs(), numbers.modulusBits(), numbers.answerForm(), blocks, inputs,
                largest, outputs, Math.min(outputs, 2 * outputs / extent[2]), outputs * taps[0] * taps[1] * taps[2],
                kernels[2].support() + 2, read, sourceSlice, openPlaces(tileSize) * layers,
                (double) geometry.outputs()[0] * geometry.outputs()[1]);
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

    /** Source slices that some planes of a block draw on, as if tiles started at random ones. */
    private double slicesOf(int planes, int[] tileSize, int[] tiles, int layers) {
        double reach = planes;
        int[] ofBlock = {tiles[0], tiles[1], layers};
        for (int column = 0; column < 3; column++) {
            reach += Math.abs(geometry.step(2, column)) * tileSize[column] * (ofBlock[column] - 1);
        }
        double slices = Math.min(reach, geometry.inputs()[2]);
        return slices * (1 - Math.exp(-(double) planes * ofBlock[0] * ofBlock[1] * ofBlock[2] / slices));
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
