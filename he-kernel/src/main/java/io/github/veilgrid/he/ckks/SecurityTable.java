package io.github.veilgrid.he.ckks;

import java.util.Locale;

/**
 * Largest moduli for 128-bit security with a uniform ternary secret and errors of deviation 3.2 or more: Bossuat et al.,
 * "Security Guidelines for Implementing Homomorphic Encryption" (IACR Communications in Cryptology, 2024), the stricter
 * (quantum) of its two rows.
 */
final class SecurityTable {

    static final int SECURITY_BITS = 128;
    private static final int SMALLEST_LOG = 10;
    private static final int[] MAX_LOG2_MODULUS = {25, 50, 101, 203, 409, 825};

    private SecurityTable() {
    }

    static int maxLog2Modulus(int ringDimension) {
        int log = Integer.numberOfTrailingZeros(ringDimension);
        int row = log - SMALLEST_LOG;
        if (Integer.bitCount(ringDimension) != 1 || row < 0 || row >= MAX_LOG2_MODULUS.length) {
            throw new ParameterException("The ring dimension must be a power of two from 1024 to 32768, not "
                    + ringDimension + ".");
        }
        return MAX_LOG2_MODULUS[row];
    }

    static void check(int ringDimension, double log2Modulus) {
        int max = maxLog2Modulus(ringDimension);
        if (log2Modulus > max) {
            throw new ParameterException(String.format(Locale.ROOT, "A modulus of %.2f bits is not secure at ring "
                    + "dimension %d: at most %d bits are; take a larger ring dimension or fewer or smaller primes.",
                    log2Modulus, ringDimension, max));
        }
    }
}
