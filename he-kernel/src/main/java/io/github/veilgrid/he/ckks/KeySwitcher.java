package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.BasisExtension;
import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.ModulusDown;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.ring.Rotation;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Hybrid key switching in its three steps: a polynomial's digits, lifted to the special primes ({@link #decompose});
 * their product with a switching key ({@link #multiply}); division by the special primes. Digits are kept, so several
 * keys can be applied to one decomposition (hoisting: Halevi and Shoup, "Faster homomorphic linear transformations in
 * HElib", CRYPTO 2018). Owns its buffers: for one thread at a time.
 */
final class KeySwitcher {

    private final CkksParameters parameters;
    private final Ring ring;
    private final int digitSize;
    private final BasisExtension[][] extensions;
    private final ModulusDown special;
    private final ModulusDown.Scratch divisionScratch;
    private final double[][] coefficients;
    private final double[][] extensionScratch;
    private final double[][][] digits;
    private final double[][] sumB;
    private final double[][] sumA;
    private final double[] rotated;
    private final ProductSum products = new ProductSum();

    KeySwitcher(CkksParameters parameters) {
        this.parameters = parameters;
        this.ring = parameters.keyRing();
        this.digitSize = parameters.specialPrimes();
        int limbs = parameters.limbs();
        int count = SwitchingKey.digits(parameters, limbs);
        this.extensions = new BasisExtension[count][digitSize + 1];
        for (int digit = 0; digit < count; digit++) {
            int first = digit * digitSize;
            for (int size = 1; size <= Math.min(digitSize, limbs - first); size++) {
                extensions[digit][size] = new BasisExtension(ring, IntStream.range(first, first + size).toArray());
            }
        }
        this.special = new ModulusDown(ring, limbs, IntStream.range(limbs, ring.limbs()).toArray());
        this.divisionScratch = special.allocateScratch();
        this.coefficients = ring.allocate();
        this.extensionScratch = new double[digitSize + 1][ring.dimension()];
        this.digits = new double[count][][];
        for (int digit = 0; digit < count; digit++) {
            digits[digit] = ring.allocate();
        }
        this.sumB = ring.allocate();
        this.sumA = ring.allocate();
        this.rotated = new double[ring.dimension()];
    }

    /** Decomposes a polynomial, centred residues in the transform's domain, and keeps its digits. */
    void decompose(double[][] c, int limbs) {
        for (int limb = 0; limb < limbs; limb++) {
            ring.ntt(limb).inverse(c[limb], coefficients[limb]);
        }
        for (int digit = 0; digit < SwitchingKey.digits(parameters, limbs); digit++) {
            int first = digit * digitSize;
            int size = Math.min(digitSize, limbs - first);
            BasisExtension extension = extensions[digit][size];
            extension.prepare(coefficients, extensionScratch);
            for (int limb = 0; limb < ring.limbs(); limb++) {
                if (!isUsed(limb, limbs)) {
                    continue;
                }
                double[] row = digits[digit][limb];
                if (limb >= first && limb < first + size) {
                    System.arraycopy(c[limb], 0, row, 0, row.length);
                } else {
                    extension.extend(extensionScratch, limb, row);
                    ring.ntt(limb).forward(row, row);
                }
            }
        }
    }

    /**
     * Multiplies the kept digits by a key and divides by the special primes.
     *
     * @param outB takes {@code limbs} rows, centred
     * @param outA the same
     */
    void multiply(SwitchingKey key, int limbs, double[][] outB, double[][] outA) {
        multiply(key.b, limbs, sumB);
        multiply(key.a, limbs, sumA);
        divide(sumB, sumA, limbs, outB, outA);
    }

    /**
     * Rotates a ciphertext whose polynomial a is decomposed: from the key to the inversely rotated one first, then the
     * rotation, which brings both back, so that rotations share digits.
     *
     * @param b the ciphertext's other polynomial; read only
     */
    void rotate(double[][] b, SwitchingKey key, Rotation rotation, int limbs, double[][] outB, double[][] outA) {
        multiply(key, limbs, sumB, sumA);
        for (int limb = 0; limb < limbs; limb++) {
            ModularLoops.add(sumB[limb], b[limb]);
            ModularLoops.reduce(sumB[limb], ring.modulus(limb));
            rotation.apply(sumB[limb], outB[limb]);
            rotation.apply(sumA[limb], outA[limb]);
        }
    }

    /**
     * Multiplies the kept digits by a key, rotates, and adds, not dividing yet: sums of many rotations are divided once.
     *
     * @param totalB rows of the key ring, centred, added to
     * @param totalA the same
     */
    void multiplyRotateAdd(SwitchingKey key, Rotation rotation, int limbs, double[][] totalB, double[][] totalA) {
        multiply(key.b, limbs, sumB);
        multiply(key.a, limbs, sumA);
        for (int limb = 0; limb < ring.limbs(); limb++) {
            if (isUsed(limb, limbs)) {
                rotateAdd(rotation, sumB[limb], totalB[limb], ring.modulus(limb));
                rotateAdd(rotation, sumA[limb], totalA[limb], ring.modulus(limb));
            }
        }
    }

    /** {@code total += rotated row}, centred. */
    void rotateAdd(Rotation rotation, double[] row, double[] total, Modulus q) {
        rotation.apply(row, rotated);
        ModularLoops.add(total, rotated);
        ModularLoops.reduce(total, q);
    }

    /** Divides by the special primes. */
    void divide(double[][] b, double[][] a, int limbs, double[][] outB, double[][] outA) {
        special.divide(b, limbs, outB, divisionScratch);
        special.divide(a, limbs, outA, divisionScratch);
    }

    private boolean isUsed(int limb, int limbs) {
        return limb < limbs || limb >= parameters.limbs();
    }

    private void multiply(double[][][] key, int limbs, double[][] sum) {
        int count = SwitchingKey.digits(parameters, limbs);
        for (int limb = 0; limb < ring.limbs(); limb++) {
            if (!isUsed(limb, limbs)) {
                continue;
            }
            Modulus q = ring.modulus(limb);
            Arrays.fill(sum[limb], 0);
            products.begin(sum[limb], q);
            for (int digit = 0; digit < count; digit++) {
                products.add(digits[digit][limb], key[digit][limb]);
            }
            products.end();
        }
    }
}
