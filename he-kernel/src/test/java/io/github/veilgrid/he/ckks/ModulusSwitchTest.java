package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.ring.Schoolbook;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Against exact arithmetic, and whole: encrypt, switch, decrypt. */
class ModulusSwitchTest {

    @ParameterizedTest
    @CsvSource({"49, 0, 31", "30, 31, 36", "33, 34, 24", "21, 0, 14"})
    void integersAreTheNearestWithinAHair(int bits0, int bits1, int bits) {
        CkksParameters parameters = parameters(4096, bits0, bits1);
        Ring ring = parameters.ring();
        Random random = new Random(bits);
        BigInteger modulus = BigInteger.ONE;
        for (int limb = 0; limb < ring.limbs(); limb++) {
            modulus = modulus.multiply(BigInteger.valueOf(ring.modulus(limb).value()));
        }
        double[][] rows = ring.allocate();
        BigInteger[] integers = new BigInteger[ring.dimension()];
        for (int k = 0; k < integers.length; k++) {
            integers[k] = k < 4 ? modulus.shiftRight(1).add(BigInteger.valueOf(k - 2)) : new BigInteger(modulus.bitLength() + 8, random).mod(modulus);
            for (int limb = 0; limb < rows.length; limb++) {
                long q = ring.modulus(limb).value();
                long residue = integers[k].mod(BigInteger.valueOf(q)).longValue();
                rows[limb][k] = residue > q / 2 ? residue - q : residue;
            }
        }
        double[] out = new double[integers.length];
        new ModulusSwitch(ring).fractions(rows, out);
        ModulusSwitch.round(out, bits, out);
        BigDecimal scale = new BigDecimal(BigInteger.ONE.shiftLeft(bits)).divide(new BigDecimal(modulus), new MathContext(60));
        for (int k = 0; k < integers.length; k++) {
            double difference = new BigDecimal(integers[k]).multiply(scale).subtract(BigDecimal.valueOf(out[k])).doubleValue();
            difference -= Math.rint(Math.scalb(difference, -bits)) * Math.scalb(1.0, bits);
            assertTrue(Math.abs(difference) <= 0.5 + 1e-4, "coefficient " + k + " is off by " + difference);
        }
    }

    @ParameterizedTest
    @CsvSource({"2048, 49, 0, 27, 32", "4096, 29, 30, 29, 35", "1024, 24, 0, 12, 20"})
    void switchedCiphertextsDecryptWithinTheBoundOfTheirRounding(int n, int bits0, int bits1, int bodyBits, int maskBits)
            throws Exception {
        CkksParameters parameters = parameters(n, bits0, bits1);
        Ring ring = parameters.ring();
        byte[] seed = new byte[32];
        seed[0] = 5;
        SecretKey key = SecretKey.derive(parameters, seed);
        double modulus = Math.pow(2, parameters.log2Modulus());
        Random random = new Random(n);
        double[] message = new double[n];
        for (int k = 0; k < n; k++) {
            message[k] = Math.rint((random.nextDouble() - 0.5) * modulus / 4);
        }
        double[][] b = ring.allocate();
        double[][] a = ring.allocate();
        new Encryptor(key, seed, new SecureRandom()).encrypt(message, 0, 0, b);
        new UniformExpander(parameters, seed).expand(0, 0, a);
        for (int limb = 0; limb < ring.limbs(); limb++) {
            ring.ntt(limb).inverse(b[limb], b[limb]);
            ring.ntt(limb).inverse(a[limb], a[limb]);
        }
        ModulusSwitch change = new ModulusSwitch(ring);
        double[] body = new double[n];
        double[] mask = new double[n];
        change.fractions(b, body);
        change.fractions(a, mask);
        ModulusSwitch.round(body, bodyBits, body);
        ModulusSwitch.round(mask, maskBits, mask);
        double[] fractions = new double[n];
        try (SwitchedDecryptor decryptor = new SwitchedDecryptor(key, bodyBits, maskBits)) {
            decryptor.decrypt(body, mask, fractions);
        }
        double worst = 0;
        for (int k = 0; k < n; k++) {
            worst = Math.max(worst, Math.abs(fractions[k] - message[k] / modulus));
        }
        double bound = 9 * (Math.sqrt(1 / 12.0) * (Math.scalb(1.0, -bodyBits) + Math.sqrt(4.0 * n) * Math.scalb(1.0, -maskBits))
                + 4 / modulus);
        assertTrue(worst <= bound, worst + " above " + bound);
        assertTrue(worst > bound / 200, worst + " is suspiciously far below " + bound);
    }

    static long[] moduli() {
        return new long[] {2, 3, 1000, 65537, 3486784401L, (1L << 31) - 1, 1_000_000_007L * 1009, (1L << 45) + 59, 1L << 50};
    }

    @ParameterizedTest
    @MethodSource("moduli")
    void anySmallerModulusIsReachedByTheNearestInteger(long m) {
        for (int[] bits : new int[][] {{50, 50, 50}, {22, 35}, {40, 25}}) {
            Ring ring = CkksParameters.of(8192, bits).ring();
            BigInteger modulus = Textbook.modulus(ring);
            Random random = new Random(m + bits.length);
            double[][] rows = ring.allocate();
            BigInteger[] integers = new BigInteger[ring.dimension()];
            for (int k = 0; k < integers.length; k++) {
                integers[k] = switch (k) {
                    case 0 -> BigInteger.ZERO;
                    case 1 -> modulus.subtract(BigInteger.ONE);
                    case 2 -> modulus.shiftRight(1);
                    case 3 -> modulus.shiftRight(1).add(BigInteger.ONE);
                    default -> new BigInteger(modulus.bitLength() + 8, random).mod(modulus);
                };
                for (int limb = 0; limb < rows.length; limb++) {
                    BigInteger q = BigInteger.valueOf(ring.modulus(limb).value());
                    rows[limb][k] = Schoolbook.centred(integers[k], q).doubleValue();
                }
            }
            double[] out = new double[integers.length];
            new ModulusSwitch(ring).switchTo(rows, m, out);
            BigInteger limit = modulus.add(modulus.shiftRight(48));
            for (int k = 0; k < out.length; k++) {
                assertTrue(Math.abs(out[k]) <= m / 2.0, "centred");
                BigInteger off = integers[k].multiply(BigInteger.valueOf(m)).subtract(modulus.multiply(BigInteger.valueOf((long) out[k])));
                BigInteger twice = Schoolbook.centred(off, modulus.multiply(BigInteger.valueOf(m))).abs().shiftLeft(1);
                assertTrue(twice.compareTo(limit) <= 0, "coefficient " + k + " of " + m + " is more than half a unit off");
            }
        }
    }

    /** Encrypt, switch to an arbitrary integer, decrypt: within the predicted bound, whose size is that of its rounding. */
    @ParameterizedTest
    @CsvSource({"1024, 25, 0, 22222221", "2048, 49, 0, 3486784401", "4096, 50, 50, 1000003", "4096, 36, 30, 3486784401",
        "8192, 50, 50, 1000000000039", "8192, 50, 50, 1125899906842624", "16384, 50, 45, 999999999999999", "32768, 50, 50, 4294967295"})
    void ciphertextsSwitchToAnyModulusWithinThePredictedBound(int n, int bits0, int bits1, long m) {
        CkksParameters parameters = parameters(n, bits0, bits1);
        Vault vault = new Vault(parameters, m);
        for (int limbs = parameters.limbs(); limbs > 0; limbs--) {
            double room = IntStream.range(0, limbs).mapToDouble(i -> Math.log(parameters.prime(i)) / Math.log(2)).sum();
            if (Math.log(m) / Math.log(2) >= room) {
                Ciphertext low = vault.evaluator.dropTo(vault.encrypt(vault.values(1), 1, 0x1p14), limbs);
                assertThrows(OperandException.class, () -> SwitchedCiphertext.of(low, m));
                continue;
            }
            double[] x = vault.values(1);
            Ciphertext fresh = vault.encrypt(x, 1, Math.scalb(1.0, (int) room - 3));
            SwitchedCiphertext switched = SwitchedCiphertext.of(vault.evaluator.dropTo(fresh, limbs), m);
            try (SwitchedDecryptor decryptor = new SwitchedDecryptor(vault.key, m)) {
                double[] actual = decryptor.decrypt(switched);
                double worst = 0;
                for (int j = 0; j < n; j++) {
                    worst = Math.max(worst, Math.abs(actual[j] - x[j]));
                }
                assertTrue(worst <= switched.errorBound(), worst + " above the bound of " + switched);
                assertTrue(worst > switched.errorBound() / 20, worst + " is suspiciously far below " + switched);
            }
        }
    }

    @Test
    void whatCannotBeSwitchedIsRefused() {
        CkksParameters parameters = CkksParameters.of(2048, 49);
        Vault vault = new Vault(parameters, 1);
        Ciphertext c = vault.encrypt(vault.values(1), 1, 0x1p40);
        for (long m : new long[] {Long.MIN_VALUE, -5, 0, 1, parameters.prime(0), (1L << 50) + 1, Long.MAX_VALUE}) {
            String message = assertThrows(OperandException.class, () -> SwitchedCiphertext.of(c, m)).getMessage();
            assertTrue(message.contains("smaller than the one switched from"), message);
        }
        assertTrue(assertThrows(OperandException.class, () -> SwitchedCiphertext.of(c, 12345)).getMessage().contains("do not fit"));
        try (SwitchedDecryptor other = new SwitchedDecryptor(vault.key, 1L << 33)) {
            assertThrows(OperandException.class, () -> other.decrypt(SwitchedCiphertext.of(c, (1L << 33) + 1)));
        }
    }

    /** Against the way with one prime: {@code a s} from the upper and the lower half of a's bits. */
    @ParameterizedTest
    @CsvSource({"2048, 37", "16384, 34"})
    void productsThatWouldWrapTakeTwoPrimes(int n, int most) {
        assertEquals(most, SwitchedDecryptor.maxMaskBits(n));
        Random random = new Random(11);
        try (SecretKey key = SecretKey.derive(CkksParameters.of(n, 30), new byte[32]);
                SwitchedDecryptor wide = new SwitchedDecryptor(key, 42, 42);
                SwitchedDecryptor upper = new SwitchedDecryptor(key, 21, 21);
                SwitchedDecryptor lower = new SwitchedDecryptor(key, most, most)) {
            double[] high = random.ints(n, -1 << 20, 1 << 20).asDoubleStream().toArray();
            double[] low = random.ints(n, 0, 1 << 21).asDoubleStream().map(x -> x / 64).map(Math::floor).toArray();
            double[] a = new double[n];
            Arrays.setAll(a, i -> high[i] * (1 << 21) + low[i]);
            double[] whole = new double[n];
            double[] ofHigh = new double[n];
            double[] ofLow = new double[n];
            wide.decrypt(new double[n], a, whole);
            upper.decrypt(new double[n], high, ofHigh);
            lower.decrypt(new double[n], low, ofLow);
            for (int i = 0; i < n; i++) {
                double difference = whole[i] - ofHigh[i] - Math.scalb(ofLow[i], most - 42);
                assertEquals(0, difference - Math.rint(difference), 1e-15, "coefficient " + i + ", seed 11");
            }
        }
    }

    private static CkksParameters parameters(int n, int bits0, int bits1) {
        return bits1 == 0 ? CkksParameters.of(n, bits0) : CkksParameters.of(n, bits0, bits1);
    }
}
