package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.ckks.AnswerHiding;
import io.github.veilgrid.he.ckks.WeightEncoder;

/**
 * How much flooding keeps the weights of a private map from the owner ({@link AnswerHiding}). He plans for it, and the remote
 * party, whose secret they are, checks his plan against it. What is drowned are the errors of his ciphertexts, weighted
 * along two axes: from how they add up, weights could be read off. Stateless.
 */
public final class WeightHiding {

    /** Statistical security of all answers of a job together, bits. */
    public static final int SECURITY = 40;

    /** By how much rounding may raise the sum of absolute weights: scales are chosen so that it does not raise it by more. */
    public static final double WEIGHT_ROUNDING = 0.02;

    /** By how much a plan may let it raise it, along each axis: noise twice as large halves what is kept in reserve, no more. */
    private static final double LARGEST_ROUNDING = 0.4;

    /** Deviations beyond which a slot of rounding errors is one time in 2^60. */
    private static final double SIGMAS = 9.2;

    private WeightHiding() {
    }

    /** Largest sum of absolute weights along one axis. */
    public static double gain(Interpolation interpolation) {
        return interpolation == Interpolation.CUBIC ? 1.25 : 1;
    }

    /**
     * log2 of the flooding that hides the weights of a job.
     *
     * @param weightBits log2 of the scale of weights along each axis
     * @param answers ciphertexts answered
     */
    public static int floodBits(Interpolation interpolation, int ringDimension, int weightBits, long answers) {
        double gain = gain(interpolation) * (1 + WEIGHT_ROUNDING);
        double noise = AnswerHiding.freshNoise(ringDimension) * gain * gain * Math.scalb(1.0, 2 * weightBits);
        return AnswerHiding.floodBits(ringDimension, noise, SECURITY, answers);
    }

    /**
     * Whether weights are rounded finely enough for {@link #floodBits} to hold, whatever they are: errors of a slot, one for each
     * tap, with the worst of all signs.
     *
     * @param period of weights in the slots
     * @param taps of an output along the axis where there are most
     */
    static boolean fineEnough(int period, int taps, int weightBits) {
        double worstSigns = SIGMAS * SIGMAS + 2 * Math.log(2) * taps;
        double rounding = Math.sqrt(worstSigns * taps * 2.0 * period * WeightEncoder.ROUNDING_VARIANCE);
        return Math.scalb(rounding, -weightBits) <= LARGEST_ROUNDING;
    }
}
