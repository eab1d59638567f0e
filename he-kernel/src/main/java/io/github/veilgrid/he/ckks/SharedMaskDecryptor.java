package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.PerThread;
import io.github.veilgrid.he.ring.Ring;
import java.util.Arrays;

/**
 * Decrypts sums over lanes ({@link SharedMaskEncryptor}). If the remote party computed {@code sum_k w_k b_k} with integers
 * {@code w_k}, the secret that belongs to it is {@code sum_k w_k s_k}: the a it is multiplied by is that of one lane. The
 * b of a result comes switched to a power of two, a comes as it is. Immutable, thread safe.
 */
public final class SharedMaskDecryptor {

    private final Ring ring;
    private final ModulusSwitch modulusSwitch;
    private final PerThread<double[][]> products;

    public SharedMaskDecryptor(CkksParameters parameters) {
        this.ring = parameters.ring();
        this.modulusSwitch = new ModulusSwitch(ring);
        this.products = new PerThread<>(ring::allocate);
    }

    /** A combination of secrets; closing it wipes it. Thread safe as long as nobody closes it meanwhile. */
    public static final class Secret implements AutoCloseable {

        private final double[][] rows;

        private Secret(double[][] rows) {
            this.rows = rows;
        }

        @Override
        public void close() {
            for (double[] row : rows) {
                Arrays.fill(row, 0);
            }
        }

        @Override
        public String toString() {
            return "combined secret";
        }
    }

    /**
     * The secret {@code sum_k weights[k] keys[k]}.
     *
     * @param weights integers below 2^49 in size
     */
    public Secret combine(SecretKey[] keys, long[] weights) {
        double[][] rows = ring.allocate();
        double[] weight = new double[1];
        for (int limb = 0; limb < rows.length; limb++) {
            Modulus q = ring.modulus(limb);
            for (int k = 0; k < keys.length; k++) {
                weight[0] = weights[k];
                ModularLoops.reduce(weight, q);
                ModularLoops.multiplyScalarAdd(rows[limb], keys[k].row(limb), weight[0], q);
                ModularLoops.reduce(rows[limb], q);
            }
        }
        return new Secret(rows);
    }

    /**
     * Decrypts coefficients as fractions of the modulus.
     *
     * @param body integers modulo {@code 2^bodyBits}
     * @param mask a, one row per limb, centred residues in the transform's domain
     * @param fractions takes message plus noise, {@code -1/2 .. 1/2}
     */
    public void decrypt(double[] body, int bodyBits, double[][] mask, Secret secret, double[] fractions) {
        double[][] product = products.get();
        for (int limb = 0; limb < product.length; limb++) {
            Modulus q = ring.modulus(limb);
            ModularLoops.multiply(product[limb], mask[limb], secret.rows[limb], q);
            ModularLoops.reduce(product[limb], q);
            ring.ntt(limb).inverse(product[limb], product[limb]);
        }
        modulusSwitch.fractions(product, fractions);
        // a times the secret tells the secret.
        for (double[] row : product) {
            Arrays.fill(row, 0);
        }
        double unit = Math.scalb(1.0, -bodyBits);
        for (int i = 0; i < fractions.length; i++) {
            fractions[i] += body[i] * unit;
        }
        ModulusSwitch.centre(fractions);
    }
}
