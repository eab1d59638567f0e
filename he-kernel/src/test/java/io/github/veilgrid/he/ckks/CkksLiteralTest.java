package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.api.Test;

class CkksLiteralTest {

    @ParameterizedTest
    @CsvSource({"0, 10", "1, 12", "2, 20", "3, 14", "5, 20", "6, 22"})
    void aWantedDepthAndPrecisionIsReached(int levels, int precision) {
        CkksLiteral literal = CkksLiteral.forDepth(levels, precision);
        Vault vault = new Vault(CkksParameters.of(literal), levels);
        double[] x = vault.values(1);
        Ciphertext c = vault.encrypt(x, 1, literal.scale());
        for (int level = levels; level > 0; level--) {
            c = vault.evaluator.rescale(vault.evaluator.multiply(c, c));
            x = Vault.zip(x, x, (p, q) -> p * q);
        }
        double error = vault.error(c, x);
        assertTrue(error < Math.scalb(1.0, -precision), "error " + error);
    }

    @Test
    void specialPrimesCountForSecurityAndComeBack() throws Exception {
        assertThrows(ParameterException.class, () -> CkksParameters.of(new CkksLiteral(4096, List.of(34, 34), List.of(34))));
        CkksParameters p = CkksParameters.of(new CkksLiteral(4096, List.of(34, 33), List.of(34)));
        assertEquals(2, p.limbs());
        assertEquals(1, p.specialPrimes());
        assertEquals(3, p.keyRing().limbs());
        assertEquals(p, CkksParameters.fromBytes(p.toBytes()));
        assertThrows(ParameterException.class, () -> CkksLiteral.forDepth(30, 30));
        assertThrows(ParameterException.class, () -> CkksLiteral.forDepth(-1, 20));
    }
}
