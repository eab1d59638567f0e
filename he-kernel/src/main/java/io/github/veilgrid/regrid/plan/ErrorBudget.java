package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.regrid.wire.Packing;

/**
 * The error of a decrypted value, in units of the stored quantum, as a bound that holds for every voxel of a job except
 * with probability 2^-40. Its parts:
 *
 * <ul>
 * <li>noise of fresh encryptions and of rounding messages. Centred binomial errors are sub-Gaussian with their own
 *     variance (21/2) as proxy, rounding errors with 1/4; weights that sum to one do not raise it. In a coefficient
 *     that is {@code z * sqrt(10.75)}, in a slot of the conjugate-invariant ring (an integer a_0 plus 2 a_k cos)
 *     {@code z * sqrt(2 N * 10.75)}, divided by the scale; {@code z = sqrt(2 ln(2 V 2^40))} for V values.</li>
 * <li>rounding of weights to their scale: half the declared range times the sum of absolute weight errors, because
 *     rounded weights sum exactly to one.</li>
 * <li>positions moved by taking a step as rational: linear interpolation moves by at most the declared range per source
 *     voxel and axis.</li>
 * </ul>
 *
 * @param halfRange half the declared range, in units of the quantum
 * @param values output values of the job
 * @param tolerance what the whole error may be, in units of the quantum
 * @param deviation sum over the axes of moved positions, source voxels
 */
record ErrorBudget(double halfRange, double values, double tolerance, double deviation) {

    /** Double-precision transforms of a message, relative to its range; far above what they do. */
    private static final double TRANSFORM_ERROR = 1e-9;

    private static final double NOISE_VARIANCE = 10.5 + 0.25;

    /** Messages may exceed the declared range by this factor before a value could wrap. */
    static final double HEADROOM = 1.02;

    /** Bound on the noise of one decrypted value, before division by the message scale. */
    double noise(int ringDimension, Packing packing) {
        double z = Math.sqrt(2 * (Math.log(2 * values) + 40 * Math.log(2)));
        double inSlot = packing == Packing.SLOTS ? 2.0 * ringDimension : 1;
        return z * Math.sqrt(inSlot * NOISE_VARIANCE);
    }

    /** Error that no parameter changes. */
    double fixed() {
        return 2 * halfRange * deviation + TRANSFORM_ERROR * halfRange;
    }

    /** The whole bound for a message scale and the relative weight error of all rounded stages together. */
    double bound(double noise, double messageScale, double weightError) {
        return noise / messageScale * (1 + weightError) + halfRange * weightError + fixed();
    }

    /** The smallest message scale that keeps the bound within the tolerance; infinite if none does. */
    double messageScale(double noise, double weightError) {
        double left = tolerance - halfRange * weightError - fixed();
        return left <= 0 ? Double.POSITIVE_INFINITY : noise * (1 + weightError) / left;
    }

    /** log2 of the modulus that holds messages at a scale, after weights raised it by {@code weightScale}. */
    double modulusBits(double messageScale, double weightScale) {
        return 1 + Math.log(HEADROOM * halfRange * messageScale * weightScale) / Math.log(2);
    }
}
