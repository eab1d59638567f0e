package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.Ntt;
import io.github.veilgrid.he.ring.Primes;
import io.github.veilgrid.he.ring.Ring;

/**
 * Decrypts what {@link ModulusSwitch} made: integers modulo powers of two, {@code a} in {@code maskBits}, {@code b} in
 * {@code bodyBits} bits. The product {@code a s} is computed over the integers, by a transform modulo one prime that it
 * cannot exceed; the message is what {@code b/2^bodyBits + a s/2^maskBits} leaves modulo 1. Thread safe; scratch memory
 * belongs to the calling thread. Closing it wipes its copy of the secret.
 */
public final class SwitchedDecryptor implements AutoCloseable {

    private final Ntt ntt;
    private final double[] secret;
    private final int maskBits;
    private final int bodyBits;

    /**
     * @param bodyBits bits of b
     * @param maskBits bits of a, at most {@link #maxMaskBits}
     */
    public SwitchedDecryptor(SecretKey key, int bodyBits, int maskBits) {
        Ring ring = key.parameters().ring();
        int n = ring.dimension();
        if (maskBits > maxMaskBits(n)) {
            throw new IllegalArgumentException(maskBits + " bits of a are more than a product can hold");
        }
        this.ntt = new Ntt(n, Modulus.of(Primes.below(n, Modulus.MAX_BITS)[0]));
        this.bodyBits = bodyBits;
        this.maskBits = maskBits;
        this.secret = new double[n];
        ring.ntt(0).inverse(key.row(0), secret);
        ntt.forward(secret, secret);
    }

    /** Most bits of a for which {@code a s}, at most {@code 2^(bits-1) * 2N} in size, stays below half a prime. */
    public static int maxMaskBits(int ringDimension) {
        return Modulus.MAX_BITS - 2 - Integer.numberOfTrailingZeros(ringDimension);
    }

    /**
     * Decrypts coefficients as fractions of the modulus they once had.
     *
     * @param b integers modulo 2^bodyBits
     * @param a integers modulo 2^maskBits, centred; overwritten
     * @param fractions takes message plus noise, {@code -1/2 .. 1/2}
     */
    public void decrypt(double[] b, double[] a, double[] fractions) {
        ntt.forward(a, a);
        ModularLoops.multiply(a, a, secret, ntt.modulus());
        ModularLoops.reduce(a, ntt.modulus());
        ntt.inverse(a, a);
        double unitA = Math.scalb(1.0, -maskBits);
        double unitB = Math.scalb(1.0, -bodyBits);
        for (int i = 0; i < fractions.length; i++) {
            fractions[i] = a[i] * unitA + b[i] * unitB;
        }
        ModulusSwitch.centre(fractions);
    }

    @Override
    public void close() {
        java.util.Arrays.fill(secret, 0);
    }
}
