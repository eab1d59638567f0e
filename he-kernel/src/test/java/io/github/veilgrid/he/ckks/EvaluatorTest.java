package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation at every level against arithmetic on the values, within the bound that the result predicts. */
class EvaluatorTest {

    static CkksLiteral[] literals() {
        return new CkksLiteral[] {
            new CkksLiteral(1024, List.of(25), List.of()),
            new CkksLiteral(2048, List.of(24), List.of(26)),
            new CkksLiteral(4096, List.of(36, 30), List.of(34)),
            new CkksLiteral(8192, List.of(50, 50, 50), List.of(50)),
            new CkksLiteral(8192, List.of(40, 30, 30, 30), List.of(36, 36)),
            new CkksLiteral(16384, List.of(45, 40, 40, 40, 40), List.of(45, 45)),
            new CkksLiteral(32768, Collections.nCopies(13, 45), List.of(46, 46, 46)),
        };
    }

    @ParameterizedTest
    @MethodSource("literals")
    void everyOperationAtEveryLevel(CkksLiteral literal) {
        Vault vault = new Vault(CkksParameters.of(literal), 17, 1, -3, literal.ringDimension() / 2);
        Evaluator e = vault.evaluator;
        double[] x = vault.values(3);
        double[] y = vault.values(3);
        double scale = Math.scalb(1.0, Math.min(30, literal.primeBits().get(0) - 7));
        Ciphertext topX = vault.encrypt(x, 3, scale);
        Ciphertext topY = vault.encrypt(y, 3, scale);
        assertTrue(vault.error(topX, x) > 0, "CKKS is approximate");
        for (int limbs = literal.primeBits().size(); limbs >= 1; limbs--) {
            Ciphertext cx = e.dropTo(topX, limbs);
            Ciphertext cy = e.dropTo(topY, limbs);
            Plaintext py = Plaintext.encode(vault.parameters, y, scale, limbs);
            vault.error(cx, x);
            vault.error(e.add(cx, cy), Vault.zip(x, y, Double::sum));
            vault.error(e.subtract(cx, cy), Vault.zip(x, y, (p, q) -> p - q));
            vault.error(e.add(cx, py), Vault.zip(x, y, Double::sum));
            vault.error(e.multiply(cx, -0.4, 5), Vault.zip(x, x, (p, q) -> -0.4 * p));
            if (literal.specialPrimeBits().isEmpty()) {
                continue;
            }
            Ciphertext[] rotations = e.rotate(cx, 1, 0, -3, literal.ringDimension() / 2);
            int[] steps = {1, 0, -3, literal.ringDimension() / 2};
            for (int i = 0; i < steps.length; i++) {
                vault.error(rotations[i], Vault.rotated(x, steps[i]));
            }
            vault.error(e.rotate(cx, -3), Vault.rotated(x, -3));
            vault.error(e.rotateAndSum(List.of(cx, cy, cy, cx), 1, 0, -3, 0), Vault.zip(Vault.zip(Vault.rotated(x, 1), y, Double::sum),
                    Vault.zip(Vault.rotated(y, -3), x, Double::sum), Double::sum));
            if (limbs > 1) {
                Ciphertext product = e.multiply(cx, cy);
                double[] xy = Vault.zip(x, y, (p, q) -> p * q);
                assertEquals(limbs, product.limbs());
                vault.error(product, xy);
                vault.error(e.rescale(product), xy);
                vault.error(e.multiply(cx, py), xy);
                vault.error(e.rescale(e.multiply(cx, py)), xy);
            }
        }
    }

    @Test
    void scalarsThatAreIntegersAtTheirScaleCostNoPrecision() {
        Vault vault = new Vault(CkksParameters.of(2048, 49), 3);
        double[] x = vault.values(4000);
        Ciphertext c = vault.encrypt(x, 4096, 0x1p20);
        Ciphertext scaled = vault.evaluator.multiply(c, 0.6, 5);
        assertEquals(c.errorBound() * 0.6, scaled.errorBound(), 1e-10);
        vault.error(scaled, Vault.zip(x, x, (p, q) -> 0.6 * p));
    }

    @Test
    void longWeightedSumsStayExact() {
        Vault vault = new Vault(CkksParameters.of(4096, 50, 50), 4);
        int terms = 40;
        java.util.List<Ciphertext> cs = new java.util.ArrayList<>();
        java.util.List<Plaintext> ps = new java.util.ArrayList<>();
        double[] expected = new double[4096];
        for (int i = 0; i < terms; i++) {
            double[] x = vault.values(1);
            double[] w = vault.values(1);
            cs.add(vault.encrypt(x, 1, 0x1p40));
            ps.add(Plaintext.encode(vault.parameters, w, 0x1p40, 2));
            expected = Vault.zip(expected, Vault.zip(x, w, (p, q) -> p * q), Double::sum);
        }
        assertTrue(vault.error(vault.evaluator.weightedSum(cs, ps), expected) < 1e-6);
    }

    @Test
    void publicKeyEncryptionIsComputedWithLikeAnyOther() {
        Vault vault = new Vault(CkksParameters.of(new CkksLiteral(8192, List.of(50, 40, 40), List.of(50))), 5, 7);
        java.security.SecureRandom secure = new java.security.SecureRandom();
        PublicKeyEncryption encryption = new PublicKeyEncryption(PublicKey.generate(vault.key, secure), secure);
        double[] x = vault.values(10);
        Ciphertext c = encryption.encrypt(x, 10, 0x1p40);
        assertTrue(vault.error(c, x) < 1e-5);
        double[] square = Vault.zip(x, x, (p, q) -> p * q);
        vault.error(vault.evaluator.rotate(vault.evaluator.rescale(vault.evaluator.multiply(c, c)), 7), Vault.rotated(square, 7));
        assertThrows(OperandException.class, () -> encryption.encrypt(x, 1, 0x1p40));
    }

    @Test
    void operandsThatDoNotGoTogetherAreNamed() {
        CkksParameters p = CkksParameters.of(new CkksLiteral(8192, List.of(50, 40, 40), List.of(50)));
        Vault vault = new Vault(p, 6, 1);
        Vault other = new Vault(CkksParameters.of(8192, 50, 40, 40), 6);
        Evaluator e = vault.evaluator;
        double[] x = vault.values(1);
        Ciphertext c = vault.encrypt(x, 1, 0x1p40);
        assertTrue(refused(() -> e.add(c, e.dropTo(c, 2))).contains("first"));
        assertTrue(refused(() -> e.multiply(e.dropTo(c, 1), c)).contains("second"));
        assertTrue(refused(() -> e.add(c, vault.encrypt(x, 1, 0x1p39))).contains("second operand has scale 2^39"));
        assertTrue(refused(() -> e.add(c, other.encrypt(x, 1, 0x1p40))).contains("other parameters"));
        assertTrue(refused(() -> e.multiply(c, Plaintext.encode(p, x, 0x1p40, 2))).contains("for 2 limbs"));
        assertTrue(refused(() -> e.rotate(c, 2)).contains("rotation by 2"));
        assertTrue(refused(() -> other.evaluator.rotate(other.encrypt(x, 1, 0x1p40), 1)).contains("no evaluation keys"));
        assertTrue(refused(() -> e.rescale(e.dropTo(c, 1))).contains("level 0"));
        assertTrue(refused(() -> vault.encrypt(x, 0.5, 0x1p40)).contains("declared"));
        assertTrue(refused(() -> e.multiply(e.multiply(c, c), e.multiply(c, c))).contains("bits"));
        assertTrue(refused(() -> other.decryptor.decrypt(c)).contains("other parameters"));
        assertThrows(ParameterException.class, () -> EvaluationKeys.generate(other.key, new java.security.SecureRandom()));
    }

    private static String refused(org.junit.jupiter.api.function.Executable executable) {
        return assertThrows(OperandException.class, executable).getMessage();
    }
}
