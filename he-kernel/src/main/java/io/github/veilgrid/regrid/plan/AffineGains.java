package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.regrid.wire.AxisKernel;
import io.github.veilgrid.regrid.wire.Kernel;

/**
 * What a kernel may do to values and to noise in space, at any position.
 *
 * @param prefilter by how much messages may exceed the declared range
 * @param absolute largest output where messages are within -1 to 1
 * @param noise largest root of the sum of squared weights
 */
record AffineGains(double prefilter, double absolute, double noise) {

    /**
     * Of the range: positions lie on a grid of 2^-32 voxel, decrypted messages are held in single precision (half a unit
     * of 2^-23 at most), transforms in double.
     */
    static final double POSITION_AND_STORAGE_ERROR = 0x1p-24 + 1e-8;

    /** Positions looked at within a voxel. Between two of them a sum of weights changes by far less than the margin. */
    private static final int POSITIONS = 4096;
    private static final double MARGIN = 1.002;

    static AffineGains of(Kernel kernel) {
        AxisKernel axis = kernel.along(1, false);
        double absolute = 0;
        double squares = 0;
        for (int i = 0; i < POSITIONS; i++) {
            double position = (double) i / POSITIONS;
            double sum = 0;
            double square = 0;
            for (int tap = axis.first(position); tap < axis.first(position) + axis.support(); tap++) {
                double weight = axis.weight(position, tap);
                sum += Math.abs(weight);
                square += weight * weight;
            }
            absolute = Math.max(absolute, sum);
            squares = Math.max(squares, square);
        }
        boolean flat = absolute <= 1 + 1e-12;
        double along = axis.gain(flat ? 1 : absolute * MARGIN);
        double noise = Math.sqrt(squares) * (squares <= 1 + 1e-12 ? 1 : MARGIN);
        return new AffineGains(Math.pow(axis.prefilterGain(), 3), Math.pow(along, 3), Math.pow(noise, 3));
    }
}
