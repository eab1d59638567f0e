package io.github.veilgrid.regrid.plan;

import java.util.Arrays;

/**
 * What rounding weights will cost, estimated.
 *
 * @param planeFactors scales that weights in the plane are rounded to: 0, 1, or 2 where each axis has its own
 * @param planeError sum of absolute errors at a scale of one
 * @param sliceFactors the same along z: 0 or 1
 * @param sliceError the same along z
 * @param exactScale product of the scales at which weights are exact
 */
record RoundedWeights(int planeFactors, double planeError, int sliceFactors, double sliceError,
        double exactScale) {

    /** @param separable whether x and y have scales of their own, not one of their products */
    static RoundedWeights of(AxisTiling[] tilings, int ringDimension, boolean separable) {
        double gain = tilings[0].gain() * tilings[1].gain() * tilings[2].gain();
        int support = Arrays.stream(tilings).mapToInt(tiling -> tiling.kernel().support()).max().orElseThrow();
        double integerError = gain * support / 2;
        double exact = 1;
        for (int axis = separable ? 0 : 2; axis < 3; axis++) {
            exact *= tilings[axis].uniform() && !tilings[axis].rounds() ? tilings[axis].exactScale() : 1;
        }
        int planeFactors = 0;
        double planeError = 0;
        int period = tilings[0].tiles() * tilings[1].tiles();
        if (separable) {
            for (int axis = 0; axis < 2; axis++) {
                AxisTiling tiling = tilings[axis];
                planeFactors += tiling.uniform() && !tiling.rounds() ? 0 : 1;
                planeError += !tiling.uniform() ? gain * plaintextError(axis == 0 ? tiling.tiles() : period, ringDimension, taps(tiling))
                        : tiling.rounds() ? integerError : 0;
            }
        } else {
            planeFactors = 1;
            planeError = gain * plaintextError(period, ringDimension, taps(tilings[0]) * taps(tilings[1]));
        }
        int sliceFactors = tilings[2].rounds() ? 1 : 0;
        return new RoundedWeights(planeFactors, planeError, sliceFactors, sliceFactors * integerError, exact);
    }

    /** Bits of the scale at which an error, times a factor, takes one share for each scale. */
    int bits(int factors, double error, double perShare) {
        return factors == 0 ? 0 : (int) Math.max(1, Math.ceil(Math.log(error * perShare / factors) / Math.log(2)));
    }

    private static int taps(AxisTiling tiling) {
        return tiling.kernel().support() + (tiling.uniform() ? 0 : 1);
    }

    /**
     * Slot errors of plaintext weights at the worst of a million slots: independent and nearly normal with variance
     * 2 P / 12 for weights of period P in the slot number if that is a power of two, else 2 N / 12; and one tap takes the
     * sum of the others.
     */
    private static double plaintextError(int period, int ringDimension, int taps) {
        int counted = Integer.bitCount(period) == 1 ? period : ringDimension;
        return Math.sqrt(2.0 * counted / 12) * (0.8 * (taps - 1) + 6 * Math.sqrt(taps - 1));
    }
}
