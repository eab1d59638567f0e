package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.he.ckks.AnswerHiding;
import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.regrid.wire.AnswerForm;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.PrivatePlan;

/**
 * Scales and sizes of a private job, and its error bound. Most of the modulus goes to hiding: noise is drowned some 60 bits
 * deep, and the drowned value must still be exact. Parts of the error, in units of the stored quantum:
 *
 * <ul>
 * <li>flooding, uniform on {@code -B .. B-1} in every coefficient (variance {@code B^2/3}), divided by the final scale;
 * <li>rounding of weights along both axes, independent, times the largest message and the other axis' gain;
 * <li>switching of answers, and what {@link ErrorBudget} calls fixed.
 * </ul>
 *
 * @param weightBits log2 of the scale of weights along each axis
 * @param floodBits log2 of B
 * @param scale of results: integers in a stored unit
 * @param bound of the error, stored units
 */
record PrivateNumbers(CkksParameters parameters, AnswerForm answerForm, int weightBits, int floodBits, double scale,
        double bound) {

    private static final double[] SWITCHING_SHARES = {1.0 / 16, 1.0 / 8, 1.0 / 4, 1.0 / 2};
    private static final int[] RING_DIMENSIONS = {8192, 16384};
    private static final int EXTRA_BITS = 4;

    /**
     * The numbers that take the fewest limbs, then the fewest bits on the wire; null if none keep the tolerance.
     *
     * @param taps of an output along x and y together
     * @param answers ciphertexts that will be answered
     */
    static PrivateNumbers of(ErrorBudget budget, Interpolation interpolation, int taps, long answers) {
        PrivateNumbers best = null;
        for (int ringDimension : RING_DIMENSIONS) {
            for (double share : SWITCHING_SHARES) {
                AnswerForm form = answerForm(budget, ringDimension, share * budget.tolerance());
                for (int weightBits = 16; form != null && weightBits <= 34; weightBits++) {
                    PrivateNumbers numbers = of(budget, interpolation, taps, answers, ringDimension, form, weightBits);
                    best = numbers != null && (best == null || numbers.price() < best.price()) ? numbers : best;
                }
            }
        }
        return best;
    }

    /** The form of fewest bits that costs no more than that; null if there is none. */
    private static AnswerForm answerForm(ErrorBudget budget, int ringDimension, double most) {
        AnswerForm best = null;
        for (int maskBits = AnswerForm.MIN_BITS; maskBits <= PrivatePlan.MAX_ANSWER_BITS; maskBits++) {
            for (int bodyBits = AnswerForm.MIN_BITS; bodyBits <= maskBits; bodyBits++) {
                AnswerForm form = new AnswerForm(bodyBits, maskBits);
                if ((best == null || bodyBits + maskBits < best.bodyBits() + best.maskBits())
                        && budget.switching(ringDimension, form) <= most) {
                    best = form;
                }
            }
        }
        return best;
    }

    private double price() {
        double limbs = parameters.limbs();
        return parameters.ringDimension() / 8192.0 * (limbs * 1000 + parameters.log2Modulus())
                + answerForm.bodyBits() + answerForm.maskBits();
    }

    private static PrivateNumbers of(ErrorBudget whole, Interpolation interpolation, int taps, long answers,
            int ringDimension, AnswerForm form, int weightBits) {
        double switching = whole.switching(ringDimension, form);
        ErrorBudget budget = whole.less(switching);
        double rounding = budget.weightRounding(ringDimension, taps) * PrivatePlan.gain(interpolation)
                * Math.scalb(1.0, -weightBits);
        double left = budget.tolerance() - budget.fixed() - budget.halfRange() * rounding;
        if (left <= 0) {
            return null;
        }
        CkksParameters any = CkksParameters.of(ringDimension, 50);
        int floodBits = PrivatePlan.requiredFlood(interpolation, any, weightBits, answers);
        double flooding = 2 * budget.weightRounding(ringDimension, 1) * Math.scalb(1.0, floodBits)
                + AnswerHiding.maskNoise(any) + Math.scalb(AnswerHiding.freshNoise(any), 2 * weightBits + 1);
        double modulus = modulus(budget, flooding / left);
        for (int extra = 0; extra <= EXTRA_BITS; extra++) {
            CkksParameters parameters = Planner.parameters(ringDimension, (int) Math.ceil(modulus) + extra);
            if (parameters != null) {
                double scale = flooding / left * Math.pow(2, parameters.log2Modulus() - modulus);
                double bound = flooding / scale + budget.halfRange() * rounding + budget.fixed();
                if (bound <= budget.tolerance()) {
                    return new PrivateNumbers(parameters, form, weightBits, floodBits, scale, bound + switching);
                }
            }
        }
        return null;
    }

    /** log2 of the modulus that holds results at a scale. */
    private static double modulus(ErrorBudget budget, double scale) {
        return budget.modulusBits(scale, 1);
    }
}
