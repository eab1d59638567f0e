package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.PerThread;
import io.github.veilgrid.he.ring.Ring;

/**
 * Decryption {@code b + a s}: coefficients of the message with its noise. Thread safe; scratch memory belongs to the
 * calling thread.
 */
public final class Decryptor {

    private final SecretKey key;
    private final CrtReconstruction crt;
    private final PerThread<double[][]> rows;

    public Decryptor(SecretKey key) {
        this.key = key;
        Ring ring = key.parameters().ring();
        this.crt = new CrtReconstruction(ring);
        this.rows = new PerThread<>(ring::allocate);
    }

    /**
     * Decrypts polynomials.
     *
     * @param b one row per limb, in the transform's domain; fewer rows than the chain has primes mean a lower level;
     *     sums of a few residues need not be reduced
     * @param a the same; {@code |a| <= 2q}
     * @param coefficients takes N integers, centred modulo the product of the primes, rounded to {@code double}
     */
    public void decrypt(double[][] b, double[][] a, double[] coefficients) {
        Ring ring = key.parameters().ring();
        double[][] m = rows.get();
        for (int limb = 0; limb < b.length; limb++) {
            ModularLoops.multiply(m[limb], a[limb], key.row(limb), ring.modulus(limb));
            ModularLoops.add(m[limb], b[limb]);
            ModularLoops.reduce(m[limb], ring.modulus(limb));
            ring.ntt(limb).inverse(m[limb], m[limb]);
        }
        crt.combine(m, b.length, coefficients);
    }

    /**
     * Decrypts a vector for its owner. The values carry the key's noise: they are not to be published as they are
     * (Li and Micciancio 2021); {@link SharedDecryption} is for that.
     *
     * @return N slots, each within {@link Ciphertext#errorBound()} of its true value
     * @throws OperandException if the ciphertext belongs to other parameters
     */
    public double[] decrypt(Ciphertext ciphertext) {
        Operands.requireParameters(key.parameters(), ciphertext);
        double[] coefficients = new double[key.parameters().ringDimension()];
        decrypt(ciphertext.b(), ciphertext.a(), coefficients);
        double[] slots = new double[coefficients.length];
        key.parameters().encoder().decode(coefficients, ciphertext.scale(), slots);
        return slots;
    }
}
