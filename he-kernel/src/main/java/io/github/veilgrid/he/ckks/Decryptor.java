package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Ring;

/**
 * Decryption {@code b + a s}: coefficients of the message with its noise. Thread safe; scratch memory belongs to the
 * calling thread.
 */
public final class Decryptor {

    private final SecretKey key;
    private final CrtReconstruction crt;
    private final ThreadLocal<double[][]> rows;

    public Decryptor(SecretKey key) {
        this.key = key;
        Ring ring = key.parameters().ring();
        this.crt = new CrtReconstruction(ring);
        this.rows = ThreadLocal.withInitial(ring::allocate);
    }

    /**
     * Decrypts.
     *
     * @param b one row per limb, in the transform's domain; sums of a few residues need not be reduced
     * @param a the same; {@code |a| <= 2q}
     * @param coefficients takes N integers, centred modulo the product of all primes, rounded to {@code double}
     */
    public void decrypt(double[][] b, double[][] a, double[] coefficients) {
        Ring ring = key.parameters().ring();
        double[][] m = rows.get();
        for (int limb = 0; limb < ring.limbs(); limb++) {
            ModularLoops.multiply(m[limb], a[limb], key.row(limb), ring.modulus(limb));
            ModularLoops.add(m[limb], b[limb]);
            ModularLoops.reduce(m[limb], ring.modulus(limb));
            ring.ntt(limb).inverse(m[limb], m[limb]);
        }
        crt.combine(m, coefficients);
    }
}
