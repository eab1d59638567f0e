package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.regrid.wire.AnswerForm;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.Packing;
import java.util.Locale;

/**
 * A tiling in all three axes with ring dimension, packing and estimated parameters: what the planner compares.
 *
 * @param tilings x, y, z
 * @param ringDimension N
 * @param packing slots or coefficients
 * @param answerForm how answers travel
 * @param weightBits log2 of the scale of each rounded weight factor
 * @param modulusBits estimated log2 of the modulus, a whole number
 * @param cost estimated price of the job, nanoseconds
 */
record Candidate(AxisTiling[] tilings, int ringDimension, Packing packing, AnswerForm answerForm, int weightBits,
        int modulusBits, double cost) {

    /** Widest prime of the kernel. */
    static final int MAX_PRIME_BITS = 50;

    /** Shares of the tolerance that switching answers to powers of two may take; the rest is for noise and weights. */
    private static final double[] SWITCHING_SHARES = {1.0 / 8, 1.0 / 4};

    /** The cheapest way to carry a tiling on a ring, or null if the ring cannot within the tolerance. */
    static Candidate estimate(AxisTiling[] tilings, int ringDimension, Packing packing, ErrorBudget budget,
            Interpolation interpolation) {
        Candidate best = estimate(tilings, ringDimension, packing, AnswerForm.RESIDUES, budget, interpolation);
        for (double share : SWITCHING_SHARES) {
            AnswerForm form = budget.answerForm(ringDimension, packing, share);
            if (best != null && form != null && form.bodyBits() + form.maskBits() < 2 * best.modulusBits()) {
                Candidate switched = estimate(tilings, ringDimension, packing, form, budget, interpolation);
                best = switched != null && switched.cost < best.cost ? switched : best;
            }
        }
        return best;
    }

    private static Candidate estimate(AxisTiling[] tilings, int ringDimension, Packing packing, AnswerForm form,
            ErrorBudget whole, Interpolation interpolation) {
        ErrorBudget budget = whole.less(whole.switching(ringDimension, packing, form));
        double left = budget.tolerance() - budget.fixed();
        if (left <= 0) {
            return null;
        }
        RoundedWeights rounded = RoundedWeights.of(tilings, ringDimension, interpolation);
        int weightBits = 0;
        double weightError = 0;
        if (rounded.factors() > 0) {
            double share = left * rounded.factors() / (rounded.factors() + 1);
            double scale = budget.halfRange() * rounded.integerError() / share;
            weightBits = (int) Math.max(1, Math.ceil(Math.log(scale) / Math.log(2)));
            weightError = Math.scalb(rounded.integerError(), -weightBits);
        }
        double scale = budget.messageScale(budget.noise(ringDimension, packing), weightError);
        double bits = Math.ceil(budget.modulusBits(scale, Math.scalb(rounded.exactScale(), weightBits * rounded.factors())));
        int limbs = (int) Math.ceil(bits / MAX_PRIME_BITS);
        bits = Math.max(bits, (double) limbs * smallestPrimeBits(ringDimension));
        if (!(bits <= CkksParameters.maxLog2Modulus(ringDimension)) || CostModel.tooLarge(tilings, ringDimension, limbs)) {
            return null;
        }
        int downBits = form.switched() ? form.bodyBits() + form.maskBits() : 2 * (int) bits;
        return new Candidate(tilings, ringDimension, packing, form, weightBits, (int) bits,
                CostModel.nanoseconds(tilings, ringDimension, limbs, (int) bits, downBits));
    }

    /** Bits that leave enough primes that are 1 modulo 4N. */
    static int smallestPrimeBits(int ringDimension) {
        return Integer.numberOfTrailingZeros(ringDimension) + 4;
    }

    /**
     * What rounding weights will cost, estimated.
     *
     * @param factors stages or axes whose weights are rounded to a scale of their own
     * @param integerError sum of absolute errors at a scale of one, all factors together
     * @param exactScale product of the scales at which weights are exact
     */
    private record RoundedWeights(int factors, double integerError, double exactScale) {

        static RoundedWeights of(AxisTiling[] tilings, int ringDimension, Interpolation interpolation) {
            int factors = 0;
            double error = 0;
            double exact = 1;
            boolean planeUniform = tilings[0].uniform() && tilings[1].uniform();
            for (int axis = planeUniform ? 0 : 2; axis < 3; axis++) {
                if (tilings[axis].rounds()) {
                    factors++;
                    error += interpolation.support() / 2.0;
                } else if (tilings[axis].uniform()) {
                    exact *= tilings[axis].exactScale();
                }
            }
            if (!planeUniform) {
                int period = tilings[0].tiles() * tilings[1].tiles();
                factors++;
                error += plaintextError(Integer.bitCount(period) == 1 ? period : ringDimension,
                        taps(tilings[0], interpolation) * taps(tilings[1], interpolation));
            }
            if (!tilings[2].uniform()) {
                factors++;
                error += plaintextError(ringDimension, taps(tilings[2], interpolation));
            }
            return new RoundedWeights(factors, error * otherGains(tilings), exact);
        }

        /** Errors of one stage are weighed by the other: at most by all gains together. */
        private static double otherGains(AxisTiling[] tilings) {
            return tilings[0].gain() * tilings[1].gain() * tilings[2].gain();
        }

        private static int taps(AxisTiling tiling, Interpolation interpolation) {
            return interpolation.support() + (tiling.uniform() ? 0 : 1);
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
