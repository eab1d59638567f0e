package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.regrid.wire.AxisKernel;

/** What a way of cutting a turned target into tiles comes to, without looking at any of them. Stateless, thread safe. */
final class AffineEstimate {

    private static final double WHOLE = 1e-9;

    private final AffineGeometry geometry;
    private final AxisKernel[] kernels;
    private final int heldVoxel;

    /** @param halfRange half the declared range of voxels, in units of the quantum */
    AffineEstimate(AffineGeometry geometry, AxisKernel[] kernels, double halfRange) {
        this.geometry = geometry;
        this.kernels = kernels;
        this.heldVoxel = AffineShape.heldVoxel(halfRange, kernels);
    }

    /**
     * The counts that cost follows from.
     *
     * @param blocks into which tiles are dealt, at most
     * @param batch blocks whose tiles are sorted together
     */
    AffineShape shape(int[] tileSize, int blocks, int batch, int ringDimension, AffineNumbers numbers) {
        double[] taps = taps(tileSize, Math.min(batch, blocks));
        double[] extent = taps.clone();
        int[] tiles = new int[3];
        for (int column = 0; column < 3; column++) {
            for (int axis = 0; axis < 3; axis++) {
                extent[axis] += Math.abs(geometry.step(axis, column)) * (tileSize[column] - 1);
            }
            tiles[column] = AffineTiles.size(geometry.outputs()[column], tileSize[column]);
        }
        int layers = Math.min(tiles[2], AffineTiles.size(tiles[2], AffineTiles.size(blocks, batch)) + (batch < blocks ? 1 : 0));
        double inputs = window(geometry.step(), tileSize, taps);
        double outputs = (double) tileSize[0] * tileSize[1] * tileSize[2];
        double largest = Math.min(2 * inputs / extent[2], extent[0] * extent[1]);
        double sourceSlice = (double) geometry.inputs()[0] * geometry.inputs()[1];
        boolean sorted = batch > 1 && blocks > 1;
        int ahead = AffineReading.planesAtOnce(largest, ringDimension, sorted);
        double read = blocks * Math.ceil(extent[2] / ahead) * slicesOf(ahead, tileSize, tiles, layers, batch) * sourceSlice;
        double openPlaces = sorted ? tileSize[2] : openPlaces(tileSize);
        return new AffineShape(ringDimension, numbers.limbs(), numbers.modulusBits(), numbers.answerForm(), blocks, inputs,
                extent[2], largest, outputs, Math.min(outputs, 2 * outputs / extent[2]), numbers.twoPasses(),
                outputs * AffineShape.weights(taps[0] * taps[1], taps[2], numbers.twoPasses()),
                outputs * AffineShape.products(taps[0] * taps[1] * taps[2], taps[2], numbers.twoPasses()),
                AffineShape.alongAxes(kernels), kernels[2].support() + 2, sourceSlice * geometry.inputs()[2], read,
                sorted ? heldVoxel : 0, sourceSlice, Math.min(openPlaces * layers, geometry.outputs()[2]),
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
    boolean alike(int axis, int[] tileSize) {
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
