package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
    }

    @ParameterizedTest
    @CsvSource({"30, 30", "-1, 20", "2147483647, 20", "-2147483648, 8", "100000000, 8", "1, 7", "1, 31", "1, 2147483647"})
    void whatNoRingHoldsIsAnsweredByASentence(int levels, int precision) {
        String message = assertThrows(ParameterException.class, () -> CkksLiteral.forDepth(levels, precision)).getMessage();
        assertTrue(message.contains(Integer.toString(levels)) && message.endsWith("."), message);
    }

    /** The deepest literal of each precision is secure, exists, and the one beyond is refused. */
    @ParameterizedTest
    @ValueSource(ints = {8, 16, 20, 24})
    void everyDepthUpToTheLastHasParameters(int precision) {
        int depth = 0;
        while (true) {
            CkksLiteral literal;
            try {
                literal = CkksLiteral.forDepth(depth, precision);
            } catch (ParameterException last) {
                break;
            }
            assertEquals(depth + 1, CkksParameters.of(literal).limbs());
            depth++;
        }
        assertTrue(depth > 3, "depth " + depth);
    }

    @Test
    void aLiteralWithoutPrimesHasNoScale() {
        assertThrows(ParameterException.class, () -> new CkksLiteral(4096, List.of(), List.of()).scale());
    }
}
