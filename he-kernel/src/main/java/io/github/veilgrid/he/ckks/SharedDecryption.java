package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import java.security.SecureRandom;

/**
 * Decryption whose values may be shown to others. A CKKS decryption carries noise that depends on the key (Li and
 * Micciancio, EUROCRYPT 2021); here it drowns in fresh uniform noise.
 *
 * <p>Each coefficient of the result has an integer uniform in {@code -B .. B-1} added, {@code B >= N 2^security E} where E
 * bounds the noise; rounding of plaintexts does not depend on the key and is not counted. What is seen then differs from
 * the exact result with noise independent of the key by a statistical distance of at most {@code 2^-(security+1)} for one
 * ciphertext, as long as E holds (it fails with a probability below 2^-40); k ciphertexts add up to k times that.
 *
 * <p>All rests on E. A ciphertext computed here knows it; one that came from elsewhere merely claims it, and a sender who
 * claims too little would see the noise he made: for those the bound must be given. Run the same operations on
 * ciphertexts of one's own and take {@link Ciphertext#noiseBound}. Thread safe.
 */
public final class SharedDecryption {

    private final Decryptor decryptor;
    private final CkksParameters parameters;
    private final int securityBits;
    private final SecureRandom random;

    /**
     * @param securityBits statistical security of one ciphertext, 1 to 60; 40 and more for anything serious
     */
    public SharedDecryption(SecretKey key, int securityBits, SecureRandom random) {
        Flooding.requireSecurity(securityBits);
        this.decryptor = new Decryptor(key);
        this.parameters = key.parameters();
        this.securityBits = securityBits;
        this.random = random;
    }

    /** log2 of B for that noise. */
    int floodingBits(Ciphertext ciphertext, double noise) {
        return Flooding.bits(parameters.ringDimension(), noise * ciphertext.scale(), securityBits);
    }

    /**
     * A bound of the error that the values will have.
     *
     * @param noise a bound of the noise in a slot, in units of values
     * @throws OperandException if the flooding does not fit the ciphertext's modulus beside the values
     */
    public double errorBound(Ciphertext ciphertext, double noise) {
        Operands.requireParameters(parameters, ciphertext);
        if (!(noise >= 0)) {
            throw new OperandException("A bound of the noise is not negative, and not " + noise + ".");
        }
        double flooding = Flooding.slotBound(parameters.ringDimension(), floodingBits(ciphertext, noise)) / ciphertext.scale();
        double bound = noise + ciphertext.error().encoding() + ciphertext.magnitude() * ErrorBound.TRANSFORM + flooding;
        Ciphertext.requireRoom(parameters, ciphertext.limbs(), ciphertext.scale(), ciphertext.magnitude(), bound);
        return bound;
    }

    /** The same for the noise that a ciphertext computed here knows of. */
    public double errorBound(Ciphertext ciphertext) {
        return errorBound(ciphertext, known(ciphertext));
    }

    /**
     * Decrypts and floods a ciphertext computed here from fresh ones.
     *
     * @return N slots, each within {@link #errorBound} of its true value
     * @throws OperandException if the flooding does not fit, the ciphertext belongs to other parameters, or its noise is
     *     but claimed
     */
    public double[] decrypt(Ciphertext ciphertext) {
        return decrypt(ciphertext, known(ciphertext));
    }

    /**
     * Decrypts and floods a ciphertext whose noise the caller knows a bound of.
     *
     * @param noise the bound in a slot, in units of values; never what the ciphertext itself claims
     * @return N slots, each within {@link #errorBound} of its true value
     * @throws OperandException if the flooding does not fit, or the ciphertext belongs to other parameters
     */
    public double[] decrypt(Ciphertext ciphertext, double noise) {
        errorBound(ciphertext, noise);
        int bits = floodingBits(ciphertext, noise);
        double[][] flooded = Flooding.sample(parameters, ciphertext.limbs(), bits, random);
        for (int limb = 0; limb < flooded.length; limb++) {
            ModularLoops.add(flooded[limb], ciphertext.b()[limb]);
        }
        double[] coefficients = new double[parameters.ringDimension()];
        decryptor.decrypt(flooded, ciphertext.a(), coefficients);
        double[] slots = new double[coefficients.length];
        parameters.encoder().decode(coefficients, ciphertext.scale(), slots);
        return slots;
    }

    private static double known(Ciphertext ciphertext) {
        if (ciphertext.error().claimed()) {
            throw new OperandException("The noise of this ciphertext is bounded by the word of its sender only: "
                    + "say which bound you know before its values are shared.");
        }
        return ciphertext.error().noise();
    }
}
