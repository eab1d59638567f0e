package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ResultHidingTest {

    private static final int ABOVE_ENCRYPTIONS_OF_ZERO = 20;

    private final CkksParameters parameters = CkksParameters.of(8192, 50, 50, 50);
    private final SecureRandom secure = new SecureRandom();

    @Test
    void aHiddenResultHasTheSameValuesNewPolynomialsAndNoiseAsLargeAsPromised() {
        Vault vault = new Vault(parameters, 12);
        ResultHiding hiding = new ResultHiding(PublicKey.generate(vault.key, secure), 40, secure);
        double[] x = vault.values(1);
        double[] w = vault.values(1);
        Ciphertext result = vault.evaluator.multiply(vault.encrypt(x, 1, 0x1p85), Plaintext.encodePrivate(parameters, w, 1, 0x1p40, 3));
        Ciphertext hidden = hiding.hide(result);
        double[] expected = Vault.zip(x, w, (p, q) -> p * q);
        double largest = vault.error(hidden, expected);
        assertTrue(largest < 0.01, "error " + largest);
        assertTrue(largest > result.error().noise() * 0x1p40, "the computation's own noise is drowned");
        int changed = 0;
        for (int k = 0; k < 8192; k++) {
            changed += hidden.a()[0][k] != result.a()[0][k] ? 1 : 0;
        }
        assertEquals(8192, changed, 2.0);
        assertNotEquals(Arrays.hashCode(hidden.b()[0]), Arrays.hashCode(hiding.hide(result).b()[0]));
    }

    /** What the owner sees beyond the values must not tell of the weights, not even in bits far below the largest. */
    @Test
    void theNoiseThatTheOwnerSeesIsUniformInItsLowBits() {
        Vault vault = new Vault(parameters, 15);
        ResultHiding hiding = new ResultHiding(PublicKey.generate(vault.key, secure), 40, secure);
        Ciphertext result = vault.evaluator.multiply(vault.encrypt(vault.values(1), 1, 0x1p85),
                Plaintext.encodePrivate(parameters, vault.values(1), 1, 0x1p40, 3));
        Textbook textbook = new Textbook(vault.key, 3);
        BigInteger[] computed = textbook.decryptAll(vault.key, result.b(), result.a());
        Ciphertext hidden = hiding.hide(result);
        BigInteger[] seen = textbook.decryptAll(vault.key, hidden.b(), hidden.a());
        double[] counts = new double[32];
        for (int k = 0; k < seen.length; k++) {
            BigInteger difference = seen[k].subtract(computed[k]);
            counts[difference.shiftRight(ABOVE_ENCRYPTIONS_OF_ZERO).intValue() & 31]++;
        }
        double expected = seen.length / 32.0;
        double chi = Arrays.stream(counts).map(c -> (c - expected) * (c - expected) / expected).sum();
        assertTrue(chi < 31 + 8 * Math.sqrt(62), "chi-square with 31 degrees of freedom: " + chi);
    }

    /** Otherwise the difference would tell of the ephemeral secret, which is all that hides the polynomial a. */
    @Test
    void theNoiseOfTheEncryptionOfZeroIsDrownedToo() {
        Vault vault = new Vault(parameters, 16);
        ResultHiding hiding = new ResultHiding(PublicKey.generate(vault.key, secure), 40, secure);
        Ciphertext fresh = vault.encrypt(vault.values(1), 1, 0x1p85);
        double zero = new NoiseBounds(parameters).publicKey(0, fresh.scale()).noise();
        assertTrue(zero > 100 * fresh.noiseBound(), "a fresh ciphertext's own noise is the smaller one");
        assertTrue(hiding.hide(fresh).noiseBound() > 8192 * 0x1p40 * zero);
    }

    @Test
    void boundsOfAResultDependOnWhatWasDeclaredOnly() {
        Vault vault = new Vault(parameters, 14);
        Ciphertext x = vault.encrypt(vault.values(1), 1, 0x1p50);
        Ciphertext one = vault.evaluator.multiply(x, Plaintext.encodePrivate(parameters, vault.values(1), 1, 0x1p40, 3));
        Ciphertext other = vault.evaluator.multiply(x, Plaintext.encodePrivate(parameters, new double[8192], 1, 0x1p40, 3));
        assertEquals(one.toString(), other.toString());
        assertEquals(one.error(), other.error());
        assertThrows(OperandException.class, () -> Plaintext.encodePrivate(parameters, vault.values(2), 1, 0x1p40, 3));
    }

    @Test
    void noRoomIsRefused() {
        Vault vault = new Vault(parameters, 13);
        ResultHiding hiding = new ResultHiding(PublicKey.generate(vault.key, secure), 60, secure);
        Ciphertext narrow = vault.evaluator.dropTo(vault.encrypt(vault.values(1), 1, 0x1p30), 1);
        assertThrows(OperandException.class, () -> hiding.hide(narrow));
    }
}
