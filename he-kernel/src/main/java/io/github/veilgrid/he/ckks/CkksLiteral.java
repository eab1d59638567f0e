package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.Modulus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Parameters as somebody wrote them down, unchecked: {@link CkksParameters#of(CkksLiteral)} is where they are checked.
 * Immutable, thread safe.
 *
 * @param ringDimension N
 * @param primeBits bit sizes of the chain, base first: rescaling drops from the end
 * @param specialPrimeBits bit sizes of the primes that key switching computes with in addition; as many as one digit
 *     has primes; empty if nothing is rotated or multiplied
 */
public record CkksLiteral(int ringDimension, List<Integer> primeBits, List<Integer> specialPrimeBits) {

    /** Bits of the base prime above the scale: sign and one for good measure, more where there is room. */
    private static final int BASE_ROOM = 2;
    private static final int GENEROUS_BASE_ROOM = 10;
    private static final int SMALLEST = 1 << 10;
    private static final int LARGEST = 1 << 15;

    public CkksLiteral {
        primeBits = List.copyOf(primeBits);
        specialPrimeBits = List.copyOf(specialPrimeBits);
    }

    /**
     * The smallest ring for that many products in sequence at that precision: a base prime, one prime of the scale's
     * size for each product, one special prime.
     *
     * @param levels products in sequence, 0 or more; each may double the error that came before
     * @param precisionBits bits of a value of size 1 that are right after the last product, in every slot; 8 to 30
     * @throws ParameterException if no ring is large enough, or nobody could want that
     */
    public static CkksLiteral forDepth(int levels, int precisionBits) {
        if (levels < 0 || precisionBits < 8 || precisionBits > 30) {
            throw new ParameterException("Levels are 0 or more and the precision 8 to 30 bits, not " + levels + " and "
                    + precisionBits + ".");
        }
        for (int n = SMALLEST; n <= LARGEST; n *= 2) {
            int noise = (int) Math.ceil(Math.log(NoiseBounds.division(n)) / Math.log(2));
            long scaleBits = (long) precisionBits + noise + levels + 1;
            int scale = (int) Math.min(scaleBits, Modulus.MAX_BITS);
            int base = Math.min(scale + GENEROUS_BASE_ROOM, Modulus.MAX_BITS);
            int special = Math.min(base + 1, Modulus.MAX_BITS);
            if (base >= scale + BASE_ROOM && base + (long) levels * scale + special <= SecurityTable.maxLog2Modulus(n)) {
                List<Integer> primes = new ArrayList<>(List.of(base));
                primes.addAll(Collections.nCopies(levels, scale));
                return new CkksLiteral(n, primes, List.of(special));
            }
        }
        throw new ParameterException("No secure ring dimension up to " + LARGEST + " holds " + levels + " levels at "
                + precisionBits + " bits with scales of one prime (" + Modulus.MAX_BITS
                + " bits, of which noise takes about 20): take fewer levels or less precision.");
    }

    /** The scale that keeps its size through products and rescaling, that of the last prime, as far as the base holds it. */
    public double scale() {
        if (primeBits.isEmpty()) {
            throw new ParameterException("A literal without primes has no scale.");
        }
        return Math.scalb(1.0, Math.min(primeBits.get(primeBits.size() - 1), primeBits.get(0) - BASE_ROOM));
    }
}
