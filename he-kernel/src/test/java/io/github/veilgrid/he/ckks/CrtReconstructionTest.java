package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.veilgrid.he.ring.Primes;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.ring.Schoolbook;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrtReconstructionTest {

    private static final int N = 256;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void integersOfAnySizeComeBackCentredToTheLastBitsOfADouble(int limbs) {
        Random random = new Random(limbs);
        int[] bits = new int[limbs];
        Arrays.setAll(bits, i -> 50 - 7 * (i % 3));
        Ring ring = Ring.of(N, Primes.below(N, bits));
        BigInteger q = BigInteger.ONE;
        for (int i = 0; i < limbs; i++) {
            q = q.multiply(BigInteger.valueOf(ring.modulus(i).value()));
        }
        BigInteger half = q.shiftRight(1);
        double[][] rows = ring.allocate();
        BigInteger[] x = new BigInteger[N];
        for (int k = 0; k < N; k++) {
            x[k] = k == 0 ? half : k == 1 ? half.negate() : new BigInteger(1 + random.nextInt(half.bitLength() - 1), random);
            x[k] = k % 2 == 0 ? x[k] : x[k].abs().negate();
            for (int i = 0; i < limbs; i++) {
                rows[i][k] = Schoolbook.centred(x[k], BigInteger.valueOf(ring.modulus(i).value())).doubleValue();
            }
        }
        double[] out = new double[N];
        new CrtReconstruction(ring).combine(rows, limbs, out);
        for (int k = 0; k < N; k++) {
            assertEquals(x[k].doubleValue(), out[k], Math.abs(x[k].doubleValue()) * limbs * 0x1p-52, "coefficient " + k);
        }
    }
}
