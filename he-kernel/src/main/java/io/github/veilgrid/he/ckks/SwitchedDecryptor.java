package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.Primes;
import io.github.veilgrid.he.ring.Ring;
import java.util.Arrays;

/**
 * Decrypts what {@link ModulusSwitch} made: {@code a} modulo one integer, {@code b} modulo the same or another. The
 * product {@code a s} is computed over the integers, by transforms modulo as many primes as it needs, one or two; the
 * message is what {@code b/bodyModulus + a s/maskModulus} leaves modulo 1. Thread safe; scratch memory belongs to the
 * calling thread. Closing it wipes its copy of the secret.
 */
public final class SwitchedDecryptor implements AutoCloseable {

    private final CkksParameters parameters;
    private final Ring ring;
    private final double[][] secret;
    private final long bodyModulus;
    private final long maskModulus;

    /**
     * For powers of two.
     *
     * @param bodyBits bits of b, at most 50
     * @param maskBits bits of a, at most 50; up to {@link #maxMaskBits} it takes half the time
     */
    public SwitchedDecryptor(SecretKey key, int bodyBits, int maskBits) {
        this(key, 1L << bodyBits, 1L << maskBits);
    }

    /** For ciphertexts switched to that modulus. */
    public SwitchedDecryptor(SecretKey key, long modulus) {
        this(key, modulus, modulus);
    }

    private SwitchedDecryptor(SecretKey key, long bodyModulus, long maskModulus) {
        this.parameters = key.parameters();
        int n = parameters.ringDimension();
        boolean one = maskModulus <= 1L << maxMaskBits(n);
        this.ring = Ring.of(n, one ? Primes.below(n, Modulus.MAX_BITS) : Primes.below(n, Modulus.MAX_BITS, Modulus.MAX_BITS));
        this.bodyModulus = bodyModulus;
        this.maskModulus = maskModulus;
        this.secret = ring.allocate();
        double[] coefficients = new double[n];
        parameters.ring().ntt(0).inverse(key.row(0), coefficients);
        for (int limb = 0; limb < secret.length; limb++) {
            ring.ntt(limb).forward(coefficients, secret[limb]);
        }
        Arrays.fill(coefficients, 0);
    }

    /** Most bits of a for which {@code a s}, at most {@code 2^(bits-1) * 2N} in size, stays below half a prime. */
    public static int maxMaskBits(int ringDimension) {
        return Modulus.MAX_BITS - 2 - Integer.numberOfTrailingZeros(ringDimension);
    }

    /**
     * Decrypts a vector for its owner; not to be published as it is ({@link SharedDecryption}).
     *
     * @return N slots, each within {@link SwitchedCiphertext#errorBound()} of its true value
     * @throws OperandException if the ciphertext belongs to other parameters or another modulus
     */
    public double[] decrypt(SwitchedCiphertext c) {
        if (!c.parameters().equals(parameters) || c.modulus() != maskModulus || c.modulus() != bodyModulus) {
            throw new OperandException("The ciphertext is one modulo " + c.modulus() + ", this decryptor is made for "
                    + maskModulus + ", or its parameters are others.");
        }
        double[] fractions = new double[ring.dimension()];
        decrypt(c.b(), c.a().clone(), fractions);
        double[] slots = new double[fractions.length];
        parameters.encoder().decode(fractions, c.scale() / c.modulus(), slots);
        return slots;
    }

    /**
     * Decrypts coefficients as fractions of the modulus they once had.
     *
     * @param b integers modulo bodyModulus
     * @param a integers modulo maskModulus, centred; overwritten
     * @param fractions takes message plus noise, {@code -1/2 .. 1/2}
     */
    public void decrypt(double[] b, double[] a, double[] fractions) {
        double unitA = 1.0 / maskModulus;
        double unitB = 1.0 / bodyModulus;
        if (ring.limbs() == 1) {
            multiplySecret(a, 0, a);
        } else {
            productModuloMask(a);
        }
        for (int i = 0; i < fractions.length; i++) {
            fractions[i] = a[i] * unitA + b[i] * unitB;
        }
        ModulusSwitch.centre(fractions);
    }

    private void multiplySecret(double[] a, int limb, double[] out) {
        Modulus q = ring.modulus(limb);
        ring.ntt(limb).forward(a, out);
        ModularLoops.multiply(out, out, secret[limb], q);
        ModularLoops.reduce(out, q);
        ring.ntt(limb).inverse(out, out);
    }

    /** {@code a = a s} modulo maskModulus, from the product's digits {@code d0 + q0 d1}. */
    private void productModuloMask(double[] a) {
        double[] upper = new double[a.length];
        Modulus q1 = ring.modulus(1);
        ModularLoops.reduce(upper, a, q1);
        multiplySecret(upper, 1, upper);
        ModularLoops.reduce(a, ring.modulus(0));
        multiplySecret(a, 0, a);
        ModularLoops.subtract(upper, a);
        ModularLoops.multiplyScalar(upper, upper, q1.invert(q1.reduce(ring.modulus(0).value())), q1);
        ModularLoops.reduce(upper, q1);
        double m = maskModulus;
        double radix = ring.modulus(0).value() % maskModulus;
        for (int i = 0; i < a.length; i++) {
            double h = upper[i] * radix;
            double l = Math.fma(upper[i], radix, -h);
            double k = Math.rint(h / m);
            a[i] += Math.fma(-k, m, h) + l;
            a[i] -= m * Math.rint(a[i] / m);
        }
        Arrays.fill(upper, 0);
    }

    @Override
    public void close() {
        for (double[] row : secret) {
            Arrays.fill(row, 0);
        }
    }
}
