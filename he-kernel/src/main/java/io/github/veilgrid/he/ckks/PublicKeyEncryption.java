package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.PerThread;
import io.github.veilgrid.he.ring.Ring;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * Encrypts real vectors under a public key: {@code (b v + e0 + m, a v + e1)} for a fresh ternary v. Noisier than
 * {@link SecretKeyEncryption} by about the square root of N, and twice the bytes. Thread safe.
 */
public final class PublicKeyEncryption {

    private final PublicKey key;
    private final NoiseBounds noise;
    private final PerThread<SecretSampler> samplers;

    /** @param random where the seeds of ephemeral secrets and errors come from */
    public PublicKeyEncryption(PublicKey key, SecureRandom random) {
        this.key = key;
        this.noise = new NoiseBounds(key.parameters());
        this.samplers = new PerThread<>(() -> SecretSampler.fresh(random, key.parameters().ringDimension()));
    }

    /**
     * Encrypts a vector.
     *
     * @param values N slots
     * @param magnitude a declared bound of the values, which becomes public: never their measured maximum
     * @param scale positive
     * @throws OperandException if a value is larger than declared
     */
    public Ciphertext encrypt(double[] values, double magnitude, double scale) {
        CkksParameters parameters = key.parameters();
        Ring ring = parameters.ring();
        WideEncoding encoding = WideEncoding.of(parameters, values, magnitude, scale);
        SecretSampler sampler = samplers.get();
        double[] errorB = new double[ring.dimension()];
        double[] errorA = new double[ring.dimension()];
        sampler.addErrors(errorB);
        sampler.addErrors(errorA);
        double[] ephemeral = new double[ring.dimension()];
        sampler.ternary(ephemeral);
        double[][] b = ring.allocate();
        double[][] a = ring.allocate();
        double[] v = new double[ring.dimension()];
        for (int limb = 0; limb < ring.limbs(); limb++) {
            Modulus q = ring.modulus(limb);
            ring.ntt(limb).forward(ephemeral, v);
            encoding.addTo(errorB, b[limb], q);
            ring.ntt(limb).forward(b[limb], b[limb]);
            ModularLoops.multiplyAdd(b[limb], key.b()[limb], v, q);
            ModularLoops.reduce(b[limb], q);
            ring.ntt(limb).forward(errorA, a[limb]);
            ModularLoops.multiplyAdd(a[limb], key.a()[limb], v, q);
            ModularLoops.reduce(a[limb], q);
        }
        Arrays.fill(ephemeral, 0);
        Arrays.fill(v, 0);
        Arrays.fill(errorB, 0);
        Arrays.fill(errorA, 0);
        return new Ciphertext(parameters, b, a, scale, magnitude, noise.publicKey(magnitude, scale));
    }
}
