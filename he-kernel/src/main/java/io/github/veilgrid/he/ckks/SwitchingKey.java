package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.Ring;
import java.util.Arrays;

/**
 * A key that turns {@code c * from} into a ciphertext under another key (hybrid key switching: Han and Ki, "Better
 * bootstrapping for approximate homomorphic encryption", CT-RSA 2020, section 3). Digit j, a group of as many chain
 * primes as there are special ones, has the pair {@code (-a_j to + e_j + P g_j from, a_j)}; {@code g_j} is 1 modulo the
 * digit's primes and 0 modulo the others, P the product of the special primes. One key serves all levels.
 *
 * <p>Rows are {@code [digit][limb of the key ring]}. The {@code a_j} come from a public seed. Immutable, thread safe.
 */
final class SwitchingKey {

    final double[][][] b;
    final double[][][] a;

    SwitchingKey(double[][][] b, double[][][] a) {
        this.b = b;
        this.a = a;
    }

    static int digits(CkksParameters parameters, int limbs) {
        int size = parameters.specialPrimes();
        return (limbs + size - 1) / size;
    }

    /** The public halves of one key. */
    static double[][][] expand(CkksParameters parameters, UniformExpander expander, int id) {
        double[][][] a = new double[digits(parameters, parameters.limbs())][][];
        for (int digit = 0; digit < a.length; digit++) {
            a[digit] = parameters.keyRing().allocate();
            expander.expand(id, digit, a[digit]);
        }
        return a;
    }

    /**
     * Makes a key. An error with an extreme slot, one in some hundred thousand, is drawn anew: the key carries its errors
     * for as long as it lives, and noise bounds rely on them.
     *
     * @param from rows of the key that is multiplied, in the transform's domain
     * @param to rows of the key that will decrypt
     */
    static SwitchingKey generate(CkksParameters parameters, double[][] from, double[][] to, double[][][] a,
            SecretSampler sampler) {
        Ring ring = parameters.keyRing();
        double[][][] b = new double[a.length][][];
        double[] error = new double[ring.dimension()];
        for (int digit = 0; digit < a.length; digit++) {
            b[digit] = ring.allocate();
            do {
                Arrays.fill(error, 0);
                sampler.addErrors(error);
            } while (parameters.encoder().largestSlot(error) > NoiseBounds.keyErrorSlot(ring.dimension()));
            for (int limb = 0; limb < ring.limbs(); limb++) {
                Modulus q = ring.modulus(limb);
                double[] row = b[digit][limb];
                ring.ntt(limb).forward(error, row);
                ModularLoops.multiplySubtract(row, a[digit][limb], to[limb], q);
                if (limb < parameters.limbs() && limb / parameters.specialPrimes() == digit) {
                    ModularLoops.multiplyScalarAdd(row, from[limb], specialProduct(parameters, q), q);
                }
                ModularLoops.reduce(row, q);
            }
        }
        Arrays.fill(error, 0);
        return new SwitchingKey(b, a);
    }

    private static double specialProduct(CkksParameters parameters, Modulus q) {
        double product = 1;
        for (int limb = parameters.limbs(); limb < parameters.keyRing().limbs(); limb++) {
            product = q.multiply(product, q.reduce(parameters.keyRing().modulus(limb).value()));
        }
        return product;
    }
}
