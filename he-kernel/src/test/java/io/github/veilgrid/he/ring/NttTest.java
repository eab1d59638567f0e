package io.github.veilgrid.he.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NttTest {

    @ParameterizedTest
    @CsvSource({"16, 12", "16, 50", "32, 50", "64, 30", "128, 49", "1024, 22", "1024, 50", "2048, 49", "4096, 50",
        "8192, 50", "16384, 50", "32768, 50"})
    void positionPIsTheEvaluationAtPsiToThe4pPlus1(int n, int bits) {
        Random random = new Random(31L * n + bits);
        Modulus q = Modulus.of(Primes.below(n, bits)[0]);
        double[] a = Schoolbook.residues(random, n, q.value());
        double[] values = new double[n];
        new Ntt(n, q).forward(a, values);

        BigInteger p = BigInteger.valueOf(q.value());
        BigInteger psi = psi(p, n);
        for (int position : positions(random, n)) {
            BigInteger point = psi.modPow(BigInteger.valueOf(4L * position + 1), p);
            BigInteger inverse = point.modInverse(p);
            BigInteger up = BigInteger.ONE;
            BigInteger down = BigInteger.ONE;
            BigInteger sum = BigInteger.valueOf((long) a[0]);
            for (int k = 1; k < n; k++) {
                up = up.multiply(point).mod(p);
                down = down.multiply(inverse).mod(p);
                sum = sum.add(up.add(down).multiply(BigInteger.valueOf((long) a[k])));
            }
            assertEquals(Schoolbook.centred(sum, p), BigInteger.valueOf((long) values[position]));
        }
    }

    /** What weights that repeat in the slots rest on: such a polynomial has all its coefficients in the smaller ring. */
    @ParameterizedTest
    @CsvSource({"1024, 16", "8192, 128", "8192, 256", "16384, 4096", "8192, 8192"})
    void valuesOfASubringRepeatWithItsDimension(int n, int smaller) {
        Random random = new Random(n + smaller);
        Ring ring = Ring.of(n, Primes.below(n, 49)[0]);
        Ring subring = ring.subring(smaller);
        double[] coefficients = Schoolbook.residues(random, smaller, ring.modulus(0).value());
        double[] spread = new double[n];
        for (int k = 0; k < smaller; k++) {
            spread[k * (n / smaller)] = coefficients[k];
        }
        double[] values = new double[n];
        ring.ntt(0).forward(spread, values);
        double[] fewer = new double[smaller];
        subring.ntt(0).forward(coefficients, fewer);
        for (int p = 0; p < n; p++) {
            assertEquals(fewer[p % smaller], values[p], "position " + p);
        }
        assertThrows(IllegalArgumentException.class, () -> subring.subring(2 * smaller));
    }

    /** psi as the wire format defines it: the smallest non-residue to the power (q-1)/4N. */
    private static BigInteger psi(BigInteger q, int n) {
        BigInteger minusOne = q.subtract(BigInteger.ONE);
        BigInteger g = BigInteger.TWO;
        while (!g.modPow(minusOne.shiftRight(1), q).equals(minusOne)) {
            g = g.add(BigInteger.ONE);
        }
        return g.modPow(minusOne.divide(BigInteger.valueOf(4L * n)), q);
    }

    private static int[] positions(Random random, int n) {
        return n <= 128 ? IntStream.range(0, n).toArray() : random.ints(n <= 4096 ? 24 : 4, 0, n).toArray();
    }

    @ParameterizedTest
    @CsvSource({"16, 50", "1024, 25", "2048, 49", "4096, 34", "8192, 50", "16384, 48", "32768, 50"})
    void theInverseUndoesTheTransformAlsoInPlace(int n, int bits) {
        Random random = new Random(n + bits);
        Modulus q = Modulus.of(Primes.below(n, bits)[0]);
        Ntt ntt = new Ntt(n, q);
        double[] a = Schoolbook.residues(random, n, q.value());
        double[] apart = new double[n];
        ntt.forward(a, apart);
        double[] inPlace = a.clone();
        ntt.forward(inPlace, inPlace);
        assertArrayEquals(apart, inPlace);
        assertTrue(Arrays.stream(apart).allMatch(v -> Math.abs(v) <= q.asDouble() / 2), "values come centred");
        ntt.inverse(inPlace, inPlace);
        assertArrayEquals(a, inPlace);
    }

    @ParameterizedTest
    @CsvSource({"1024, 50", "1024, 22", "2048, 49"})
    void pointwiseProductsAreProductsOfTheRing(int n, int bits) {
        Random random = new Random(n * 7L + bits);
        Modulus q = Modulus.of(Primes.below(n, bits)[0]);
        Ntt ntt = new Ntt(n, q);
        double[] a = Schoolbook.residues(random, n, q.value());
        double[] b = Schoolbook.residues(random, n, q.value());
        BigInteger[] expected = Schoolbook.multiply(Schoolbook.integers(a), Schoolbook.integers(b));
        ntt.forward(a, a);
        ntt.forward(b, b);
        ModularLoops.multiply(a, a, b, q);
        ModularLoops.reduce(a, q);
        ntt.inverse(a, a);
        BigInteger p = BigInteger.valueOf(q.value());
        for (int k = 0; k < n; k++) {
            assertEquals(Schoolbook.centred(expected[k], p), BigInteger.valueOf((long) a[k]));
        }
    }

    /** Schoolbook sums for some coefficients, where the whole product would take minutes. */
    @ParameterizedTest
    @CsvSource({"1024, 50", "2048, 50", "4096, 34", "8192, 50", "16384, 45", "32768, 50"})
    void someCoefficientsOfAProductAtEveryDimension(int n, int bits) {
        Random random = new Random(n * 9L + bits);
        Modulus q = Modulus.of(Primes.below(n, bits)[0]);
        Ntt ntt = new Ntt(n, q);
        double[] a = Schoolbook.residues(random, n, q.value());
        double[] b = Schoolbook.residues(random, n, q.value());
        BigInteger[] wholeA = Schoolbook.integers(a);
        BigInteger[] wholeB = Schoolbook.integers(b);
        ntt.forward(a, a);
        ntt.forward(b, b);
        ModularLoops.multiply(a, a, b, q);
        ModularLoops.reduce(a, q);
        ntt.inverse(a, a);
        for (int k : new int[] {0, 1, 2, n / 2, n - 1, random.nextInt(n), random.nextInt(n)}) {
            assertEquals(Schoolbook.centred(Schoolbook.coefficient(wholeA, wholeB, k), BigInteger.valueOf(q.value())),
                    BigInteger.valueOf((long) a[k]), "coefficient " + k);
        }
    }

    @Test
    void oneSchoolbookCoefficientIsThatOfTheWholeSchoolbookProduct() {
        Random random = new Random(64);
        BigInteger[] a = Schoolbook.integers(Schoolbook.residues(random, 32, 1 << 20));
        BigInteger[] b = Schoolbook.integers(Schoolbook.residues(random, 32, 1 << 20));
        BigInteger[] whole = Schoolbook.multiply(a, b);
        for (int k = 0; k < 32; k++) {
            assertEquals(whole[k], Schoolbook.coefficient(a, b, k));
        }
    }

    /** The worst case for lazy sums: all residues at the edge, signs chosen against each other. */
    @ParameterizedTest
    @CsvSource({"4096, 50", "32768, 50", "16384, 49"})
    void residuesAtTheEdgeSurviveTheRoundTrip(int n, int bits) {
        Modulus q = Modulus.of(Primes.below(n, bits)[0]);
        Ntt ntt = new Ntt(n, q);
        double edge = Math.floor(q.asDouble() / 2);
        for (int pattern = 0; pattern < 20; pattern++) {
            double[] a = new double[n];
            for (int k = 0; k < n; k++) {
                a[k] = (Integer.bitCount(k & (pattern * 2654435 | 1 << pattern % 12)) & 1) == 0 ? edge : -edge;
            }
            double[] values = new double[n];
            ntt.forward(a, values);
            ntt.inverse(values, values);
            assertArrayEquals(a, values);
            ntt.inverse(a, values);
            ntt.forward(values, values);
            assertArrayEquals(a, values);
        }
    }

    @Test
    void whatIsNoRingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Modulus.of(1L << 49));
        assertThrows(IllegalArgumentException.class, () -> Modulus.of((1L << 50) + 1));
        assertThrows(IllegalArgumentException.class, () -> new Ntt(24, Modulus.of(97)));
        assertThrows(IllegalArgumentException.class, () -> new Ntt(1024, Modulus.of(97)));
        long prime = Primes.below(1024, 40)[0];
        assertThrows(IllegalArgumentException.class, () -> Ring.of(1024, prime, prime));
        assertThrows(IllegalArgumentException.class, () -> Primes.below(4096, 14));
        assertThrows(IllegalArgumentException.class, () -> Primes.below(1024, 51));
    }

    @Test
    void equalSizesTakeDifferentPrimesAllBelowTheirPowerOfTwo() {
        long[] primes = Primes.below(8192, 50, 40, 50, 50);
        assertEquals(4, Arrays.stream(primes).distinct().count());
        for (int i = 0; i < primes.length; i++) {
            assertEquals(i == 1 ? 40 : 50, Modulus.of(primes[i]).bits());
            assertEquals(1, primes[i] % (4 * 8192));
            assertTrue(BigInteger.valueOf(primes[i]).isProbablePrime(60));
        }
    }

    @Test
    void thisMachineHasFusedMultiplyAdd() {
        assertTrue(HardwareCheck.slowFma().isEmpty());
    }
}
