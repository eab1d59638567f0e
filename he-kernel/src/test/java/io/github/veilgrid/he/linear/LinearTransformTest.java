package io.github.veilgrid.he.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.ckks.Ciphertext;
import io.github.veilgrid.he.ckks.CkksLiteral;
import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ckks.Decryptor;
import io.github.veilgrid.he.ckks.EvaluationKeys;
import io.github.veilgrid.he.ckks.Evaluator;
import io.github.veilgrid.he.ckks.OperandException;
import io.github.veilgrid.he.ckks.PrecisionReport;
import io.github.veilgrid.he.ckks.SecretKey;
import io.github.veilgrid.he.ckks.SecretKeyEncryption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearTransformTest {

    private static final int N = 4096;

    @ParameterizedTest
    @CsvSource({"17, 0", "17, -8", "60, -20", "1, 0", "1, 5"})
    void theEncryptedProductIsTheProduct(int diagonals, int first) {
        Random random = new Random(diagonals * 100L + first);
        DiagonalMatrix matrix = band(random, N, diagonals, first);
        double[] x = random.doubles(N, -1, 1).toArray();
        double[] expected = new double[N];
        for (int row = 0; row < N; row++) {
            for (int d = first; d < first + diagonals; d++) {
                expected[row] += weight(row, d, diagonals) * x[Math.floorMod(row + d, N)];
            }
        }
        assertArrayEquals(expected, matrix.multiply(x), 1e-12);

        CkksParameters p = CkksParameters.of(new CkksLiteral(N, List.of(36, 30), List.of(34)));
        LinearTransform transform = LinearTransform.encode(p, matrix, p.prime(1), 2);
        try (SecretKey key = SecretKey.derive(p, new byte[32])) {
            SecureRandom secure = new SecureRandom();
            Evaluator evaluator = new Evaluator(EvaluationKeys.generate(key, secure, transform.rotations()));
            Ciphertext c = new SecretKeyEncryption(key, secure).encrypt(x, 1, 0x1p30).expand();
            Ciphertext result = evaluator.rescale(transform.apply(evaluator, c));
            PrecisionReport report = PrecisionReport.of(expected, new Decryptor(key).decrypt(result));
            System.out.println(diagonals + " diagonals, " + transform.rotations().length + " rotations; " + report);
            assertEquals(0x1p30, result.scale(), 1);
            assertTrue(report.largest() <= result.errorBound(), report + " against " + result);
            assertTrue(report.worstBits() > 9);
        }
    }

    static double weight(int row, int diagonal, int diagonals) {
        return Math.sin(row * 0.37 + diagonal) / diagonals;
    }

    static DiagonalMatrix band(Random random, int n, int diagonals, int first) {
        DiagonalMatrix.Builder matrix = DiagonalMatrix.builder(n);
        for (int row = 0; row < n; row++) {
            for (int d = first; d < first + diagonals; d++) {
                matrix.add(row, Math.floorMod(row + d, n), weight(row, d, diagonals));
            }
        }
        return matrix.build();
    }

    @Test
    void theSplitReachesEveryDiagonalWithFewRotations() {
        int[] diagonals = IntStream.rangeClosed(-100, 412).toArray();
        StepSplit split = StepSplit.of(diagonals);
        for (int d : diagonals) {
            assertEquals(d, split.giant(d) + split.baby(d));
            assertTrue(split.baby(d) >= 0 && split.baby(d) < split.width());
        }
        assertTrue(split.babies(diagonals).length + split.giants(diagonals).length < 50);
        assertEquals(1, StepSplit.of(new int[] {0}).giants(new int[] {0}).length);
        int[] sparse = {-1024, 0, 1024};
        assertTrue(StepSplit.of(sparse).cost(sparse) <= 3);
    }

    @Test
    void aMatrixOfAnotherSizeIsRefused() {
        CkksParameters p = CkksParameters.of(2048, 49);
        DiagonalMatrix small = DiagonalMatrix.builder(16).add(3, 4, 1).build();
        assertThrows(OperandException.class, () -> LinearTransform.encode(p, small, 1024, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> DiagonalMatrix.builder(16).add(3, 16, 1));
        assertThrows(IllegalStateException.class, () -> DiagonalMatrix.builder(16).build());
    }
}
