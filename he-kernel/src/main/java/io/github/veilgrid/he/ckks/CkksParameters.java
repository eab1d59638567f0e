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
 * Checked parameters: a ring dimension, a chain of primes, and the special primes of key switching if there are any.
 * Whoever holds an instance may trust it to be secure (128 bits) and complete. Immutable as far as anybody can see,
 * thread safe.
 *
 * <p>Canonical bytes: format (1), log2 of the ring dimension, number of limbs, number of special primes, then the bit
 * size of each prime, special ones last; one byte each. Primes follow from their sizes by {@link Primes#below}, so
 * nobody can slip in a prime of his own.
 */
public final class CkksParameters {

    private static final byte FORMAT = 1;
    private static final String FINGERPRINT_LABEL = "veilgrid ckks parameters 1";
    private static final int HEADER = 4;
    /** As many primes of 50 bits as one base conversion can start from exactly. */
    private static final int MAX_SPECIAL_PRIMES = 10;

    private final int[] primeBits;
    private final int limbs;
    private final Ring ring;
    private final Ring keyRing;
    /** Built when first asked for; racing threads build the same, and all fields of an encoder are final. */
    private Encoder encoder;
    private final double log2Modulus;
    private final byte[] fingerprint;

    private CkksParameters(int ringDimension, int[] chainBits, int[] specialBits) {
        this.limbs = chainBits.length;
        this.primeBits = Arrays.copyOf(chainBits, limbs + specialBits.length);
        System.arraycopy(specialBits, 0, primeBits, limbs, specialBits.length);
        if (limbs == 0 || primeBits.length > Byte.MAX_VALUE) {
            throw new ParameterException("CKKS parameters have 1 to 127 primes, at least one of them not special, and not "
                    + limbs + " and " + specialBits.length + " special ones.");
        }
        if (specialBits.length > MAX_SPECIAL_PRIMES) {
            throw new ParameterException("Key switching takes at most " + MAX_SPECIAL_PRIMES + " special primes, not "
                    + specialBits.length + ".");
        }
        int max = SecurityTable.maxLog2Modulus(ringDimension);
        if (Arrays.stream(primeBits).asLongStream().sum() > max + primeBits.length) {
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
        this.keyRing = Ring.of(ringDimension, primes);
        this.ring = keyRing.prefix(limbs);
        this.fingerprint = fingerprint(primes);
    }

    /**
     * Checks what somebody wrote down.
     *
     * @throws ParameterException if it is not secure, or there are no such primes
     */
    public static CkksParameters of(CkksLiteral literal) {
        return new CkksParameters(literal.ringDimension(), literal.primeBits().stream().mapToInt(i -> i).toArray(),
                literal.specialPrimeBits().stream().mapToInt(i -> i).toArray());
    }

    /**
     * Parameters whose limb i is the largest prime below {@code 2^primeBits[i]} that is 1 modulo 4N and not taken yet.
     *
     * @param ringDimension N, a power of two from 1024 to 32768: the number of real slots
     * @throws ParameterException if they are not secure or there is no such prime
     */
    public static CkksParameters of(int ringDimension, int... primeBits) {
        return new CkksParameters(ringDimension, primeBits, new int[0]);
    }

    /** Largest log2 of the product of all primes for 128-bit security. */
    public static int maxLog2Modulus(int ringDimension) {
        return SecurityTable.maxLog2Modulus(ringDimension);
    }

    /** N, the number of coefficients and of real slots. */
    public int ringDimension() {
        return ring.dimension();
    }

    /** Primes of the chain: what a fresh ciphertext has. */
    public int limbs() {
        return limbs;
    }

    /** Primes of key switching, which are also the largest number of primes in one of its digits; may be 0. */
    public int specialPrimes() {
        return keyRing.limbs() - limbs;
    }

    public long prime(int limb) {
        return ring.modulus(limb).value();
    }

    /** log2 of the product of all primes, special primes included: what security depends on. */
    public double log2Modulus() {
        return log2Modulus;
    }

    public int securityBits() {
        return SecurityTable.SECURITY_BITS;
    }

    /** The ring of ciphertexts: the chain. */
    public Ring ring() {
        return ring;
    }

    /** The ring of evaluation keys: the chain, then the special primes. Shares its tables with {@link #ring}. */
    public Ring keyRing() {
        return keyRing;
    }

    /** The encoder of this ring dimension. */
    public Encoder encoder() {
        Encoder known = encoder;
        if (known == null) {
            known = new Encoder(ringDimension());
            encoder = known;
        }
        return known;
    }

    /** SHA-256 over a label, the canonical bytes and the primes: names these parameters in files and messages. */
    public byte[] fingerprint() {
        return fingerprint.clone();
    }

    /** The canonical bytes. */
    public byte[] toBytes() {
        ByteBuffer out = ByteBuffer.allocate(HEADER + primeBits.length);
        out.put(FORMAT).put((byte) Integer.numberOfTrailingZeros(ringDimension()))
                .put((byte) limbs).put((byte) specialPrimes());
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
        int limbs = bytes[2];
        int special = bytes[3];
        if (log < 0 || log > 30 || limbs < 1 || special < 0 || limbs + special != bytes.length - HEADER) {
            throw new WireFormatException("The CKKS parameters are damaged.");
        }
        int[] bits = new int[limbs + special];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = bytes[HEADER + i];
        }
        try {
            return new CkksParameters(1 << log, Arrays.copyOf(bits, limbs), Arrays.copyOfRange(bits, limbs, bits.length));
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
        return String.format(Locale.ROOT, "N = %d, primes of %s bits, %d of them special, log2 QP = %.2f",
                ringDimension(), Arrays.toString(primeBits), specialPrimes(), log2Modulus);
    }
}
