package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.he.ckks.AnswerHiding;
import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.regrid.wire.AnswerForm;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import io.github.veilgrid.regrid.wire.WeightHiding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

    /** What was worked out before there are primes. */
    private record Sketch(int ringDimension, AnswerForm form, int weightBits, int floodBits, double flooding, double scale,
            double modulusBits) {

        double price() {
            double limbs = Math.ceil(modulusBits / Candidate.MAX_PRIME_BITS);
            return ringDimension / 8192.0 * (limbs * 1000 + modulusBits) + form.bodyBits() + form.maskBits();
        }
    }

    /**
     * What is summed.
     *
     * @param budget of the error of a result
     * @param taps of an output along x and y together
     * @param answers ciphertexts that will be answered
     * @param period of weights in the slots; more than there are where they do not repeat
     */
    record Sums(ErrorBudget budget, int taps, long answers, int period) {

        /** Bound on the sum of absolute errors of weights along both axes, as a share of their scale. */
        double rounding(int ringDimension, int weightBits) {
            return Math.scalb(budget.weightRounding(Math.min(period, ringDimension), taps), -weightBits);
        }
    }

    /**
     * The numbers that take the fewest limbs, then the fewest bits on the wire; null if none keep the tolerance.
     *
     * @param leastDimension of the ring
     */
    static PrivateNumbers of(Sums sums, Interpolation interpolation, int leastDimension) {
        ErrorBudget budget = sums.budget;
        List<Sketch> sketches = new ArrayList<>();
        for (int ringDimension : RING_DIMENSIONS) {
            for (double share : SWITCHING_SHARES) {
                AnswerForm form = ringDimension < leastDimension ? null
                        : answerForm(budget, ringDimension, share * budget.tolerance());
                for (int weightBits = 16; form != null && weightBits <= 34; weightBits++) {
                    Sketch sketch = sketch(sums, interpolation, ringDimension, form, weightBits);
                    if (sketch != null) {
                        sketches.add(sketch);
                    }
                }
            }
        }
        sketches.sort(Comparator.comparingDouble(Sketch::price));
        for (Sketch sketch : sketches) {
            PrivateNumbers numbers = workedOut(sums, interpolation, sketch);
            if (numbers != null) {
                return numbers;
            }
        }
        return null;
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

    private static Sketch sketch(Sums sums, Interpolation interpolation, int ringDimension, AnswerForm form, int weightBits) {
        ErrorBudget budget = sums.budget.less(sums.budget.switching(ringDimension, form));
        double left = budget.tolerance() - budget.fixed() - rounding(sums, interpolation, ringDimension, weightBits);
        if (left <= 0 || sums.rounding(ringDimension, weightBits) > WeightHiding.WEIGHT_ROUNDING) {
            return null;
        }
        int floodBits = WeightHiding.floodBits(interpolation, ringDimension, weightBits, sums.answers);
        double flooding = budget.flooding(ringDimension) * Math.scalb(1.0, floodBits)
                + AnswerHiding.maskNoise(ringDimension)
                + Math.scalb(AnswerHiding.freshNoise(ringDimension), 2 * weightBits + 1);
        double bits = budget.modulusBits(flooding / left, 1);
        return bits > CkksParameters.maxLog2Modulus(ringDimension) ? null
                : new Sketch(ringDimension, form, weightBits, floodBits, flooding, flooding / left, bits);
    }

    /** Rounding of weights along both axes, in units of the quantum. */
    private static double rounding(Sums sums, Interpolation interpolation, int ringDimension, int weightBits) {
        return sums.budget.halfRange() * sums.rounding(ringDimension, weightBits) * WeightHiding.gain(interpolation);
    }

    /** With primes: what they have beyond the modulus that is needed goes to the scale. */
    private static PrivateNumbers workedOut(Sums sums, Interpolation interpolation, Sketch sketch) {
        ErrorBudget whole = sums.budget;
        double switching = whole.switching(sketch.ringDimension, sketch.form);
        for (int extra = 0; extra <= EXTRA_BITS; extra++) {
            CkksParameters parameters =
                    Planner.parameters(sketch.ringDimension, (int) Math.ceil(sketch.modulusBits) + extra);
            if (parameters != null) {
                double scale = sketch.scale * Math.pow(2, parameters.log2Modulus() - sketch.modulusBits);
                double bound = sketch.flooding / scale + whole.fixed() + switching
                        + rounding(sums, interpolation, sketch.ringDimension, sketch.weightBits);
                if (bound <= whole.tolerance()) {
                    return new PrivateNumbers(parameters, sketch.form, sketch.weightBits, sketch.floodBits, scale, bound);
                }
            }
        }
        return null;
    }
}
