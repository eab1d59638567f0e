package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.Packing;
import java.util.Locale;

/**
 * A tiling in all three axes with ring dimension, packing and estimated parameters: what the planner compares.
 *
 * @param tilings x, y, z
 * @param ringDimension N
 * @param packing slots or coefficients
 * @param weightBits log2 of the scale of each rounded weight factor
 * @param modulusBits estimated log2 of the modulus, a whole number
 * @param cost estimated price of the job, nanoseconds
 */
record Candidate(AxisTiling[] tilings, int ringDimension, Packing packing, int weightBits, int modulusBits, double cost) {

    /** Widest prime of the kernel. */
    static final int MAX_PRIME_BITS = 50;

    /** Working memory of the remote party, and of its weights alone, above which a candidate is dropped. */
    private static final double MAX_WORKING_BYTES = 800L << 20;
    private static final double MAX_WEIGHT_BYTES = 256L << 20;
    /** Source and target slices that the owner holds at a time. */
    private static final double MAX_SLICE_BYTES = 400L << 20;

    // Prices in nanoseconds, medians of one core of a current server; the network's is that of 1 Gbit/s.
    private static final double PER_BYTE = 8;
    private static final double PER_RESIDUE_MOVED = 3;
    private static final double PER_PRODUCT = 0.7;
    private static final double PER_RESIDUE_ENCRYPTED = 40;
    private static final double PER_RESIDUE_DECRYPTED = 30;
    private static final double PER_WEIGHT = 60;

    /**
     * Estimates a candidate; null if the ring cannot carry it within the tolerance.
     *
     * @param interpolation kernel
     */
    static Candidate estimate(AxisTiling[] tilings, int ringDimension, Packing packing, ErrorBudget budget,
            Interpolation interpolation) {
        double noise = budget.noise(ringDimension, packing);
        double exact = 1;
        double roundedFactors = 0;
        double integerError = 0;
        boolean planeUniform = tilings[0].uniform() && tilings[1].uniform();
        for (int axis = 0; axis < 3; axis++) {
            if (axis < 2 && !planeUniform) {
                continue;
            }
            if (tilings[axis].rounds()) {
                roundedFactors++;
                integerError += 1;
            } else if (tilings[axis].uniform()) {
                exact *= tilings[axis].exactScale();
            }
        }
        if (!planeUniform) {
            roundedFactors++;
            integerError += plaintextError(tilings[0], tilings[1], ringDimension, interpolation);
        }
        if (!tilings[2].uniform()) {
            roundedFactors++;
            integerError += 3 * Math.sqrt(2.0 * ringDimension / 12) * interpolation.support();
        }
        int weightBits = 0;
        double weightError = 0;
        if (roundedFactors > 0) {
            double share = budget.tolerance() - budget.fixed();
            if (share <= 0) {
                return null;
            }
            share *= roundedFactors / (roundedFactors + 1);
            weightBits = (int) Math.max(1, Math.ceil(Math.log(budget.halfRange() * integerError / share) / Math.log(2)));
            weightError = integerError / Math.scalb(1.0, weightBits);
        }
        double scale = budget.messageScale(noise, weightError);
        double bits = Math.ceil(budget.modulusBits(scale, exact * Math.scalb(1.0, (int) (weightBits * roundedFactors))));
        int limbs = (int) Math.ceil(bits / MAX_PRIME_BITS);
        int smallest = Integer.numberOfTrailingZeros(ringDimension) + 4;
        bits = Math.max(bits, (double) smallest * limbs);
        if (!(bits <= CkksParameters.maxLog2Modulus(ringDimension))) {
            return null;
        }
        int modulusBits = (int) bits;
        if (tooLarge(tilings, ringDimension, limbs, planeUniform)) {
            return null;
        }
        return new Candidate(tilings, ringDimension, packing, weightBits, modulusBits,
                cost(tilings, ringDimension, modulusBits, limbs, planeUniform));
    }

    /** Integer slot errors of in-plane weights, summed over the taps, at their worst slot; measured on many plans. */
    private static double plaintextError(AxisTiling x, AxisTiling y, int ringDimension, Interpolation interpolation) {
        int period = x.tiles() * y.tiles();
        boolean periodic = Integer.bitCount(period) == 1;
        double rms = Math.sqrt(2.0 * (periodic ? period : ringDimension) / 12);
        double taps = (interpolation.support() + 1) * (interpolation.support() + 1);
        return rms * 1.6 * taps;
    }

    private static boolean tooLarge(AxisTiling[] tilings, int ringDimension, int limbs, boolean planeUniform) {
        double polynomial = (double) ringDimension * limbs * Double.BYTES;
        double weights = (planeUniform ? 0 : (double) tilings[0].taps() * tilings[1].taps())
                + (tilings[2].uniform() ? 0 : tilings[2].taps());
        double ciphertexts = (double) tilings[0].window() * tilings[1].window()
                + 5.0 * tilings[0].tileSize() * tilings[1].tileSize();
        double slices = (double) tilings[2].tiles() * Double.BYTES
                * ((double) tilings[0].axis().inputs() * tilings[1].axis().inputs()
                + (double) tilings[0].axis().outputs() * tilings[1].axis().outputs());
        return weights * polynomial > MAX_WEIGHT_BYTES || slices > MAX_SLICE_BYTES
                || (weights + 2 * ciphertexts) * polynomial > MAX_WORKING_BYTES;
    }

    private static double cost(AxisTiling[] tilings, int ringDimension, int modulusBits, int limbs, boolean planeUniform) {
        double up = (double) tilings[0].window() * tilings[1].window() * tilings[2].window() * ringDimension;
        double plane = (double) tilings[0].tileSize() * tilings[1].tileSize() * ringDimension;
        double down = plane * tilings[2].tileSize();
        double planeTaps = (double) tilings[0].taps() * tilings[1].taps();
        double sliceTaps = tilings[2].taps();
        double products = 2 * (planeTaps * ringDimension * tilings[2].window() + plane * sliceTaps);
        double weights = (planeUniform ? 0 : planeTaps) + (tilings[2].uniform() ? 0 : sliceTaps);
        return (up + 2 * down) * modulusBits / 8 * PER_BYTE
                + limbs * ((2 * up + 2 * down) * PER_RESIDUE_MOVED + products * PER_PRODUCT
                + weights * ringDimension * PER_WEIGHT + up * PER_RESIDUE_ENCRYPTED + down * PER_RESIDUE_DECRYPTED);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "N = %d, %d bits, %s, tiles %d x %d x %d of %d x %d x %d",
                ringDimension, modulusBits, packing.name().toLowerCase(Locale.ROOT),
                tilings[0].tiles(), tilings[1].tiles(), tilings[2].tiles(),
                tilings[0].tileSize(), tilings[1].tileSize(), tilings[2].tileSize());
    }
}
