package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.Ring;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * For a party whose weights are private: makes a computed ciphertext tell the owner of the key its values and nothing
 * else. Whoever holds the key sees the noise, and the noise of a result depends on the weights it was computed with.
 *
 * <p>A fresh encryption of zero under the owner's public key hides the polynomial {@code a}; uniform noise in
 * {@code -B .. B-1} on each coefficient, {@code B >= N 2^security E} for the bound E of the result's noise, drowns what
 * the noise tells about the weights: what is seen then differs from the result computed exactly, with the weights as they
 * were encoded, by a statistical distance of at most {@code 2^-(security+1)} for one ciphertext. Bounds travel with a ciphertext,
 * so encode such weights by {@link Plaintext#encodePrivate}. Thread safe.
 */
public final class ResultHiding {

    private final PublicKey key;
    private final PublicKeyEncryption encryption;
    private final int securityBits;
    private final SecureRandom random;

    /** @param securityBits statistical security of one ciphertext, 1 to 60; 40 and more for anything serious */
    public ResultHiding(PublicKey key, int securityBits, SecureRandom random) {
        Flooding.requireSecurity(securityBits);
        this.key = key;
        this.encryption = new PublicKeyEncryption(key, random);
        this.securityBits = securityBits;
        this.random = random;
    }

    /**
     * Hides how a ciphertext came about.
     *
     * @return a ciphertext of the same values; its error bound includes the flooding
     * @throws OperandException if there is no room for the flooding beside the values
     */
    public Ciphertext hide(Ciphertext result) {
        CkksParameters parameters = key.parameters();
        Operands.requireParameters(parameters, result);
        Ring ring = parameters.ring();
        Ciphertext zero = encryption.encrypt(new double[ring.dimension()], 0, result.scale());
        int bits = Flooding.bits(ring.dimension(), result.error().noise() * result.scale(), securityBits);
        int coarse = Math.max(0, bits - Flooding.EXACT_BITS);
        double[] flooding = new double[ring.dimension()];
        SecretSampler.fresh(random, flooding.length).addUniform(flooding, bits - coarse);
        double[][] b = new double[result.limbs()][ring.dimension()];
        double[][] a = new double[result.limbs()][];
        for (int limb = 0; limb < b.length; limb++) {
            Modulus q = ring.modulus(limb);
            ModularLoops.multiplyScalar(b[limb], flooding, q.power(2, coarse), q);
            ModularLoops.reduce(b[limb], q);
            ring.ntt(limb).forward(b[limb], b[limb]);
            ModularLoops.add(b[limb], result.b()[limb]);
            ModularLoops.add(b[limb], zero.b()[limb]);
            ModularLoops.reduce(b[limb], q);
            a[limb] = result.a()[limb].clone();
            ModularLoops.add(a[limb], zero.a()[limb]);
            ModularLoops.reduce(a[limb], q);
        }
        Arrays.fill(flooding, 0);
        double noise = zero.error().noise() + Flooding.slotBound(ring.dimension(), bits) / result.scale();
        return new Ciphertext(parameters, b, a, result.scale(), result.magnitude(), result.error().plusNoise(noise));
    }
}
