package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What operations promise beyond the values that {@link EveryLevelTest} holds them to. */
class EvaluatorTest {

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
        List<Ciphertext> cs = new ArrayList<>();
        List<Plaintext> ps = new ArrayList<>();
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
        SecureRandom secure = new SecureRandom();
        PublicKeyEncryption encryption = new PublicKeyEncryption(PublicKey.generate(vault.key, secure), secure);
        double[] x = vault.values(10);
        Ciphertext c = encryption.encrypt(x, 10, 0x1p40);
        assertTrue(vault.error(c, x) < 1e-5);
        double[] square = Vault.zip(x, x, (p, q) -> p * q);
        vault.error(vault.evaluator.rotate(vault.evaluator.rescale(vault.evaluator.multiply(c, c)), 7), Vault.rotated(square, 7));
        assertThrows(OperandException.class, () -> encryption.encrypt(x, 1, 0x1p40));
    }

    @Test
    void theOperandOfASumThatDoesNotFitIsNamed() {
        CkksParameters p = CkksParameters.of(new CkksLiteral(8192, List.of(50, 40, 40), List.of(50)));
        Vault vault = new Vault(p, 7, 1);
        Evaluator e = vault.evaluator;
        double[] x = vault.values(1);
        Ciphertext c = vault.encrypt(x, 1, 0x1p40);
        Ciphertext low = e.dropTo(c, 2);
        Ciphertext other = vault.encrypt(x, 1, 0x1p39);
        Plaintext w = Plaintext.encode(p, x, 0x1p40, 3);
        Plaintext v = Plaintext.encode(p, x, 0x1p41, 3);
        Plaintext few = Plaintext.encode(p, x, 0x1p40, 2);
        assertTrue(refused(() -> e.weightedSum(List.of(c, c, low), List.of(w, w, w))).contains("the third at level 1"));
        assertTrue(refused(() -> e.weightedSum(List.of(low, low, c), List.of(w, w, w))).contains("drop the third"));
        assertTrue(refused(() -> e.weightedSum(List.of(c, c, c, other), List.of(w, w, w, w))).contains("4th ciphertext has scale 2^39"));
        assertTrue(refused(() -> e.weightedSum(List.of(c, c), List.of(w, v))).contains("second plaintext has scale 2^41"));
        assertTrue(refused(() -> e.weightedSum(List.of(c, c), List.of(w, few))).contains("second plaintext was encoded for 2 limbs"));
        assertTrue(refused(() -> e.weightedSum(List.of(c, c), List.of(w))).contains("2 ciphertexts and 1 plaintexts"));
        assertTrue(refused(() -> e.rotateAndSum(List.of(c, c, other), 0, 1, 0)).contains("third operand has scale 2^39"));
        assertTrue(refused(() -> e.rotateAndSum(List.of(c, low), 0, 1)).contains("second at level 1"));
        assertTrue(refused(() -> e.rotateAndSum(List.of(c, c), 0, 2)).contains("rotation by 2"));
        assertTrue(refused(() -> Plaintext.encode(p, new double[4096], 0x1p40, 1)).contains("4096 values are given"));
        assertTrue(refused(() -> vault.encrypt(new double[8193], 1, 0x1p40)).contains("8193 values are given"));
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
        assertThrows(ParameterException.class, () -> EvaluationKeys.generate(other.key, new SecureRandom()));
    }

    private static String refused(Executable executable) {
        return assertThrows(OperandException.class, executable).getMessage();
    }
}
