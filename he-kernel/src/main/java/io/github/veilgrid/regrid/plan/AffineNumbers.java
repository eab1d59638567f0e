package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.regrid.wire.AnswerForm;
import io.github.veilgrid.regrid.wire.Packing;
import io.github.veilgrid.regrid.wire.WirePlan;

/**
 * Scales and sizes of an oblique plan on a ring.
 *
 * @param weightBits log2 of the scale of weights, in two passes of those within planes
 * @param planeWeightBits log2 of the scale of weights of planes; 0 if there is one pass
 * @param modulusBits log2 of the modulus, a whole number
 * @param answerForm how answers travel
 */
record AffineNumbers(int weightBits, int planeWeightBits, int modulusBits, AnswerForm answerForm) {

    private static final double[] SWITCHING_SHARES = {1.0 / 8, 1.0 / 4, 1.0 / 2, 3.0 / 4, 7.0 / 8};

    /** What another prime costs, in bits of a coefficient. */
    private static final int PRICE_OF_LIMB = 100;

    /**
     * The smallest modulus of a ring that keeps the tolerance, and what goes with it.
     *
     * @param whole with room for the kinds of error that so many passes have
     * @return null if there is none
     */
    static AffineNumbers smallest(ErrorBudget whole, AffineRounding rounding, int ringDimension, boolean twoPasses) {
        AffineNumbers best = null;
        for (double share : SWITCHING_SHARES) {
            AnswerForm form = whole.answerForm(ringDimension, share);
            if (form == null) {
                continue;
            }
            ErrorBudget budget = whole.less(whole.switching(ringDimension, form));
            double noise = budget.noise(ringDimension, Packing.SLOTS, 0);
            for (int weightBits = 1; weightBits <= WirePlan.MAX_WEIGHT_BITS; weightBits++) {
                int most = twoPasses ? WirePlan.MAX_WEIGHT_BITS : 0;
                for (int planeBits = Math.min(1, most); planeBits <= most; planeBits++) {
                    double error = rounding.error(budget, ringDimension, weightBits, planeBits);
                    double scale = budget.messageScale(noise, error);
                    double bits = Math.ceil(budget.modulusBits(scale, Math.scalb(1.0, weightBits + planeBits)));
                    int limbs = (int) Math.ceil(bits / Candidate.MAX_PRIME_BITS);
                    if (bits <= CkksParameters.maxLog2Modulus(ringDimension)
                            && limbs * Candidate.smallestPrimeBits(ringDimension) <= bits) {
                        AffineNumbers numbers = new AffineNumbers(weightBits, planeBits, (int) bits, form);
                        best = best == null || numbers.price() < best.price() ? numbers : best;
                    }
                }
            }
        }
        return best;
    }

    /** Whether sums within planes come first, and then those across. */
    boolean twoPasses() {
        return planeWeightBits > 0;
    }

    /** Primes of the modulus. */
    int limbs() {
        return (modulusBits + Candidate.MAX_PRIME_BITS - 1) / Candidate.MAX_PRIME_BITS;
    }

    private int price() {
        return modulusBits + answerForm.bodyBits() + answerForm.maskBits() + PRICE_OF_LIMB * limbs();
    }
}
