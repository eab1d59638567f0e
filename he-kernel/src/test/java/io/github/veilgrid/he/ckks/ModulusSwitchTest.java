package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.ring.Ring;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.security.SecureRandom;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({"2048, 37", "16384, 34"})
    void productsThatCouldWrapAreRefused(int n, int most) {
        assertEquals(most, SwitchedDecryptor.maxMaskBits(n));
        SecretKey key = SecretKey.derive(CkksParameters.of(n, 30), new byte[32]);
        assertThrows(IllegalArgumentException.class, () -> new SwitchedDecryptor(key, 10, most + 1));
    }

    private static CkksParameters parameters(int n, int bits0, int bits1) {
        return bits1 == 0 ? CkksParameters.of(n, bits0) : CkksParameters.of(n, bits0, bits1);
    }
}
