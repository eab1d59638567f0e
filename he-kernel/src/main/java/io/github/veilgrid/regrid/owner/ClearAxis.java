package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.regrid.plan.AxisGeometry;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.wire.AxisKernel;
import io.github.veilgrid.regrid.wire.WirePlan;

/**
 * One axis of a regridding in the clear, for the owner's own checks: the source voxels that each output draws on, and
 * their weights. Written apart from the tiles and taps that the encrypted way uses.
 */
final class ClearAxis {

    /** A neighbour with less weight than this is not touched, as far as padding is concerned. */
    private static final double TOUCH = 1e-6;

    private final int inputs;
    private final int support;
    private final int[] taps;
    private final double[] weights;
    private final double[] sums;
    private final boolean[] inside;

    /** The three axes of a job. */
    static ClearAxis[] of(WirePlan wire, AxisGeometry[] geometry, Outside outside) {
        ClearAxis[] axes = new ClearAxis[3];
        for (int axis = 0; axis < 3; axis++) {
            axes[axis] = new ClearAxis(geometry[axis],
                    wire.kernel().along(geometry[axis].step(), wire.axis(axis).whole()), outside);
        }
        return axes;
    }

    private ClearAxis(AxisGeometry geometry, AxisKernel kernel, Outside outside) {
        int outputs = geometry.outputs();
        inputs = geometry.inputs();
        support = kernel.support();
        taps = new int[outputs * support];
        weights = new double[outputs * support];
        sums = new double[outputs];
        inside = new boolean[outputs];
        for (int output = 0; output < outputs; output++) {
            double position = geometry.position(output);
            int first = kernel.first(position);
            for (int tap = 0; tap < support; tap++) {
                double weight = kernel.weight(position, first + tap);
                taps[output * support + tap] = kernel.source(first + tap, inputs);
                weights[output * support + tap] = weight;
                sums[output] += weight;
            }
            inside[output] = geometry.inside(output, outside);
        }
    }

    int inputs() {
        return inputs;
    }

    int outputs() {
        return sums.length;
    }

    /** Source voxels that an output may draw on. */
    int support() {
        return support;
    }

    /** A source voxel that an output draws on. */
    int input(int output, int tap) {
        return taps[output * support + tap];
    }

    /** Its weight, which may be 0. */
    double weight(int output, int tap) {
        return weights[output * support + tap];
    }

    /** Sum of an output's weights. */
    double sum(int output) {
        return sums[output];
    }

    /** Whether a tap counts for padding. */
    boolean touches(int output, int tap) {
        return Math.abs(weight(output, tap)) > TOUCH;
    }

    /** Whether the output counts as inside the source. */
    boolean inside(int output) {
        return inside[output];
    }
}
