package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.PerThread;
import io.github.veilgrid.he.ring.Ring;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * {@link ResultHiding} for those who stream many ciphertexts as arrays and keep their own books: makes answers tell the
 * owner of the key their values, and of the weights they were computed with nothing else. Values are those of the weights
 * as they were encoded, their rounding included.
 *
 * <p>A fresh encryption of zero under the owner's public key hides polynomial {@code a}; uniform noise on
 * {@code -B .. B-1} drowns, in each coefficient, the noise that decryption shows. The public key is any encryption of zero
 * that the owner sent, {@code b = -a s + e}.
 *
 * <p>How large B must be: a shift by e changes a uniform distribution by a statistical distance of at most
 * {@code |e| / 2B}, so a ciphertext by at most {@code sum of |e_k| / 2B}. In the conjugate-invariant ring slots are
 * {@code e_0 + 2 sum e_k cos(k t_j)}, hence {@code sum over j of slot_j^2 = N e_0^2 + 2N sum e_k^2}; with no slot above E
 * that makes {@code sum |e_k| <= sqrt(N) sqrt(sum e_k^2) <= sqrt(N) E}. With {@link #floodBits} all answers of a job
 * together stay within {@code 2^-(security+1)}, as long as the owner's noise is what it is said to be (one slot in
 * 2^64 is larger): this protects against an owner who looks, not against one who encrypts with more noise or sends no
 * encryption of zero. Answering the same request again draws fresh noise, and adds as much to the distance again.
 *
 * <p>Thread safe.
 */
public final class AnswerHiding {

    private final CkksParameters parameters;
    private final double[][] keyB;
    private final double[][] keyA;
    private final int floodBits;
    private final PerThread<SecretSampler> samplers;

    /**
     * @param keyB polynomial b of an encryption of zero, rows in the transform's domain; kept
     * @param keyA polynomial a of it
     * @param floodBits log2 of B
     * @param random where the seeds of ephemeral secrets, errors and flooding come from
     */
    public AnswerHiding(CkksParameters parameters, double[][] keyB, double[][] keyA, int floodBits, SecureRandom random) {
        this.parameters = parameters;
        this.keyB = keyB;
        this.keyA = keyA;
        this.floodBits = floodBits;
        this.samplers = new PerThread<>(() -> SecretSampler.fresh(random, parameters.ringDimension()));
    }

    /** No slot of a fresh ciphertext's noise is larger, in integers. */
    public static double freshNoise(int ringDimension) {
        return NoiseBounds.fresh(ringDimension);
    }

    /** No slot of the noise that hiding adds, flooding aside, is larger, in integers. */
    public static double maskNoise(int ringDimension) {
        return NoiseBounds.publicKey(ringDimension);
    }

    /**
     * log2 of the B that hides the weights of a whole job.
     *
     * @param noise bound of the noise in a slot of a result, in integers
     * @param securityBits statistical security of all answers together
     * @param answers how many ciphertexts will be answered
     */
    public static int floodBits(int ringDimension, double noise, int securityBits, long answers) {
        double drowned = (noise + maskNoise(ringDimension)) * Math.sqrt(ringDimension) * answers;
        return securityBits + (int) Math.ceil(Math.log(drowned) / Math.log(2));
    }

    /**
     * Hides how a ciphertext came about.
     *
     * @param b centred rows in the transform's domain; become coefficients of the hidden ciphertext, centred
     * @param a the same
     */
    public void hide(double[][] b, double[][] a) {
        Ring ring = parameters.ring();
        SecretSampler sampler = samplers.get();
        double[] ephemeral = new double[ring.dimension()];
        double[] errorB = new double[ring.dimension()];
        double[] errorA = new double[ring.dimension()];
        sampler.ternary(ephemeral);
        sampler.addErrors(errorB);
        sampler.addErrors(errorA);
        double[] v = new double[ring.dimension()];
        for (int limb = 0; limb < ring.limbs(); limb++) {
            ring.ntt(limb).forward(ephemeral, v);
            add(b[limb], keyB[limb], v, errorB, ring, limb);
            add(a[limb], keyA[limb], v, errorA, ring, limb);
        }
        Flooding.addTo(b, floodBits, ring, sampler);
        Arrays.fill(ephemeral, 0);
        Arrays.fill(errorB, 0);
        Arrays.fill(errorA, 0);
        Arrays.fill(v, 0);
    }

    /** From {@code row} in the transform's domain to the coefficients of {@code row + key v + error}. */
    private static void add(double[] row, double[] key, double[] v, double[] error, Ring ring, int limb) {
        Modulus q = ring.modulus(limb);
        ModularLoops.multiplyAdd(row, key, v, q);
        ModularLoops.reduce(row, q);
        ring.ntt(limb).inverse(row, row);
        ModularLoops.add(row, error);
        ModularLoops.reduce(row, q);
    }
}
