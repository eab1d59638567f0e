package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.Ring;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Hot loops allocate nothing, operations on ciphertexts their result and some hundred bytes of bookkeeping. */
class AllocationTest {

    private static final int ROUNDS = 20;
    private static final int N = 4096;
    private static final long BOOKKEEPING = 6000;
    private static final CkksParameters PARAMETERS = CkksParameters.of(new CkksLiteral(N, List.of(36, 30), List.of(34)));
    private static final Vault VAULT = new Vault(PARAMETERS, 40, 1, 2, 3, 4, 8);

    private final Ring ring = PARAMETERS.ring();
    private final Modulus q = ring.modulus(0);
    private final Ciphertext x = VAULT.encrypt(VAULT.values(1), 1, 0x1p30);

    @BeforeAll
    static void bytesAreCounted() {
        assumeTrue(ManagementFactory.getThreadMXBean() instanceof ThreadMXBean bean && bean.isThreadAllocatedMemorySupported(),
                "this Java platform does not count allocated bytes");
    }

    /** The least of several rounds: a class that is loaded or a buffer that is made once is no allocation in a loop. */
    private static long allocated(Runnable operation) {
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = bean.getThreadAllocatedBytes(thread);
            operation.run();
            least = Math.min(least, bean.getThreadAllocatedBytes(thread) - before);
        }
        return least;
    }

    private static void assertAllocates(long most, Runnable operation, String name) {
        long bytes = allocated(operation);
        assertTrue(bytes <= most, name + " allocates " + bytes + " bytes");
    }

    private static long ciphertext(int limbs) {
        return 2L * limbs * N * Double.BYTES;
    }

    @Test
    void theMeasurementSeesAnArray() {
        assertTrue(allocated(() -> Arrays.fill(new double[N], 1)) >= N * Double.BYTES);
    }

    @Test
    void transformsAndProductsOfRowsAllocateNothing() {
        double[] row = x.b()[0].clone();
        double[] sum = new double[N];
        assertAllocates(0, () -> ring.ntt(0).forward(row, row), "forward transform");
        assertAllocates(0, () -> ring.ntt(0).inverse(row, row), "inverse transform");
        assertAllocates(0, () -> {
            ModularLoops.multiplyAdd(sum, row, row, q);
            ModularLoops.reduce(sum, q);
        }, "product");
        double[] slots = new double[N];
        assertAllocates(0, () -> PARAMETERS.encoder().encode(slots, 1024, sum), "encoding");
        assertAllocates(0, () -> PARAMETERS.encoder().decode(sum, 1024, slots), "decoding");
    }

    @Test
    void aStreamOfCiphertextsAllocatesNoRows() {
        double[][] b = ring.allocate();
        double[][] a = ring.allocate();
        double[] message = new double[N];
        byte[] seed = new byte[32];
        seed[0] = 40;
        Encryptor encryptor = new Encryptor(VAULT.key, seed, new SecureRandom());
        int[] index = {0};
        assertAllocates(BOOKKEEPING, () -> encryptor.encrypt(message, 0, index[0]++, b), "encryption");
        UniformExpander expander = new UniformExpander(PARAMETERS, new byte[32]);
        assertAllocates(BOOKKEEPING, () -> expander.expand(0, 1, a), "expansion");
        assertAllocates(0, () -> VAULT.decryptor.decrypt(b, a, message), "decryption");
    }

    @Test
    void keySwitchingAllocatesNothing() {
        KeySwitcher switcher = new KeySwitcher(PARAMETERS);
        double[][] b = ring.allocate();
        double[][] a = ring.allocate();
        assertAllocates(0, () -> switcher.decompose(x.a(), 2), "decomposition");
        assertAllocates(0, () -> switcher.multiply(VAULT.keys.rotation(1), 2, b, a), "key switching");
    }

    @Test
    void operationsAllocateTheirResult() {
        Evaluator e = VAULT.evaluator;
        Plaintext w = Plaintext.encode(PARAMETERS, VAULT.values(1), 0x1p20, 2);
        Ciphertext y = VAULT.encrypt(VAULT.values(1), 1, 0x1p30);
        assertAllocates(ciphertext(2) + BOOKKEEPING, () -> e.add(x, y), "a sum");
        assertAllocates(ciphertext(2) + BOOKKEEPING, () -> e.weightedSum(List.of(x, y), List.of(w, w)), "a weighted sum");
        assertAllocates(ciphertext(2) + BOOKKEEPING, () -> e.multiply(x, y), "a product");
        assertAllocates(ciphertext(2) + BOOKKEEPING, () -> e.rotate(x, 1), "a rotation");
        assertAllocates(ciphertext(2) + BOOKKEEPING, () -> e.rotateAndSum(List.of(x, y), 1, 2), "a sum of rotations");
        assertAllocates(ciphertext(1) + BOOKKEEPING, () -> e.rescale(x), "rescaling");
    }

    @Test
    void aMatrixAllocatesItsResultWhateverTheNumberOfDiagonals() {
        double[][][] diagonals = new double[3][4][];
        for (double[][] giant : diagonals) {
            Arrays.setAll(giant, baby -> VAULT.values(0.05));
        }
        EncodedDiagonals w = EncodedDiagonals.encode(PARAMETERS, new int[] {0, 1, 2, 3}, new int[] {0, 4, 8}, diagonals, 0x1p20, 2);
        assertAllocates(ciphertext(2) + BOOKKEEPING, () -> VAULT.evaluator.multiply(w, x), "a linear transform");
    }
}
