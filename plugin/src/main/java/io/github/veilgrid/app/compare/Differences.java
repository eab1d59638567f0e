package io.github.veilgrid.app.compare;

import io.github.veilgrid.app.report.ErrorHistogram;
import io.github.veilgrid.grid.Size;

/** Counts the differences of two volumes, slice by slice. For one thread. */
public final class Differences {

    private final Size size;
    private final ErrorHistogram histogram;
    private final int[] worst = {-1, -1, -1};
    private double largest;
    private double sum;
    private double absolute;
    private double squares;
    private long voxels;
    private long paddingDiffers;

    /**
     * @param size of both volumes
     * @param allowed the largest difference that may be, real-world units
     */
    public Differences(Size size, double allowed) {
        this.size = size;
        this.histogram = new ErrorHistogram(allowed);
    }

    /** Compares a slice; padding ({@code NaN}) must be padding in both. */
    public void add(int z, double[] expected, double[] found) {
        for (int i = 0; i < expected.length; i++) {
            double difference = found[i] - expected[i];
            if (Double.isNaN(difference)) {
                paddingDiffers += Double.isNaN(found[i]) == Double.isNaN(expected[i]) ? 0 : 1;
                continue;
            }
            if (Math.abs(difference) > largest) {
                largest = Math.abs(difference);
                worst[0] = i % size.x();
                worst[1] = i / size.x();
                worst[2] = z;
            }
            sum += difference;
            absolute += Math.abs(difference);
            squares += difference * difference;
            voxels++;
            histogram.add(difference);
        }
    }

    /** Largest absolute difference. */
    public double largest() {
        return largest;
    }

    /** Voxel of the largest difference; -1 where there is none. */
    public int[] worst() {
        return worst.clone();
    }

    /** Mean of the signed differences: the bias. */
    public double mean() {
        return sum / Math.max(1, voxels);
    }

    /** Mean of the absolute differences. */
    public double meanAbsolute() {
        return absolute / Math.max(1, voxels);
    }

    /** Root mean square. */
    public double rms() {
        return Math.sqrt(squares / Math.max(1, voxels));
    }

    /** Voxels compared: those that are padding are not. */
    public long voxels() {
        return voxels;
    }

    /** Voxels that are padding in one volume only. */
    public long paddingDiffers() {
        return paddingDiffers;
    }

    public ErrorHistogram histogram() {
        return histogram;
    }
}
