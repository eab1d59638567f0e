package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.regrid.wire.Packing;

/**
 * A tiling in all three axes with ring dimension, packing and estimated parameters: what the planner compares.
 *
 * @param tilings x, y, z
 * @param ringDimension N
 * @param packing slots or coefficients
 * @param separable whether weights along x and y have scales of their own, not one of their products
 * @param droppedBits low bits of a coefficient that are not sent
 * @param bodyBits of a coefficient of b in answers
 * @param planeBits log2 of the scale of rounded weights in the plane (of each axis, if separable); 0 if exact
 * @param sliceBits log2 of the scale of rounded weights along z; 0 if exact
 * @param modulusBits estimated log2 of the modulus, a whole number
 * @param score by the preference, at reference prices; the smaller, the better
 */
record Candidate(AxisTiling[] tilings, int ringDimension, Packing packing, boolean separable, int droppedBits, int bodyBits,
        int planeBits, int sliceBits, int modulusBits, double score) {

    /** Widest prime of the kernel. */
    static final int MAX_PRIME_BITS = 50;

    /**
     * A tiling on a ring with answers of so many bits.
     *
     * @param droppedBits low bits of a coefficient not sent, where there is one prime
     * @param longest balance, in seconds, beyond which it is of no use
     * @return null if the ring cannot carry it within the tolerance, or it is of no use
     */
    static Candidate estimate(AxisTiling[] tilings, int ringDimension, Packing packing, boolean separable, int droppedBits,
            int bodyBits, ErrorBudget whole, RoundedWeights rounded, Preference preference, double longest) {
        ErrorBudget budget = whole.less(whole.switching(ringDimension, packing, bodyBits));
        double left = budget.tolerance() - budget.fixed();
        if (left <= 0) {
            return null;
        }
        double share = left / (rounded.planeFactors() + rounded.sliceFactors() + 1);
        int planeBits = rounded.bits(rounded.planeFactors(), rounded.planeError(), budget.halfRange() / share);
        int sliceBits = rounded.bits(rounded.sliceFactors(), rounded.sliceError(), budget.halfRange() / share);
        double weightError = Math.scalb(rounded.planeError(), -planeBits) + Math.scalb(rounded.sliceError(), -sliceBits);
        int raised = planeBits * rounded.planeFactors() + sliceBits * rounded.sliceFactors();
        double scale = budget.messageScale(budget.noise(ringDimension, packing, droppedBits), weightError);
        double bits = Math.ceil(budget.modulusBits(scale, Math.scalb(rounded.exactScale(), raised)));
        int limbs = (int) Math.ceil(bits / MAX_PRIME_BITS);
        bits = Math.max(bits, (double) limbs * smallestPrimeBits(ringDimension));
        if (droppedBits > 0 && limbs > 1 || !(bits <= CkksParameters.maxLog2Modulus(ringDimension))) {
            return null;
        }
        Shape shape = Shape.of(tilings, ringDimension, limbs, (int) bits, packing, separable, droppedBits, bodyBits);
        if (CostModel.tooLarge(shape)) {
            return null;
        }
        Forecast forecast = CostModel.forecast(shape, Prices.REFERENCE);
        return preference.balance(forecast) > longest ? null : new Candidate(tilings, ringDimension, packing, separable,
                droppedBits, bodyBits, planeBits, sliceBits, (int) bits, preference.score(forecast));
    }

    /** log2 of the scale that weights along an axis are rounded to, where they are and it has one of its own. */
    int axisBits(int axis) {
        return axis < 2 ? planeBits : sliceBits;
    }

    /** The same with all bits sent, for which a smaller modulus may do. */
    Candidate sendingAllBits() {
        return new Candidate(tilings, ringDimension, packing, separable, 0, bodyBits, planeBits, sliceBits, modulusBits, score);
    }

    /** Bits that leave enough primes that are 1 modulo 4N. */
    static int smallestPrimeBits(int ringDimension) {
        return Integer.numberOfTrailingZeros(ringDimension) + 4;
    }
}
