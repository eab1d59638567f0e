package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.he.ckks.SecretKey;
import io.github.veilgrid.he.ckks.SwitchedDecryptor;
import io.github.veilgrid.he.ckks.WeightEncoder;
import io.github.veilgrid.regrid.wire.AnswerForm;
import io.github.veilgrid.regrid.wire.Packing;
import io.github.veilgrid.regrid.wire.WirePlan;

/**
 * The error of a decrypted value, in units of the stored quantum, as a bound that holds for every voxel of a job except
 * with probability 2^-40. Its parts:
 *
 * <ul>
 * <li>noise of fresh encryptions and of rounding messages. Centred binomial errors are sub-Gaussian with their own
 *     variance (21/2) as proxy, rounding errors with 1/4, and where d low bits are not sent, what is lost with its own
 *     variance, {@code (4^d + 2)/12}; weights raise it by the root of their squares' sum. In a coefficient
 *     that is {@code z * sqrt(10.75)}, in a slot of the conjugate-invariant ring (an integer a_0 plus 2 a_k cos)
 *     {@code z * sqrt(2 N * 10.75)}, divided by the scale; {@code z = sqrt(2 ln(8 V 2^40))} for V values.</li>
 * <li>rounding of weights to their scale: half the declared range times the sum of absolute weight errors.</li>
 * <li>switching answers to powers of two: rounding b adds uniform errors (variance 1/12, which is their sub-Gaussian
 *     proxy; summing in {@code double} adds at most {@link WirePlan#SUM_ERROR}), rounding a, where it is rounded, adds them times the
 *     secret, whose slots no key lets exceed a bound.</li>
 * <li>positions moved by taking a step as rational: at most half the declared range times the kernel's steepness,
 *     per source voxel and axis.</li>
 * </ul>
 *
 * <p>For B-splines messages are coefficients: prefiltering raises the declared range, and what comes out is smaller again.
 *
 * @param halfRange largest message, in units of the quantum: half the declared range where nothing is prefiltered
 * @param values output values of the job
 * @param tolerance what the whole error may be, in units of the quantum
 * @param fixed error that no parameter changes, in units of the quantum
 * @param gain largest output where messages are within -1 to 1: how far a kernel may overshoot
 * @param noiseGain the same for independent noise
 * @param headroom factor between the largest output and what fits the modulus: errors must not wrap
 */
record ErrorBudget(double halfRange, double values, double tolerance, double fixed, double gain, double noiseGain,
        double headroom) {

    /** Double-precision transforms of a message, relative to its range; far above what they do. */
    private static final double TRANSFORM_ERROR = 1e-9;

    private static final double NOISE_VARIANCE = 10.5 + 0.25;

    private static final double ROUNDING_VARIANCE = 1.0 / 12;

    /** Kinds of random error, each of which may fail with its share of 2^-40. */
    private static final double KINDS = 4;

    /** Room that is left in any case; more where the tolerance is more than that of the range. */
    private static final double LEAST_HEADROOM = 1.02;

    /** A budget with room for the whole tolerance beside the largest output. */
    ErrorBudget(double halfRange, double values, double tolerance, double fixed, double gain, double noiseGain) {
        this(halfRange, values, tolerance, fixed, gain, noiseGain, Math.max(LEAST_HEADROOM, 1 + tolerance / (gain * halfRange)));
    }

    /**
     * The budget of a tiling.
     *
     * @param tolerance in units of the quantum
     * @param misalignment distance of target voxels from the source's axes, source voxels
     */
    static ErrorBudget of(RegridTask task, double tolerance, AxisTiling[] tilings, double misalignment) {
        double range = task.halfRange();
        double gain = 1;
        double noiseGain = 1;
        double moved = 0;
        for (AxisTiling tiling : tilings) {
            range *= tiling.kernel().prefilterGain();
            gain *= tiling.gain();
            noiseGain *= tiling.noiseGain();
            moved += tiling.kernel().steepness() * (tiling.deviation() + misalignment) / tiling.gain();
        }
        double fixed = range * (gain * moved + Math.max(1, gain) * TRANSFORM_ERROR);
        return new ErrorBudget(range, task.target().size().voxels(), tolerance, fixed, gain, noiseGain);
    }

    /**
     * Bound on the noise of one decrypted value, before division by the message scale.
     *
     * @param droppedBits low bits of coefficients that are not sent
     */
    double noise(int ringDimension, Packing packing, int droppedBits) {
        double inSlot = packing.inSlots() ? 2.0 * ringDimension : 1;
        // 2^d even steps, and ties half up, half down.
        double dropped = droppedBits == 0 ? 0 : (Math.scalb(1.0, 2 * droppedBits) + 2) / 12;
        return noiseGain * deviations() * Math.sqrt(inSlot * (NOISE_VARIANCE + dropped));
    }

    /** Bound on what rounding b of answers to so many bits costs, in units of the quantum; a coefficient is off by a half. */
    double switching(int ringDimension, Packing packing, int bodyBits) {
        double rounding = packing.inSlots()
                ? inSlots(ringDimension, ROUNDING_VARIANCE + WirePlan.SUM_ERROR * WirePlan.SUM_ERROR)
                : 0.5 + WirePlan.SUM_ERROR;
        return Math.scalb(unit() * rounding, -bodyBits);
    }

    /** The same for both polynomials of an oblique answer. */
    double switching(int ringDimension, AnswerForm form) {
        return switching(ringDimension, Packing.SLOTS, form.bodyBits())
                + Math.scalb(roundingMask(ringDimension), -form.maskBits());
    }

    /** The oblique form of fewest bits whose cost is within a share of the tolerance; null if the ring cannot carry one. */
    AnswerForm answerForm(int ringDimension, double share) {
        AnswerForm best = null;
        for (int maskBits = AnswerForm.MIN_BITS; maskBits <= SwitchedDecryptor.maxMaskBits(ringDimension); maskBits++) {
            double left = share * tolerance - Math.scalb(roundingMask(ringDimension), -maskBits);
            if (left > 0) {
                int body = (int) Math.ceil(Math.log(switching(ringDimension, Packing.SLOTS, 0) / left) / Math.log(2));
                int bodyBits = Math.max(AnswerForm.MIN_BITS, body);
                if (bodyBits <= maskBits && (best == null || bodyBits + maskBits < best.bodyBits() + best.maskBits())) {
                    best = new AnswerForm(bodyBits, maskBits);
                }
            }
        }
        return best;
    }

    /** Bound on rounding a to whole units of the modulus, in units of the quantum: it is multiplied by the secret. */
    private double roundingMask(int ringDimension) {
        return unit() * inSlots(ringDimension, ROUNDING_VARIANCE) * SecretKey.slotBound(ringDimension);
    }

    /** The quanta that fill a modulus. */
    private double unit() {
        return 2 * headroom * gain * halfRange;
    }

    /** Bound on independent errors of coefficients, seen in slots. */
    private double inSlots(int ringDimension, double variance) {
        return deviations() * Math.sqrt(2.0 * ringDimension * variance);
    }

    /** The same budget with less tolerance. */
    ErrorBudget less(double spent) {
        return new ErrorBudget(halfRange, values, tolerance - spent, fixed, gain, noiseGain, headroom);
    }

    /** How many deviations hold for all values together. */
    private double deviations() {
        return Math.sqrt(2 * (Math.log(2 * KINDS * values) + 40 * Math.log(2)));
    }

    /** The whole bound for a message scale and the sum of absolute weight errors of both stages together. */
    double bound(double noise, double messageScale, double weightError) {
        return noise / messageScale * noiseRaised(weightError) + halfRange * weightError + fixed;
    }

    /** What errors of weights make of the noise: they meet that of single ciphertexts, which a filter's weights make less. */
    private double noiseRaised(double weightError) {
        return 1 + weightError / Math.min(1, noiseGain);
    }

    /**
     * Bound on rounding every weight of an output to integers, as a share of half the range: slot errors of what
     * {@link WeightEncoder} rounds are independent, with the variance it says in 2N coefficients, one for each tap. Weights
     * are public, so that a scan could have been made to meet them with the worst of all {@code 2^taps} signs: the bound
     * holds for every one of them.
     */
    double weightRounding(int ringDimension, int taps) {
        double worstSigns = deviations() * deviations() + 2 * Math.log(2) * taps;
        return Math.sqrt(worstSigns * taps * 2.0 * ringDimension * WeightEncoder.ROUNDING_VARIANCE);
    }

    /** Bound on integers drawn uniformly from {@code -B .. B-1} for every coefficient, seen in slots, as a share of B. */
    double flooding(int ringDimension) {
        return 2 * inSlots(ringDimension, ROUNDING_VARIANCE);
    }

    /** The smallest message scale that keeps the bound within the tolerance; infinite if none does. */
    double messageScale(double noise, double weightError) {
        double left = tolerance - halfRange * weightError - fixed;
        return left <= 0 ? Double.POSITIVE_INFINITY : noise * noiseRaised(weightError) / left;
    }

    /** log2 of the modulus that holds messages at a scale, after weights raised it by {@code weightScale}. */
    double modulusBits(double messageScale, double weightScale) {
        return 1 + Math.log(headroom * gain * halfRange * messageScale * weightScale) / Math.log(2);
    }
}
