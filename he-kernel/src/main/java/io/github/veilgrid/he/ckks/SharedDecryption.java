package io.github.veilgrid.he.ckks;

import java.security.SecureRandom;

/**
 * Decryption whose values may be shown to others. A CKKS decryption carries noise that depends on the key (Li and
 * Micciancio, EUROCRYPT 2021); here it drowns in fresh uniform noise.
 *
 * <p>Each coefficient of the result has an integer uniform in {@code -B .. B-1} added, {@code B >= N 2^security E} where E
 * bounds the noise; rounding of plaintexts does not depend on the key and is not counted. What is seen then differs from
 * the exact result with noise independent of the key by a statistical distance of at most {@code 2^-(security+1)} for one
 * ciphertext; k ciphertexts add up to k times that. Thread safe.
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

    /** log2 of B for that ciphertext. */
    int floodingBits(Ciphertext ciphertext) {
        return Flooding.bits(parameters.ringDimension(), ciphertext.error().noise() * ciphertext.scale(), securityBits);
    }

    /**
     * A bound of the error that the values will have.
     *
     * @throws OperandException if the flooding does not fit the ciphertext's modulus beside the values
     */
    public double errorBound(Ciphertext ciphertext) {
        double flooding = Flooding.slotBound(parameters.ringDimension(), floodingBits(ciphertext));
        return new Ciphertext(parameters, ciphertext.b(), ciphertext.a(), ciphertext.scale(), ciphertext.magnitude(),
                ciphertext.error().plusNoise(flooding / ciphertext.scale())).errorBound();
    }

    /**
     * Decrypts and floods.
     *
     * @return N slots, each within {@link #errorBound} of its true value
     * @throws OperandException if the flooding does not fit, or the ciphertext belongs to other parameters
     */
    public double[] decrypt(Ciphertext ciphertext) {
        Operands.requireParameters(parameters, ciphertext);
        errorBound(ciphertext);
        int bits = floodingBits(ciphertext);
        double[] coefficients = new double[parameters.ringDimension()];
        decryptor.decrypt(ciphertext.b(), ciphertext.a(), coefficients);
        SecretSampler.fresh(random, coefficients.length).addUniform(coefficients, bits);
        double[] slots = new double[coefficients.length];
        parameters.encoder().decode(coefficients, ciphertext.scale(), slots);
        return slots;
    }
}
