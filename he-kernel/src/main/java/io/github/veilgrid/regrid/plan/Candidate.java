package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.regrid.wire.AnswerForm;
import io.github.veilgrid.regrid.wire.Packing;
import java.util.Arrays;
import java.util.Locale;

/**
 * A tiling in all three axes with ring dimension, packing and estimated parameters: what the planner compares.
 *
 * @param tilings x, y, z
 * @param ringDimension N
 * @param packing slots or coefficients
 * @param answerForm how answers travel
 * @param planeBits log2 of the scale of rounded weights in the plane (of each axis, if both are integers); 0 if exact
 * @param sliceBits log2 of the scale of rounded weights along z; 0 if exact
 * @param modulusBits estimated log2 of the modulus, a whole number
 * @param cost estimated price of the job, nanoseconds
 */
record Candidate(AxisTiling[] tilings, int ringDimension, Packing packing, AnswerForm answerForm, int planeBits,
        int sliceBits, int modulusBits, double cost) {

    /** Widest prime of the kernel. */
    static final int MAX_PRIME_BITS = 50;

    /** Shares of the tolerance that switching answers to powers of two may take; the rest is for noise and weights. */
    private static final double[] SWITCHING_SHARES = {1.0 / 8, 1.0 / 4, 1.0 / 2, 3.0 / 4};

    /** The cheapest way to carry a tiling on a ring, or null if the ring cannot within the tolerance. */
    static Candidate estimate(AxisTiling[] tilings, int ringDimension, boolean inSlots, ErrorBudget budget) {
        Candidate best = estimate(tilings, ringDimension, inSlots ? Packing.SLOTS : Packing.COEFFICIENTS_TRANSFORMED,
                AnswerForm.RESIDUES, budget);
        Packing packing = inSlots ? Packing.SLOTS : Packing.COEFFICIENTS;
        for (double share : SWITCHING_SHARES) {
            AnswerForm form = budget.answerForm(ringDimension, packing, share);
            if (best != null && form != null && form.bodyBits() + form.maskBits() < 2 * best.modulusBits()) {
                Candidate switched = estimate(tilings, ringDimension, packing, form, budget);
                best = switched != null && switched.cost < best.cost ? switched : best;
            }
        }
        return best;
    }

    private static Candidate estimate(AxisTiling[] tilings, int ringDimension, Packing packing, AnswerForm form,
            ErrorBudget whole) {
        ErrorBudget budget = whole.less(whole.switching(ringDimension, packing, form));
        double left = budget.tolerance() - budget.fixed();
        if (left <= 0) {
            return null;
        }
        RoundedWeights rounded = RoundedWeights.of(tilings, ringDimension);
        double share = left / (rounded.planeFactors() + rounded.sliceFactors() + 1);
        int planeBits = rounded.bits(rounded.planeFactors(), rounded.planeError(), budget.halfRange() / share);
        int sliceBits = rounded.bits(rounded.sliceFactors(), rounded.sliceError(), budget.halfRange() / share);
        double weightError = Math.scalb(rounded.planeError(), -planeBits) + Math.scalb(rounded.sliceError(), -sliceBits);
        int raised = planeBits * rounded.planeFactors() + sliceBits * rounded.sliceFactors();
        double scale = budget.messageScale(budget.noise(ringDimension, packing), weightError);
        double bits = Math.ceil(budget.modulusBits(scale, Math.scalb(rounded.exactScale(), raised)));
        int limbs = (int) Math.ceil(bits / MAX_PRIME_BITS);
        bits = Math.max(bits, (double) limbs * smallestPrimeBits(ringDimension));
        if (!(bits <= CkksParameters.maxLog2Modulus(ringDimension)) || CostModel.tooLarge(tilings, ringDimension, limbs)) {
            return null;
        }
        int downBits = form.switched() ? form.bodyBits() + form.maskBits() : 2 * (int) bits;
        return new Candidate(tilings, ringDimension, packing, form, planeBits, sliceBits, (int) bits,
                CostModel.nanoseconds(tilings, ringDimension, limbs, (int) bits, downBits));
    }

    /** Bits that leave enough primes that are 1 modulo 4N. */
    static int smallestPrimeBits(int ringDimension) {
        return Integer.numberOfTrailingZeros(ringDimension) + 4;
    }

    /**
     * What rounding weights will cost, estimated.
     *
     * @param planeFactors scales that weights in the plane are rounded to: 0, 1, or 2 where both axes have integers
     * @param planeError sum of absolute errors at a scale of one
     * @param sliceFactors the same along z: 0 or 1
     * @param sliceError the same along z
     * @param exactScale product of the scales at which weights are exact
     */
    private record RoundedWeights(int planeFactors, double planeError, int sliceFactors, double sliceError,
            double exactScale) {

        static RoundedWeights of(AxisTiling[] tilings, int ringDimension) {
            boolean planeUniform = tilings[0].uniform() && tilings[1].uniform();
            double gain = tilings[0].gain() * tilings[1].gain() * tilings[2].gain();
            int support = Arrays.stream(tilings).mapToInt(tiling -> tiling.kernel().support()).max().orElseThrow();
            double integerError = gain * support / 2;
            double exact = 1;
            for (int axis = planeUniform ? 0 : 2; axis < 3; axis++) {
                exact *= tilings[axis].uniform() && !tilings[axis].rounds() ? tilings[axis].exactScale() : 1;
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
            int sliceFactors = tilings[2].rounds() || !tilings[2].uniform() ? 1 : 0;
            double sliceError = tilings[2].uniform() ? sliceFactors * integerError
                    : gain * plaintextError(ringDimension, taps(tilings[2]));
            return new RoundedWeights(planeFactors, planeError, sliceFactors, sliceError, exact);
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

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "N = %d, %d bits, %s, tiles %d x %d x %d of %d x %d x %d",
                ringDimension, modulusBits, packing.name().toLowerCase(Locale.ROOT),
                tilings[0].tiles(), tilings[1].tiles(), tilings[2].tiles(),
                tilings[0].tileSize(), tilings[1].tileSize(), tilings[2].tileSize());
    }
}
