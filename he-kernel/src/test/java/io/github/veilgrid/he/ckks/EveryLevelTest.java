package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each operation at every ring dimension from 2^10 to 2^15 and at every level, against arithmetic on the values and
 * within the bound that the result predicts. What security leaves no room for at a dimension is refused in words.
 */
class EveryLevelTest {

    static CkksLiteral[] chains() {
        return Chains.all();
    }

    private static double[] times(double[] x, double[] y) {
        return Vault.zip(x, y, (p, q) -> p * q);
    }

    private static double[] plus(double[] x, double[] y) {
        return Vault.zip(x, y, Double::sum);
    }

    @ParameterizedTest
    @MethodSource("chains")
    void sumsAndScalarProducts(CkksLiteral literal) throws Exception {
        Vault vault = new Vault(CkksParameters.of(literal), 17);
        Evaluator e = vault.evaluator;
        double[] x = vault.values(3);
        double[] y = vault.values(3);
        double scale = Math.scalb(1.0, Math.min(30, literal.primeBits().get(0) - 7));
        Ciphertext topX = vault.encrypt(x, 3, scale);
        Ciphertext topY = vault.encrypt(y, 3, scale);
        assertTrue(vault.error(topX, x) > 0, "CKKS is approximate");
        SecureRandom secure = new SecureRandom();
        vault.error(new PublicKeyEncryption(PublicKey.generate(vault.key, secure), secure).encrypt(x, 3,
                Math.scalb(1.0, (int) Chains.room(vault.parameters, literal.primeBits().size()) - 4)), x);
        for (int limbs = literal.primeBits().size(); limbs >= 1; limbs--) {
            Ciphertext cx = e.dropTo(topX, limbs);
            Ciphertext cy = e.dropTo(topY, limbs);
            Plaintext py = Plaintext.encode(vault.parameters, y, scale, limbs);
            assertEquals(limbs - 1, cx.level());
            vault.error(cx, x);
            vault.error(e.add(cx, cy), plus(x, y));
            vault.error(e.subtract(cx, cy), Vault.zip(x, y, (p, q) -> p - q));
            vault.error(e.add(cx, py), plus(x, y));
            vault.error(e.subtract(cx, py), Vault.zip(x, y, (p, q) -> p - q));
            vault.error(e.multiply(cx, -0.4, 5), Vault.zip(x, x, (p, q) -> -0.4 * p));
            byte[] bytes = CkksWire.toBytes(cx);
            assertArrayEquals(vault.decryptor.decrypt(cx), vault.decryptor.decrypt(CkksWire.ciphertext(vault.parameters, bytes)));
        }
    }

    @ParameterizedTest
    @MethodSource("chains")
    void productsAndRescaling(CkksLiteral literal) {
        Vault vault = new Vault(CkksParameters.of(literal), 18);
        Evaluator e = vault.evaluator;
        int n = literal.ringDimension();
        double[] x = vault.values(1);
        double[] y = vault.values(1);
        double[] xy = times(x, y);
        for (int limbs = literal.primeBits().size(); limbs >= 1; limbs--) {
            double scale = Math.scalb(1.0, (int) (Math.min(80, Chains.room(vault.parameters, limbs)) - 3) / 2);
            Ciphertext cx = e.dropTo(vault.encrypt(x, 1, scale), limbs);
            Ciphertext cy = e.dropTo(vault.encrypt(y, 1, scale), limbs);
            Plaintext px = Plaintext.encode(vault.parameters, x, scale, limbs);
            Plaintext py = Plaintext.encode(vault.parameters, y, scale / 4, limbs);
            Plaintext qy = Plaintext.encode(vault.parameters, x, scale / 4, limbs);
            vault.error(e.multiply(cx, py), xy);
            vault.error(e.weightedSum(List.of(cx, cy, cy), List.of(py, qy, py)), plus(plus(xy, xy), times(y, y)));
            if (limbs > 1) {
                vault.error(e.rescale(e.multiply(cx, px)), times(x, x));
            }
            if (n < 4096) {
                OperandException refused = assertThrows(OperandException.class, () -> e.multiply(cx, cy));
                assertTrue(refused.getMessage().contains("bits") || refused.getMessage().contains("keys"), refused.getMessage());
                continue;
            }
            Ciphertext product = e.multiply(cx, cy);
            assertEquals(limbs, product.limbs());
            assertEquals(scale * scale, product.scale());
            assertTrue(vault.error(product, xy) < 0.5);
            vault.error(e.multiply(cx, cx), times(x, x));
            if (limbs > 1) {
                assertEquals(limbs - 1, e.rescale(product).limbs());
                vault.error(e.rescale(product), xy);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("chains")
    void rotationsAndMatrices(CkksLiteral literal) {
        int n = literal.ringDimension();
        int[] steps = {1, 0, -3, n / 2};
        Vault vault = new Vault(CkksParameters.of(literal), 19, 1, -3, n / 2);
        Evaluator e = vault.evaluator;
        double[] x = vault.values(1);
        double[] y = vault.values(1);
        double[][][] diagonals = {{vault.values(0.2), vault.values(0.2)}, {null, vault.values(0.2)}};
        double[] product = plus(plus(times(diagonals[0][0], x), times(diagonals[0][1], Vault.rotated(x, 1))),
                times(diagonals[1][1], Vault.rotated(x, 1 + n / 2)));
        for (int limbs = literal.primeBits().size(); limbs >= 1; limbs--) {
            double room = Math.min(80, Chains.room(vault.parameters, limbs));
            double scale = Math.scalb(1.0, (int) room - 4);
            Ciphertext cx = e.dropTo(vault.encrypt(x, 1, scale), limbs);
            Ciphertext cy = e.dropTo(vault.encrypt(y, 1, scale), limbs);
            if (literal.specialPrimeBits().isEmpty()) {
                assertTrue(assertThrows(OperandException.class, () -> e.rotate(cx, 1)).getMessage().contains("keys"));
                continue;
            }
            Ciphertext[] rotations = e.rotate(cx, steps);
            for (int i = 0; i < steps.length; i++) {
                vault.error(rotations[i], Vault.rotated(x, steps[i]));
            }
            vault.error(e.rotate(cx, -3), Vault.rotated(x, -3));
            vault.error(e.rotateAndSum(List.of(cx, cy, cy, cx), 1, 0, -3, 0), plus(plus(Vault.rotated(x, 1), y),
                    plus(Vault.rotated(y, -3), x)));
            double weightScale = Math.scalb(1.0, (int) room / 3);
            EncodedDiagonals w = EncodedDiagonals.encode(vault.parameters, new int[] {0, 1}, new int[] {0, n / 2},
                    diagonals, weightScale, limbs);
            Ciphertext small = e.dropTo(vault.encrypt(x, 1, scale / weightScale / 2), limbs);
            if (n < 4096) {
                assertTrue(assertThrows(OperandException.class, () -> e.multiply(w, small)).getMessage().contains("bits"));
            } else {
                assertTrue(vault.error(e.multiply(w, small), product) < 0.5);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("chains")
    void switchingAndFlooding(CkksLiteral literal) {
        Vault vault = new Vault(CkksParameters.of(literal), 20);
        SecureRandom secure = new SecureRandom();
        SharedDecryption shared = new SharedDecryption(vault.key, 8, secure);
        ResultHiding hiding = new ResultHiding(PublicKey.generate(vault.key, secure), 8, secure);
        double[] x = vault.values(1);
        for (int limbs = literal.primeBits().size(); limbs >= 1; limbs--) {
            double room = Chains.room(vault.parameters, limbs);
            Ciphertext c = vault.evaluator.dropTo(vault.encrypt(x, 1, Math.scalb(1.0, (int) room - 4)), limbs);
            long modulus = (long) Math.pow(2, Math.min(47, room - 1.5)) | 1;
            SwitchedCiphertext switched = SwitchedCiphertext.of(c, modulus);
            try (SwitchedDecryptor decryptor = new SwitchedDecryptor(vault.key, modulus)) {
                assertArrayEquals(x, decryptor.decrypt(switched), switched.errorBound());
            }
            if (room > 60) {
                assertArrayEquals(x, shared.decrypt(c), shared.errorBound(c));
                assertTrue(shared.errorBound(c) >= c.errorBound());
                vault.error(hiding.hide(c), x);
            } else if (room < 40) {
                assertTrue(assertThrows(OperandException.class, () -> shared.decrypt(c)).getMessage().contains("bits"));
                assertTrue(assertThrows(OperandException.class, () -> hiding.hide(c)).getMessage().contains("bits"));
            }
        }
    }

    /** Values as large as the modulus lets them be come back; a little larger is refused, never wrapped. */
    @ParameterizedTest
    @MethodSource("chains")
    void theLargestMessageThatFits(CkksLiteral literal) {
        Vault vault = new Vault(CkksParameters.of(literal), 21);
        int n = literal.ringDimension();
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double[] alternating = new double[n];
        Arrays.setAll(alternating, j -> 1 - 2 * (j & 1));
        double[] signs = Vault.zip(vault.values(1), ones, (v, one) -> Math.copySign(one, v));
        double[][] edges = {ones, Vault.zip(ones, ones, (p, q) -> -p), alternating, signs, new double[n]};
        int limbs = literal.primeBits().size();
        double scale = Math.pow(2, Chains.room(vault.parameters, limbs) - 1);
        while (refuses(vault, ones, scale)) {
            scale *= 0.9995;
        }
        assertTrue(scale > 0.99 * Math.pow(2, Chains.room(vault.parameters, limbs) - 1), "scale " + scale);
        for (double[] edge : edges) {
            vault.error(vault.encrypt(edge, 1, scale), edge);
        }
        assertTrue(refuses(vault, ones, 1.001 * scale));
        for (int lower = limbs - 1; lower >= 1; lower--) {
            double low = Math.pow(2, Chains.room(vault.parameters, lower) - 1) * 0.999;
            Ciphertext c = vault.encrypt(alternating, 1, low);
            vault.error(vault.evaluator.dropTo(c, lower), alternating);
            int at = lower;
            assertThrows(OperandException.class, () -> vault.evaluator.dropTo(vault.encrypt(ones, 1, 1.002 * low), at));
        }
    }

    private static boolean refuses(Vault vault, double[] values, double scale) {
        try {
            vault.encryption.encrypt(values, 1, scale);
            return false;
        } catch (OperandException e) {
            assertTrue(e.getMessage().contains("bits"), e.getMessage());
            return true;
        }
    }
}
