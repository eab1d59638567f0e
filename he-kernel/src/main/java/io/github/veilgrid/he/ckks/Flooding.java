package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.Ring;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * How much uniform noise drowns an error, and the noise itself. Shifting an integer uniform in {@code -B .. B-1} by at most E changes its
 * distribution by a statistical distance of at most {@code E/2B}; with {@code B >= N 2^security E} all N coefficients
 * together stay within {@code 2^-(security+1)}.
 */
final class Flooding {

    /** Bits drawn at a time: integers of that size are exact in {@code double}, and so are their products with residues. */
    private static final int CHUNK = 50;
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

    /**
     * Integers uniform in an interval of length {@code 2^(bits+1)} about 0, one for each coefficient, in the transform's
     * domain. They are uniform to the last bit: multiples of a coarser unit would leave an error's low bits in sight.
     *
     * @return rows of the first limbs, centred
     */
    static double[][] sample(CkksParameters parameters, int limbs, int bits, SecureRandom random) {
        Ring ring = parameters.ring();
        SecretSampler sampler = SecretSampler.fresh(random, ring.dimension());
        double[][] rows = new double[limbs][ring.dimension()];
        addTo(rows, bits, ring, sampler);
        for (int limb = 0; limb < limbs; limb++) {
            ring.ntt(limb).forward(rows[limb], rows[limb]);
        }
        sampler.wipe();
        return rows;
    }

    /**
     * Adds such integers to coefficients.
     *
     * @param rows centred, of the first limbs
     */
    static void addTo(double[][] rows, int bits, Ring ring, SecretSampler sampler) {
        double[] chunk = new double[ring.dimension()];
        for (int shift = 0; shift <= bits; shift += CHUNK) {
            sampler.uniform(chunk, Math.min(CHUNK, bits + 1 - shift));
            for (int limb = 0; limb < rows.length; limb++) {
                Modulus q = ring.modulus(limb);
                ModularLoops.multiplyScalarAdd(rows[limb], chunk, q.power(2, shift), q);
                ModularLoops.reduce(rows[limb], q);
            }
        }
        Arrays.fill(chunk, 0);
    }
}
