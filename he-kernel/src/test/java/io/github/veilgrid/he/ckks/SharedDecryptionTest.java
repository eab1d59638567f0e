package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SharedDecryptionTest {

    private final CkksParameters parameters = CkksParameters.of(4096, 50, 50);

    @Test
    void floodingIsAsLargeAsPromisedAndWithinItsBound() {
        Vault vault = new Vault(parameters, 8);
        double[] x = vault.values(100);
        Ciphertext c = vault.encrypt(x, 100, 0x1p85);
        SharedDecryption shared = new SharedDecryption(vault.key, 40, new SecureRandom());
        double[] seen = shared.decrypt(c);
        double[] again = shared.decrypt(c);
        double squares = 0;
        for (int j = 0; j < x.length; j++) {
            assertEquals(x[j], seen[j], shared.errorBound(c));
            squares += Math.pow((seen[j] - again[j]) * c.scale(), 2);
        }
        double flooding = Math.scalb(1.0, shared.floodingBits(c));
        double expected = 2 * 2 * 4096 * flooding * flooding / 3;
        assertEquals(1, squares / x.length / expected, 0.15, "two decryptions differ by two floodings");
        assertTrue(flooding >= 9.2 * Math.sqrt(21 * 4096) * 4096 * 0x1p40);
    }

    @Test
    void floodingThatDoesNotFitIsRefused() {
        Vault vault = new Vault(parameters, 9);
        Ciphertext c = vault.encrypt(vault.values(1), 1, 0x1p30);
        Ciphertext narrow = vault.evaluator.dropTo(c, 1);
        SharedDecryption shared = new SharedDecryption(vault.key, 60, new SecureRandom());
        assertThrows(OperandException.class, () -> shared.decrypt(narrow));
        assertThrows(ParameterException.class, () -> new SharedDecryption(vault.key, 0, new SecureRandom()));
    }
}
