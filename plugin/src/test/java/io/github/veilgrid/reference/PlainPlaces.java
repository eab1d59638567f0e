package io.github.veilgrid.reference;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Values of an image series by place in the patient, from nothing but position, orientation and pixel spacing of its
 * images.
 */
public final class PlainPlaces {

    private final List<PlainSlice> images;
    private final double[][] slices;
    private final double[] pixel;
    private final double[] step = new double[3];

    private PlainPlaces(List<PlainSlice> images) {
        this.images = images;
        this.pixel = images.get(0).numbers(0x00280030);
        this.slices = images.stream().map(PlainSlice::values).toArray(double[][]::new);
        for (int row = 0; row < 3; row++) {
            step[row] = (images.get(images.size() - 1).position()[row] - images.get(0).position()[row])
                    / Math.max(1, images.size() - 1);
        }
    }

    public static PlainPlaces read(Path folder) throws IOException {
        return new PlainPlaces(PlainVolume.images(folder));
    }

    public int[] size() {
        return new int[] {images.get(0).columns(), images.get(0).rows(), images.size()};
    }

    public double[] orientation() {
        return images.get(0).orientation();
    }

    public double value(int i, int j, int k) {
        return slices[k][i + j * images.get(0).columns()];
    }

    /** Place of a voxel's centre, LPS millimetres. */
    public double[] place(int i, int j, int k) {
        double[] o = images.get(0).orientation();
        double[] p = images.get(k).position();
        double[] place = new double[3];
        for (int row = 0; row < 3; row++) {
            place[row] = p[row] + i * pixel[1] * o[row] + j * pixel[0] * o[3 + row];
        }
        return place;
    }

    /** Voxel index of a place; columns, rows and slices are at right angles. */
    public double[] index(double[] place) {
        double[] o = images.get(0).orientation();
        double[] first = images.get(0).position();
        double[] index = new double[3];
        double depth = 0;
        for (int row = 0; row < 3; row++) {
            double away = place[row] - first[row];
            index[0] += away * o[row] / pixel[1];
            index[1] += away * o[3 + row] / pixel[0];
            index[2] += away * step[row];
            depth += step[row] * step[row];
        }
        index[2] /= depth;
        return index;
    }

    /** Trilinear value at a voxel index, which the edge continues; NaN more than {@code reach} voxels beyond the centres. */
    public double trilinear(double[] index, double reach) {
        int[] size = size();
        double sum = 0;
        int[] low = new int[3];
        double[] f = new double[3];
        for (int axis = 0; axis < 3; axis++) {
            if (index[axis] < -reach - 1e-3 || index[axis] > size[axis] - 1 + reach + 1e-3) {
                return Double.NaN;
            }
            double p = Math.max(0, Math.min(size[axis] - 1, index[axis]));
            low[axis] = (int) Math.min(Math.floor(p), Math.max(0, size[axis] - 2));
            f[axis] = p - low[axis];
        }
        for (int corner = 0; corner < 8; corner++) {
            double weight = 1;
            int[] at = new int[3];
            for (int axis = 0; axis < 3; axis++) {
                int upper = corner >> axis & 1;
                weight *= upper == 1 ? f[axis] : 1 - f[axis];
                at[axis] = Math.min(low[axis] + upper, size[axis] - 1);
            }
            sum += weight == 0 ? 0 : weight * value(at[0], at[1], at[2]);
        }
        return sum;
    }
}
