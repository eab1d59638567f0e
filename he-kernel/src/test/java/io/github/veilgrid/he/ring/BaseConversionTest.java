package io.github.veilgrid.he.ring;

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
import org.junit.jupiter.params.provider.ValueSource;

/** Extension to other primes and division by primes, against integers of any size. */
class BaseConversionTest {

    private static final int N = 1024;

    private static Ring ring(int... bits) {
        return ring(N, bits);
    }

    private static Ring ring(int n, int[] bits) {
        return Ring.of(n, Primes.below(n, bits));
    }

    private static BigInteger product(Ring ring, int... limbs) {
        return IntStream.of(limbs).mapToObj(i -> BigInteger.valueOf(ring.modulus(i).value())).reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /** Centred integers below half the product, the largest among them. */
    private static BigInteger[] integers(Random random, BigInteger product) {
        return integers(N, random, product);
    }

    private static BigInteger[] integers(int n, Random random, BigInteger product) {
        BigInteger[] x = new BigInteger[n];
        Arrays.setAll(x, k -> Schoolbook.centred(new BigInteger(product.bitLength() + 8, random), product));
        x[0] = product.shiftRight(1);
        x[1] = product.shiftRight(1).negate();
        x[2] = BigInteger.ZERO;
        x[3] = BigInteger.ONE.negate();
        return x;
    }

    private static double[] residues(BigInteger[] x, Modulus q) {
        return Arrays.stream(x).mapToDouble(v -> Schoolbook.centred(v, BigInteger.valueOf(q.value())).doubleValue()).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 10})
    void anExtensionIsTheIntegerOrDiffersByTheProductAtATie(int count) {
        Random random = new Random(count);
        int[] bits = IntStream.range(0, count + 2).map(i -> i == count ? 22 : 50 - i % 3).toArray();
        Ring ring = ring(bits);
        int[] from = IntStream.range(0, count).toArray();
        BigInteger product = product(ring, from);
        BigInteger[] x = integers(random, product);
        double[][] rows = new double[ring.limbs()][];
        for (int limb : from) {
            rows[limb] = residues(x, ring.modulus(limb));
        }
        BasisExtension extension = new BasisExtension(ring, from);
        double[][] scratch = extension.allocateScratch();
        extension.prepare(rows, scratch);
        double[] out = new double[N];
        for (int target = count; target < ring.limbs(); target++) {
            BigInteger q = BigInteger.valueOf(ring.modulus(target).value());
            extension.extend(scratch, target, out);
            for (int k = 0; k < N; k++) {
                BigInteger actual = BigInteger.valueOf((long) out[k]);
                boolean tie = k < 2;
                boolean exact = Schoolbook.centred(x[k], q).equals(actual);
                assertTrue(exact || tie && (Schoolbook.centred(x[k].add(product), q).equals(actual)
                        || Schoolbook.centred(x[k].subtract(product), q).equals(actual)), "coefficient " + k);
            }
        }
    }

    /** Rescaling by one prime and division by several, at every dimension. */
    @ParameterizedTest
    @CsvSource({"1024, 1", "1024, 2", "1024, 3", "2048, 1", "4096, 1", "8192, 2", "16384, 2", "32768, 1"})
    void aDivisionIsTheRoundedQuotient(int n, int dropped) {
        Random random = new Random(dropped + 10L * n);
        int kept = 3;
        int[] bits = IntStream.range(0, kept + dropped).map(i -> 50 - i).toArray();
        Ring ring = ring(n, bits);
        int[] all = IntStream.range(0, ring.limbs()).toArray();
        int[] drop = IntStream.range(kept, ring.limbs()).toArray();
        BigInteger divisor = product(ring, drop);
        BigInteger[] x = integers(n, random, product(ring, all));
        double[][] rows = new double[ring.limbs()][];
        for (int limb : all) {
            rows[limb] = residues(x, ring.modulus(limb));
            ring.ntt(limb).forward(rows[limb], rows[limb]);
        }
        ModulusDown down = new ModulusDown(ring, kept, drop);
        double[][] out = new double[kept][n];
        down.divide(rows, kept, out, down.allocateScratch());
        for (int limb = 0; limb < kept; limb++) {
            BigInteger q = BigInteger.valueOf(ring.modulus(limb).value());
            ring.ntt(limb).inverse(out[limb], out[limb]);
            for (int k = 4; k < n; k += n / N) {
                BigInteger quotient = x[k].subtract(Schoolbook.centred(x[k], divisor)).divide(divisor);
                assertEquals(Schoolbook.centred(quotient, q), BigInteger.valueOf((long) out[limb][k]), "coefficient " + k);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1024, 0", "1024, 1", "1024, 2", "1024, 7", "1024, -1", "1024, 512", "1024, 1023", "1024, -300", "2048, 5",
        "4096, -1", "8192, 4096", "16384, 3", "32768, 1", "32768, -12345"})
    void aRotationIsTheAutomorphismByAPowerOf5(int n, int steps) {
        Random random = new Random(steps + (long) n);
        Modulus q = Modulus.of(Primes.below(n, 50)[0]);
        Ntt ntt = new Ntt(n, q);
        double[] a = Schoolbook.residues(random, n, q.value());
        int g = BigInteger.valueOf(5).modPow(BigInteger.valueOf(Math.floorMod(steps, n)), BigInteger.valueOf(4L * n)).intValue();
        BigInteger[] expected = Schoolbook.automorphism(Schoolbook.integers(a), g);
        double[] values = new double[n];
        ntt.forward(a, values);
        double[] rotated = new double[n];
        Rotation rotation = new Rotation(n, steps);
        rotation.apply(values, rotated);
        double[] back = new double[n];
        rotation.inverse().apply(rotated, back);
        assertTrue(Arrays.equals(values, back));
        ntt.inverse(rotated, rotated);
        for (int k = 0; k < n; k++) {
            assertEquals(expected[k], BigInteger.valueOf((long) rotated[k]));
        }
    }

    @Test
    void anExtensionFromNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new BasisExtension(ring(50, 40)));
        assertThrows(IllegalArgumentException.class, () -> new BasisExtension(ring(50, 40), new int[11]));
    }
}
