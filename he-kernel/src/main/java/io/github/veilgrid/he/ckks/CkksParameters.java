package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.Primes;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.wire.WireFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Checked parameters: a ring dimension and a chain of primes. Whoever holds an instance may trust it to be secure
 * (128 bits) and complete. Immutable, thread safe.
 *
 * <p>Canonical bytes: format (1), log2 of the ring dimension, number of limbs, number of special primes (0), then the
 * bit size of each prime; one byte each. Primes follow from their sizes by {@link Primes#below}, so nobody can slip in
 * a prime of his own.
 */
public final class CkksParameters {

    private static final byte FORMAT = 1;
    private static final String FINGERPRINT_LABEL = "veilgrid ckks parameters 1";
    private static final int HEADER = 4;

    private final Ring ring;
    private final int[] primeBits;
    private final double log2Modulus;
    private final byte[] fingerprint;

    private CkksParameters(int ringDimension, int[] primeBits) {
        if (primeBits.length == 0) {
            throw new ParameterException("CKKS parameters need at least one prime.");
        }
        int max = SecurityTable.maxLog2Modulus(ringDimension);
        if (Arrays.stream(primeBits).anyMatch(b -> b < 2) || Arrays.stream(primeBits).asLongStream().sum() > max + primeBits.length) {
            throw new ParameterException("Primes of " + Arrays.toString(primeBits) + " bits are more than the " + max
                    + " bits that are secure at ring dimension " + ringDimension + ".");
        }
        long[] primes;
        try {
            primes = Primes.below(ringDimension, primeBits);
        } catch (IllegalArgumentException e) {
            throw new ParameterException("No such parameters: " + e.getMessage() + ".", e);
        }
        this.log2Modulus = Arrays.stream(primes).mapToDouble(p -> StrictMath.log(p) / StrictMath.log(2)).sum();
        SecurityTable.check(ringDimension, log2Modulus);
        this.primeBits = primeBits.clone();
        this.ring = Ring.of(ringDimension, primes);
        this.fingerprint = fingerprint(primes);
    }

    /**
     * Parameters whose limb i is the largest prime below {@code 2^primeBits[i]} that is 1 modulo 4N and not taken yet.
     *
     * @param ringDimension N, a power of two from 1024 to 32768: the number of real slots
     * @throws ParameterException if they are not secure or there is no such prime
     */
    public static CkksParameters of(int ringDimension, int... primeBits) {
        return new CkksParameters(ringDimension, primeBits);
    }

    /** Largest log2 of the product of all primes for 128-bit security. */
    public static int maxLog2Modulus(int ringDimension) {
        return SecurityTable.maxLog2Modulus(ringDimension);
    }

    /** N, the number of coefficients and of real slots. */
    public int ringDimension() {
        return ring.dimension();
    }

    public int limbs() {
        return ring.limbs();
    }

    public long prime(int limb) {
        return ring.modulus(limb).value();
    }

    /** log2 of the product of all primes. */
    public double log2Modulus() {
        return log2Modulus;
    }

    public int securityBits() {
        return SecurityTable.SECURITY_BITS;
    }

    public Ring ring() {
        return ring;
    }

    /** SHA-256 over a label, the canonical bytes and the primes: names these parameters in files and messages. */
    public byte[] fingerprint() {
        return fingerprint.clone();
    }

    /** The canonical bytes. */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(HEADER + primeBits.length);
        out.put(FORMAT).put((byte) Integer.numberOfTrailingZeros(ringDimension())).put((byte) primeBits.length).put((byte) 0);
        for (int bits : primeBits) {
            out.put((byte) bits);
        }
        return out.array();
    }

    /**
     * Reads canonical bytes and checks them like {@link #of}.
     *
     * @throws WireFormatException if they are not canonical, or not secure
     */
    public static CkksParameters fromBytes(byte[] bytes) throws WireFormatException {
        if (bytes.length <= HEADER || bytes[0] != FORMAT) {
            throw new WireFormatException("These are not CKKS parameters of format " + FORMAT + ".");
        }
        int log = bytes[1];
        if (log < 0 || log > 30 || bytes[2] != bytes.length - HEADER || bytes[3] != 0) {
            throw new WireFormatException("The CKKS parameters are damaged.");
        }
        int[] bits = new int[bytes.length - HEADER];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = bytes[HEADER + i];
        }
        try {
            return of(1 << log, bits);
        } catch (ParameterException e) {
            throw new WireFormatException("CKKS parameters are refused. " + e.getMessage(), e);
        }
    }

    private byte[] fingerprint(long[] primes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(FINGERPRINT_LABEL.getBytes(StandardCharsets.US_ASCII));
            digest.update(toBytes());
            for (long prime : primes) {
                digest.update(ByteBuffer.allocate(Long.BYTES).putLong(prime).array());
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CkksParameters p && Arrays.equals(p.fingerprint, fingerprint);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(fingerprint);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "N = %d, primes of %s bits, log2 Q = %.2f", ringDimension(),
                Arrays.toString(primeBits), log2Modulus);
    }
}
