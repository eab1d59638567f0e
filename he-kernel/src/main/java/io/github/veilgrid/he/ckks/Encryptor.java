package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.PerThread;
import io.github.veilgrid.he.ring.Ring;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Secret-key encryption {@code b = -a s + e + m} with a public half {@code a} that everybody expands from the public
 * seed. Decrypts as {@code b + a s}.
 *
 * <p>Each (plane, index) is used once: encrypting twice under one {@code a} would reveal the difference of the two
 * messages. Errors come from AES in counter mode, keyed for each thread by the given {@link SecureRandom}. Thread safe.
 */
public final class Encryptor {

    private final SecretKey key;
    private final UniformExpander expander;
    private final ConcurrentHashMap<Integer, BitSet> used = new ConcurrentHashMap<>();
    private final PerThread<Workspace> workspaces;

    /**
     * @param publicSeed32 32 bytes for {@code a}, never used with this key before
     * @param random where the errors' seeds come from
     * @throws IllegalStateException if this key has an encryptor with that seed already
     */
    public Encryptor(SecretKey key, byte[] publicSeed32, SecureRandom random) {
        key.claimSeed(publicSeed32);
        this.key = key;
        this.expander = new UniformExpander(key.parameters(), publicSeed32);
        this.workspaces = new PerThread<>(() -> new Workspace(key.parameters().ring(), random));
    }

    private static final class Workspace {
        final double[] message;
        final double[][] a;
        final SecretSampler sampler;

        Workspace(Ring ring, SecureRandom random) {
            message = new double[ring.dimension()];
            a = ring.allocate();
            sampler = SecretSampler.fresh(random, ring.dimension());
        }
    }

    /**
     * Encrypts a polynomial.
     *
     * @param coefficients N integers below 2^52 in size
     * @param plane any
     * @param index 0 or more; memory grows with the largest index of a plane, one bit each
     * @param b takes one row per limb, centred residues in the transform's domain
     * @throws IllegalStateException if this (plane, index) was used before
     */
    public void encrypt(double[] coefficients, int plane, int index, double[][] b) {
        Workspace workspace = begin(plane, index);
        System.arraycopy(coefficients, 0, workspace.message, 0, workspace.message.length);
        workspace.sampler.addErrors(workspace.message);
        Ring ring = key.parameters().ring();
        for (int limb = 0; limb < ring.limbs(); limb++) {
            ModularLoops.reduce(b[limb], workspace.message, ring.modulus(limb));
        }
        finish(workspace, b);
    }

    /**
     * The same for a polynomial that is larger by a power of two, as a message must be whose noise is to be drowned.
     *
     * @param coefficients N integers below 2^52 in size, each of which stands for {@code 2^shift} times as much
     */
    public void encrypt(double[] coefficients, int shift, int plane, int index, double[][] b) {
        encrypt(new WideEncoding(coefficients, shift), plane, index, b);
    }

    /** The same for an encoding at any scale. */
    void encrypt(WideEncoding encoding, int plane, int index, double[][] b) {
        Workspace workspace = begin(plane, index);
        Arrays.fill(workspace.message, 0);
        workspace.sampler.addErrors(workspace.message);
        Ring ring = key.parameters().ring();
        for (int limb = 0; limb < ring.limbs(); limb++) {
            encoding.addTo(workspace.message, b[limb], ring.modulus(limb));
        }
        finish(workspace, b);
    }

    private Workspace begin(int plane, int index) {
        claim(plane, index);
        Workspace workspace = workspaces.get();
        expander.expand(plane, index, workspace.a);
        return workspace;
    }

    /** From {@code m + e} in coefficients to {@code b}. */
    private void finish(Workspace workspace, double[][] b) {
        Ring ring = key.parameters().ring();
        for (int limb = 0; limb < ring.limbs(); limb++) {
            ring.ntt(limb).forward(b[limb], b[limb]);
            ModularLoops.multiplySubtract(b[limb], workspace.a[limb], key.row(limb), ring.modulus(limb));
            ModularLoops.reduce(b[limb], ring.modulus(limb));
        }
    }

    private void claim(int plane, int index) {
        if (index < 0) {
            throw new IllegalArgumentException("index " + index + " is negative");
        }
        BitSet indices = used.computeIfAbsent(plane, p -> new BitSet());
        synchronized (indices) {
            if (indices.get(index)) {
                throw new IllegalStateException("plane " + plane + ", index " + index
                        + " was encrypted before: a seed is used once");
            }
            indices.set(index);
        }
    }
}
