package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.regrid.plan.AxisGeometry;
import io.github.veilgrid.regrid.wire.Interpolation;

/**
 * One axis of a regridding in the clear, for the owner's own checks: each output lies between a lower and an upper source
 * voxel, both clamped to the scan. Written apart from the tiles and taps that the encrypted way uses.
 */
final class ClearAxis {

    /** A neighbour with less weight than this is not touched, as far as padding is concerned. */
    private static final double TOUCH = 1e-3;

    private final int inputs;
    private final int[] lower;
    private final int[] upper;
    private final double[] fraction;
    private final boolean[] inside;

    ClearAxis(AxisGeometry geometry, Interpolation interpolation) {
        int outputs = geometry.outputs();
        inputs = geometry.inputs();
        int last = inputs - 1;
        lower = new int[outputs];
        upper = new int[outputs];
        fraction = new double[outputs];
        inside = new boolean[outputs];
        for (int output = 0; output < outputs; output++) {
            double position = geometry.position(output);
            double first = Math.floor(interpolation == Interpolation.NEAREST ? position + 0.5 : position);
            fraction[output] = interpolation == Interpolation.NEAREST ? 0 : position - first;
            lower[output] = (int) Math.max(0, Math.min(last, first));
            upper[output] = fraction[output] == 0 ? lower[output] : (int) Math.max(0, Math.min(last, first + 1));
            inside[output] = geometry.inside(output);
        }
    }

    int inputs() {
        return inputs;
    }

    int outputs() {
        return lower.length;
    }

    int lower(int output) {
        return lower[output];
    }

    /** The second neighbour; the first again where it has no weight. */
    int upper(int output) {
        return upper[output];
    }

    /** The first source voxel that the output touches noticeably. */
    int touchedLower(int output) {
        return fraction[output] > 1 - TOUCH ? upper[output] : lower[output];
    }

    /** The last source voxel that the output touches noticeably. */
    int touchedUpper(int output) {
        return fraction[output] < TOUCH ? lower[output] : upper[output];
    }

    /** Weight of the upper neighbour. */
    double fraction(int output) {
        return fraction[output];
    }

    /** Whether the output lies in the hull of the source's voxel centres. */
    boolean inside(int output) {
        return inside[output];
    }
}
