package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.ckks.AnswerHiding;

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
}
