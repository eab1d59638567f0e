package io.github.veilgrid.regrid.plan;

import java.util.Arrays;

/**
 * What rounding weights will cost, estimated.
 *
 * @param planeFactors scales that weights in the plane are rounded to: 0, 1, or 2 where both axes have integers
 * @param planeError sum of absolute errors at a scale of one
 * @param sliceFactors the same along z: 0 or 1
 * @param sliceError the same along z
 * @param exactScale product of the scales at which weights are exact
 */
record RoundedWeights(int planeFactors, double planeError, int sliceFactors, double sliceError,
        double exactScale) {

    static RoundedWeights of(AxisTiling[] tilings, int ringDimension) {
        boolean planeUniform = tilings[0].uniform() && tilings[1].uniform();
        double gain = tilings[0].gain() * tilings[1].gain() * tilings[2].gain();
        int support = Arrays.stream(tilings).mapToInt(tiling -> tiling.kernel().support()).max().orElseThrow();
        double integerError = gain * support / 2;
        double exact = 1;
        for (int axis = planeUniform ? 0 : 2; axis < 3; axis++) {
            exact *= tilings[axis].rounds() ? 1 : tilings[axis].exactScale();
        }
        int planeFactors = 1;
        double planeError;
        if (planeUniform) {
            planeFactors = (tilings[0].rounds() ? 1 : 0) + (tilings[1].rounds() ? 1 : 0);
            planeError = planeFactors * integerError;
        } else {
            int period = tilings[0].tiles() * tilings[1].tiles();
            planeError = gain * plaintextError(Integer.bitCount(period) == 1 ? period : ringDimension,
                    taps(tilings[0]) * taps(tilings[1]));
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
     * 2 P / 12 for a period P of the weights, and one tap takes the sum of the others.
     */
    private static double plaintextError(int period, int taps) {
        return Math.sqrt(2.0 * period / 12) * (0.8 * (taps - 1) + 6 * Math.sqrt(taps - 1));
    }
}
