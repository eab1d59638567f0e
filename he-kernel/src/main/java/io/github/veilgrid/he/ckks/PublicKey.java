package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Ring;
import java.security.SecureRandom;

/**
 * An encryption of zero, {@code (-a s + e, a)}, with which everybody can encrypt for the owner of the secret key. Its
 * {@code a} is a seed drawn here. Immutable, thread safe.
 */
public final class PublicKey {

    private final CkksParameters parameters;
    private final byte[] seed;
    private final double[][] b;
    private final double[][] a;

    PublicKey(CkksParameters parameters, byte[] seed, double[][] b) {
        this.parameters = parameters;
        this.seed = seed;
        this.b = b;
        this.a = parameters.ring().allocate();
        UniformExpander.expandOnce(parameters.ring(), DerivedSeed.of(DerivedSeed.PUBLIC_KEY, seed), 0, 0, a);
    }

    public static PublicKey generate(SecretKey key, SecureRandom random) {
        CkksParameters parameters = key.parameters();
        byte[] seed = new byte[KeyStream.KEY_BYTES];
        random.nextBytes(seed);
        Ring ring = parameters.ring();
        double[][] b = ring.allocate();
        PublicKey publicKey = new PublicKey(parameters, seed, b);
        double[] error = new double[ring.dimension()];
        SecretSampler sampler = SecretSampler.fresh(random, error.length);
        sampler.addErrors(error);
        for (int limb = 0; limb < ring.limbs(); limb++) {
            ring.ntt(limb).forward(error, b[limb]);
            ModularLoops.multiplySubtract(b[limb], publicKey.a[limb], key.row(limb), ring.modulus(limb));
            ModularLoops.reduce(b[limb], ring.modulus(limb));
        }
        sampler.wipe();
        return publicKey;
    }

    public CkksParameters parameters() {
        return parameters;
    }

    byte[] seed() {
        return seed;
    }

    double[][] b() {
        return b;
    }

    double[][] a() {
        return a;
    }
}
