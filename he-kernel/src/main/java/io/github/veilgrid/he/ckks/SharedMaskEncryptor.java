package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.PerThread;
import io.github.veilgrid.he.ring.Ring;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Encrypts under many secrets with the same uniform polynomials: {@code b_k,i = -a_i s_k + e_k,i + m_k,i} for lanes
 * {@code k}, each with a secret of its own. Whatever linear map is applied to all lanes alike need be applied to {@code a}
 * once, and {@code a} travels once: with many lanes a ciphertext is one polynomial, not two.
 *
 * <p>That the a's are shared costs no security that a job has without it: a hybrid argument over the lanes replaces one
 * b after the other by uniform values, each step an RLWE problem with a secret of its own (Peikert, Vaikuntanathan and
 * Waters, CRYPTO 2008, who encrypt many bits under one a; FrodoKEM has eight secrets under one matrix). A distinguisher's
 * advantage grows at most by the factor of the number of lanes; a lattice reduced for one lane helps with the next, so
 * that breaking all lanes may cost hardly more than breaking one, as it does where all have one secret.
 *
 * <p>What must never happen is two messages under one secret and one a: each lane's key serves one {@link Lane}, each
 * index of a lane one message. Thread safe.
 */
public final class SharedMaskEncryptor {

    private final CkksParameters parameters;
    private final byte[] seed;
    private final UniformExpander expander;
    /** Expanded by whoever needs one first; a second thread that needs it at the same time finds the same. */
    private final AtomicReferenceArray<double[][]> masks;
    private final boolean transformed;
    private final PerThread<Workspace> workspaces;

    /**
     * @param publicSeed32 32 bytes for the a's, used for nothing else
     * @param masks number of a's: messages of a lane
     * @param transformed whether b comes in the transform's domain, not as coefficients; a always does
     * @param random where the errors' seeds come from
     */
    public SharedMaskEncryptor(CkksParameters parameters, byte[] publicSeed32, int masks, boolean transformed,
            SecureRandom random) {
        this.parameters = parameters;
        this.seed = publicSeed32.clone();
        this.transformed = transformed;
        Ring ring = parameters.ring();
        this.expander = new UniformExpander(parameters, seed);
        this.masks = new AtomicReferenceArray<>(masks);
        this.workspaces = new PerThread<>(() -> new Workspace(ring, random));
    }

    private static final class Workspace {
        final double[] message;
        final double[] product;
        final SecretSampler sampler;

        Workspace(Ring ring, SecureRandom random) {
            message = new double[ring.dimension()];
            product = new double[ring.dimension()];
            sampler = SecretSampler.fresh(random, ring.dimension());
        }

        /** Beside b and a, each of these tells the secret. */
        void wipe() {
            Arrays.fill(message, 0);
            Arrays.fill(product, 0);
            sampler.wipe();
        }
    }

    private double[][] mask(int index) {
        double[][] mask = masks.get(index);
        if (mask == null) {
            mask = parameters.ring().allocate();
            expander.expand(0, index, mask);
            masks.set(index, mask);
        }
        return mask;
    }

    /**
     * The lane of a secret.
     *
     * @throws IllegalStateException if the key has encrypted with these a's before
     */
    public Lane lane(SecretKey key) {
        if (!key.parameters().equals(parameters)) {
            throw new IllegalArgumentException("the key belongs to other parameters");
        }
        key.claimSeed(seed);
        return new Lane(key);
    }

    /** Messages under one secret. Thread safe. */
    public final class Lane {

        private final SecretKey key;
        private final BitSet used = new BitSet();

        private Lane(SecretKey key) {
            this.key = key;
        }

        /**
         * Encrypts a polynomial.
         *
         * @param coefficients N integers below 2^52 in size
         * @param index which a; each once
         * @param b takes one row per limb, centred residues
         * @throws IllegalStateException if this index was used before
         */
        public void encrypt(double[] coefficients, int index, double[][] b) {
            claim(index);
            Workspace workspace = workspaces.get();
            System.arraycopy(coefficients, 0, workspace.message, 0, workspace.message.length);
            workspace.sampler.addErrors(workspace.message);
            double[][] mask = mask(index);
            Ring ring = parameters.ring();
            for (int limb = 0; limb < ring.limbs(); limb++) {
                Modulus q = ring.modulus(limb);
                ModularLoops.reduce(b[limb], workspace.message, q);
                if (transformed) {
                    ring.ntt(limb).forward(b[limb], b[limb]);
                    ModularLoops.multiplySubtract(b[limb], mask[limb], key.row(limb), q);
                } else {
                    ModularLoops.multiply(workspace.product, mask[limb], key.row(limb), q);
                    ModularLoops.reduce(workspace.product, q);
                    ring.ntt(limb).inverse(workspace.product, workspace.product);
                    ModularLoops.subtract(b[limb], workspace.product);
                }
                ModularLoops.reduce(b[limb], q);
            }
            workspace.wipe();
        }

        private synchronized void claim(int index) {
            if (index < 0 || index >= masks.length()) {
                throw new IllegalArgumentException("index " + index + " is not one of " + masks.length());
            }
            if (used.get(index)) {
                throw new IllegalStateException("index " + index + " was encrypted before: each is used once");
            }
            used.set(index);
        }
    }
}
