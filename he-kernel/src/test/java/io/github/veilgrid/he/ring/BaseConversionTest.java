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
import org.junit.jupiter.params.provider.ValueSource;

/** Extension to other primes and division by primes, against integers of any size. */
class BaseConversionTest {

    private static final int N = 1024;

    private static Ring ring(int... bits) {
        return Ring.of(N, Primes.below(N, bits));
    }

    private static BigInteger product(Ring ring, int... limbs) {
        return IntStream.of(limbs).mapToObj(i -> BigInteger.valueOf(ring.modulus(i).value())).reduce(BigInteger.ONE, BigInteger::multiply);
    }

    /** Centred integers below half the product, the largest among them. */
    private static BigInteger[] integers(Random random, BigInteger product) {
        BigInteger[] x = new BigInteger[N];
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

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aDivisionIsTheRoundedQuotient(int dropped) {
        Random random = new Random(dropped + 10);
        int kept = 3;
        int[] bits = IntStream.range(0, kept + dropped).map(i -> 50 - i).toArray();
        Ring ring = ring(bits);
        int[] all = IntStream.range(0, ring.limbs()).toArray();
        int[] drop = IntStream.range(kept, ring.limbs()).toArray();
        BigInteger divisor = product(ring, drop);
        BigInteger[] x = integers(random, product(ring, all));
        double[][] rows = new double[ring.limbs()][];
        for (int limb : all) {
            rows[limb] = residues(x, ring.modulus(limb));
            ring.ntt(limb).forward(rows[limb], rows[limb]);
        }
        ModulusDown down = new ModulusDown(ring, kept, drop);
        double[][] out = new double[kept][N];
        down.divide(rows, kept, out, down.allocateScratch());
        for (int limb = 0; limb < kept; limb++) {
            BigInteger q = BigInteger.valueOf(ring.modulus(limb).value());
            ring.ntt(limb).inverse(out[limb], out[limb]);
            for (int k = 4; k < N; k++) {
                BigInteger quotient = x[k].subtract(Schoolbook.centred(x[k], divisor)).divide(divisor);
                assertEquals(Schoolbook.centred(quotient, q), BigInteger.valueOf((long) out[limb][k]), "coefficient " + k);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, -1, 512, 1023, -300})
    void aRotationIsTheAutomorphismByAPowerOf5(int steps) {
        Random random = new Random(steps);
        Modulus q = Modulus.of(Primes.below(N, 50)[0]);
        Ntt ntt = new Ntt(N, q);
        double[] a = Schoolbook.residues(random, N, q.value());
        int g = BigInteger.valueOf(5).modPow(BigInteger.valueOf(Math.floorMod(steps, N)), BigInteger.valueOf(4L * N)).intValue();
        BigInteger[] expected = Schoolbook.automorphism(Schoolbook.integers(a), g);
        double[] values = new double[N];
        ntt.forward(a, values);
        double[] rotated = new double[N];
        Rotation rotation = new Rotation(N, steps);
        rotation.apply(values, rotated);
        double[] back = new double[N];
        rotation.inverse().apply(rotated, back);
        assertTrue(Arrays.equals(values, back));
        ntt.inverse(rotated, rotated);
        for (int k = 0; k < N; k++) {
            assertEquals(expected[k], BigInteger.valueOf((long) rotated[k]));
        }
    }

    @Test
    void anExtensionFromNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new BasisExtension(ring(50, 40)));
        assertThrows(IllegalArgumentException.class, () -> new BasisExtension(ring(50, 40), new int[11]));
    }
}
