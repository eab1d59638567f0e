package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.ring.Schoolbook;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Decryption at every dimension and level against whole integers, for residues of any kind, the edges among them. */
class TextbookTest {

    static CkksLiteral[] chains() {
        return Chains.all();
    }

    @ParameterizedTest
    @MethodSource("chains")
    void decryptionIsWhatTheTextbookSays(CkksLiteral literal) {
        CkksParameters parameters = CkksParameters.of(literal);
        int n = parameters.ringDimension();
        Random random = new Random(n);
        try (SecretKey key = SecretKey.derive(parameters, new byte[32])) {
            Decryptor decryptor = new Decryptor(key);
            double[] coefficients = new double[n];
            for (int limbs = 1; limbs <= parameters.limbs(); limbs++) {
                double[][] b = residues(random, parameters.ring(), limbs);
                double[][] a = residues(random, parameters.ring(), limbs);
                decryptor.decrypt(b, a, coefficients);
                int[] places = {0, 1, n / 2, n - 1, random.nextInt(n)};
                BigInteger[] expected = new Textbook(key, limbs).decrypt(b, a, places);
                for (int i = 0; i < places.length; i++) {
                    double exact = expected[i].doubleValue();
                    assertEquals(exact, coefficients[places[i]], Math.abs(exact) * 0x1p-50, "limbs " + limbs + ", place " + places[i]);
                }
            }
        }
    }

    /** Random ones, some of them 0, 1, -1 and the largest and smallest there are: q - 1 is -1. */
    private static double[][] residues(Random random, Ring ring, int limbs) {
        double[][] rows = new double[limbs][];
        for (int limb = 0; limb < limbs; limb++) {
            rows[limb] = Schoolbook.residues(random, ring.dimension(), ring.modulus(limb).value());
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("chains")
    void freshCiphertextsHideSmallNoiseUnderAllTheirPrimes(CkksLiteral literal) {
        CkksParameters parameters = CkksParameters.of(literal);
        Vault vault = new Vault(parameters, 31);
        int n = parameters.ringDimension();
        Ciphertext zero = vault.encrypt(new double[n], 0, 1024);
        int[] places = {0, 1, n / 2, n - 1};
        for (BigInteger noise : new Textbook(vault.key, parameters.limbs()).decrypt(zero.b(), zero.a(), places)) {
            assertTrue(noise.abs().intValueExact() <= SecretSampler.ERROR_BOUND, "noise " + noise);
        }
    }
}
