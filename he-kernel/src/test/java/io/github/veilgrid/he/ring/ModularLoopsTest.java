package io.github.veilgrid.he.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every loop against exact integers, for primes of all sizes and operands at the edges of what is allowed. */
class ModularLoopsTest {

    private static final int LENGTH = 1 << 14;

    @ParameterizedTest
    @ValueSource(ints = {14, 22, 30, 34, 41, 49, 50})
    void productsAreExactUpToTheProductLimit(int bits) {
        Random random = new Random(bits);
        Modulus q = Modulus.of(Primes.below(1024, bits)[0]);
        double[] w = Schoolbook.residues(random, LENGTH, q.value());
        for (double size : new double[] {0.5, 1, 2, 3.9}) {
            double[] x = upTo(random, Math.min(size, q.productLimit()) * q.asDouble());
            double[] out = new double[LENGTH];
            ModularLoops.multiply(out, x, w, q);
            double bound = q.productBound(size) * q.asDouble();
            for (int i = 0; i < LENGTH; i++) {
                assertCongruent(exact(x[i]).multiply(exact(w[i])), out[i], q);
                assertTrue(Math.abs(out[i]) <= bound, () -> "beyond the stated bound of a product");
            }
            if (size <= 2) {
                assertTrue(bound <= 0.75 * q.asDouble());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {22, 49, 50})
    void twelveSummedProductsStayExact(int bits) {
        Random random = new Random(bits + 1000);
        Modulus q = Modulus.of(Primes.below(1024, bits)[0]);
        double[] sum = new double[LENGTH];
        double[] scalarSum = new double[LENGTH];
        BigInteger[] expected = new BigInteger[LENGTH];
        BigInteger[] expectedScalar = new BigInteger[LENGTH];
        Arrays.fill(expected, BigInteger.ZERO);
        Arrays.fill(expectedScalar, BigInteger.ZERO);
        for (int term = 0; term < 12; term++) {
            double[] x = Schoolbook.residues(random, LENGTH, q.value());
            double[] w = Schoolbook.residues(random, LENGTH, q.value());
            ModularLoops.multiplyAdd(sum, x, w, q);
            ModularLoops.multiplyScalarAdd(scalarSum, x, w[0], q);
            for (int i = 0; i < LENGTH; i++) {
                expected[i] = expected[i].add(exact(x[i]).multiply(exact(w[i])));
                expectedScalar[i] = expectedScalar[i].add(exact(x[i]).multiply(exact(w[0])));
            }
        }
        ModularLoops.reduce(sum, q);
        ModularLoops.reduce(scalarSum, q);
        for (int i = 0; i < LENGTH; i++) {
            assertReduced(expected[i], sum[i], q);
            assertReduced(expectedScalar[i], scalarSum[i], q);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {22, 49, 50})
    void twoProductsAtATimeAreTheSumOfTwo(int bits) {
        Random random = new Random(bits + 3000);
        Modulus q = Modulus.of(Primes.below(1024, bits)[0]);
        double[] x0 = Schoolbook.residues(random, LENGTH, q.value());
        double[] w0 = Schoolbook.residues(random, LENGTH, q.value());
        double[] x1 = Schoolbook.residues(random, LENGTH, q.value());
        double[] w1 = Schoolbook.residues(random, LENGTH, q.value());
        double[] sum = new double[LENGTH];
        double[] one = new double[LENGTH];
        for (int term = 0; term < 5; term++) {
            ModularLoops.multiplyAddTwo(sum, x0, w0, x1, w1, q);
            ModularLoops.multiplyAdd(one, x0, w0, q);
            ModularLoops.multiplyAdd(one, x1, w1, q);
        }
        for (int i = 0; i < LENGTH; i++) {
            assertEquals(one[i], sum[i], "exact sums, whatever their order");
            BigInteger both = exact(x0[i]).multiply(exact(w0[i])).add(exact(x1[i]).multiply(exact(w1[i])));
            assertCongruent(both.multiply(BigInteger.valueOf(5)), sum[i], q);
        }
    }

    /** Between 2^52 and 2^53 a reduction stays congruent, and centred but for half a unit at ties. */
    @ParameterizedTest
    @ValueSource(ints = {46, 49, 50})
    void theLargestSumsAreReducedToo(int bits) {
        Random random = new Random(bits + 4000);
        Modulus q = Modulus.of(Primes.below(1024, bits)[0]);
        long quotients = (1L << 53) / q.value();
        double[] x = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            long near = i % 3 == 0 ? q.value() / 2 + i % 5 - 2 : Math.floorMod(random.nextLong(), q.value());
            x[i] = Math.min(0x1p53, (double) (random.nextLong(quotients) * q.value() + near)) * (1 - 2 * (i & 1));
        }
        double[] out = new double[LENGTH];
        ModularLoops.reduce(out, x, q);
        for (int i = 0; i < LENGTH; i++) {
            assertCongruent(exact(x[i]), out[i], q);
            assertTrue(Math.abs(out[i]) <= (q.asDouble() + 1) / 2, "centred: " + out[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 30, 49, 50})
    void theOtherLoopsAgreeWithExactIntegers(int bits) {
        Random random = new Random(bits + 2000);
        Modulus q = Modulus.of(Primes.below(1024, bits)[0]);
        double[] x = Schoolbook.residues(random, LENGTH, q.value());
        double[] w = Schoolbook.residues(random, LENGTH, q.value());
        double[] difference = x.clone();
        ModularLoops.multiplySubtract(difference, x, w, q);
        double[] scaled = new double[LENGTH];
        ModularLoops.multiplyScalar(scaled, x, w[7], q);
        double[] sum = x.clone();
        ModularLoops.add(sum, w);
        double[] minus = x.clone();
        ModularLoops.subtract(minus, w);
        double[] large = upTo(random, 0x1.fffffffffffffp51);
        double[] reduced = new double[LENGTH];
        ModularLoops.reduce(reduced, large, q);
        for (int i = 0; i < LENGTH; i++) {
            assertCongruent(exact(x[i]).subtract(exact(x[i]).multiply(exact(w[i]))), difference[i], q);
            assertCongruent(exact(x[i]).multiply(exact(w[7])), scaled[i], q);
            assertEquals(x[i] + w[i], sum[i]);
            assertEquals(x[i] - w[i], minus[i]);
            assertReduced(exact(large[i]), reduced[i], q);
        }
    }

    @Test
    void scalarArithmeticAgreesWithExactIntegers() {
        long seed = 99;
        Random random = new Random(seed);
        Modulus q = Modulus.of(Primes.below(4096, 50)[0]);
        for (int i = 0; i < 2000; i++) {
            double[] xw = Schoolbook.residues(random, 2, q.value());
            assertReduced(exact(xw[0]).multiply(exact(xw[1])), q.multiply(xw[0], xw[1]), q);
            if (xw[0] != 0) {
                assertEquals(1, q.multiply(xw[0], q.invert(xw[0])), "seed " + seed);
            }
        }
        assertReduced(BigInteger.TWO.pow(1000), q.power(2, 1000), q);
        long any = Long.MIN_VALUE + 12345;
        assertReduced(BigInteger.valueOf(any), q.reduce(any), q);
    }

    private static double[] upTo(Random random, double bound) {
        double[] x = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            x[i] = i % 8 == 0 ? Math.floor(bound) - i / 8 % 5 : Math.rint((2 * random.nextDouble() - 1) * bound);
            if (i % 16 == 8) {
                x[i] = -x[i];
            }
        }
        return x;
    }

    private static BigInteger exact(double x) {
        assertEquals(x, Math.rint(x));
        return BigInteger.valueOf((long) x);
    }

    private static void assertCongruent(BigInteger expected, double actual, Modulus q) {
        assertEquals(BigInteger.ZERO, expected.subtract(exact(actual)).mod(BigInteger.valueOf(q.value())));
    }

    private static void assertReduced(BigInteger expected, double actual, Modulus q) {
        assertEquals(Schoolbook.centred(expected, BigInteger.valueOf(q.value())), exact(actual));
    }
}
