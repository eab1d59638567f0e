package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.regrid.wire.AxisKernel;

/**
 * What a kernel may do to values and to noise in space, at any position.
 *
 * @param prefilter by how much messages may exceed the declared range
 * @param absolute largest output where messages are within -1 to 1
 * @param noise largest root of the sum of squared weights
 */
record AffineGains(double prefilter, double absolute, double noise) {

    /**
     * Of the range: positions lie on a grid of 2^-32 voxel, messages may be held in single precision (half a unit of 2^-23
     * at most) before they are encrypted, and are when they were decrypted; transforms in double.
     */
    static final double POSITION_AND_STORAGE_ERROR = 2 * 0x1p-24 + 1e-8;

    /** Positions looked at within a voxel. Between two of them a sum of weights changes by far less than the margin. */
    private static final int POSITIONS = 4096;
    private static final double MARGIN = 1.002;

    /** @param kernels along x, y, z */
    static AffineGains of(AxisKernel... kernels) {
        AffineGains gains = new AffineGains(1, 1, 1);
        for (AxisKernel kernel : kernels) {
            AffineGains axis = along(kernel);
            gains = new AffineGains(gains.prefilter * axis.prefilter, gains.absolute * axis.absolute, gains.noise * axis.noise);
        }
        return gains;
    }

    private static AffineGains along(AxisKernel axis) {
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
        return new AffineGains(axis.prefilterGain(), axis.gain(flat ? 1 : absolute * MARGIN),
                Math.sqrt(squares) * (squares <= 1 + 1e-12 && squares >= 1 - 1e-12 ? 1 : MARGIN));
    }
}
