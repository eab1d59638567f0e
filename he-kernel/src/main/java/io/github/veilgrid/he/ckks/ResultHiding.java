package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.Ring;
import java.security.SecureRandom;

/**
 * For a party whose weights are private: makes a computed ciphertext tell the owner of the key its values and nothing
 * else. Whoever holds the key sees the noise, and the noise of a result depends on the weights it was computed with.
 *
 * <p>A fresh encryption of zero under the owner's public key hides the polynomial {@code a}: without the ephemeral secret
 * it is a ring-LWE sample. Uniform noise in {@code -B .. B-1} on each coefficient drowns the noise that decryption shows,
 * {@code B >= N 2^security E}; E bounds the noise of the result, which would tell of the weights, plus that of the
 * encryption of zero, which would tell of the ephemeral secret. What is seen then differs from the result computed
 * exactly, with the weights as they were encoded, by a statistical distance of at most {@code 2^-(security+1)} for one
 * ciphertext, as long as E holds (it fails with a probability below 2^-40). Bounds travel with a ciphertext, so encode
 * such weights by {@link Plaintext#encodePrivate} or {@link EncodedDiagonals#encodePrivate}.
 *
 * <p>E rests on operands whose noise is what they claim: this protects against an owner who looks, not against one who
 * encrypts with more noise than he declares. Thread safe.
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
        double drowned = result.error().noise() + zero.error().noise();
        int bits = Flooding.bits(ring.dimension(), drowned * result.scale(), securityBits);
        double[][] b = Flooding.sample(parameters, result.limbs(), bits, random);
        double[][] a = new double[result.limbs()][];
        for (int limb = 0; limb < b.length; limb++) {
            Modulus q = ring.modulus(limb);
            ModularLoops.add(b[limb], result.b()[limb]);
            ModularLoops.add(b[limb], zero.b()[limb]);
            ModularLoops.reduce(b[limb], q);
            a[limb] = result.a()[limb].clone();
            ModularLoops.add(a[limb], zero.a()[limb]);
            ModularLoops.reduce(a[limb], q);
        }
        double noise = zero.error().noise() + Flooding.slotBound(ring.dimension(), bits) / result.scale();
        return new Ciphertext(parameters, b, a, result.scale(), result.magnitude(), result.error().plusNoise(noise));
    }
}
