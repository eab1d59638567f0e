package io.github.veilgrid.he.ckks;

/**
 * How much uniform noise drowns an error. Shifting an integer uniform in {@code -B .. B-1} by at most E changes its
 * distribution by a statistical distance of at most {@code E/2B}; with {@code B >= N 2^security E} all N coefficients
 * together stay within {@code 2^-(security+1)}.
 */
final class Flooding {

    /** Uniform integers up to this size are exact in {@code double}. */
    static final int EXACT_BITS = 52;
    private static final int MAX_SECURITY = 60;

    private Flooding() {
    }

    static void requireSecurity(int securityBits) {
        if (securityBits < 1 || securityBits > MAX_SECURITY) {
            throw new ParameterException("Statistical security is 1 to " + MAX_SECURITY + " bits, not " + securityBits + ".");
        }
    }

    /** log2 of B for an error of a slot, in integers; a coefficient is an average of slots, so the bound holds for it too. */
    static int bits(int ringDimension, double slotError, int securityBits) {
        return (int) Math.ceil(Math.log(Math.max(1, slotError) * ringDimension) / Math.log(2)) + securityBits;
    }

    /** What the noise makes of a slot at most, in integers: uniform noise has variance {@code B^2/3}. */
    static double slotBound(int ringDimension, int bits) {
        return Math.scalb(NoiseBounds.SIGMAS * Math.sqrt(2 * ringDimension / 3.0), bits);
    }
}
