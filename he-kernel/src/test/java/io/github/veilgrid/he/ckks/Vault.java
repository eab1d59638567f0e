package io.github.veilgrid.he.ckks;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;

/** Keys and everything that uses them for one set of parameters, and the slot-wise arithmetic that results must match. */
final class Vault {

    final CkksParameters parameters;
    final SecretKey key;
    final SecretKeyEncryption encryption;
    final Decryptor decryptor;
    final EvaluationKeys keys;
    final Evaluator evaluator;
    final Random random;

    Vault(CkksParameters parameters, long seed, int... rotations) {
        this.parameters = parameters;
        this.random = new Random(seed);
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        this.key = SecretKey.derive(parameters, secret);
        SecureRandom secure = new SecureRandom();
        this.encryption = new SecretKeyEncryption(key, secure);
        this.decryptor = new Decryptor(key);
        this.keys = parameters.specialPrimes() == 0 ? null : EvaluationKeys.generate(key, secure, rotations);
        this.evaluator = keys == null ? new Evaluator(parameters) : new Evaluator(keys);
    }

    double[] values(double magnitude) {
        return random.doubles(parameters.ringDimension(), -magnitude, magnitude).toArray();
    }

    Ciphertext encrypt(double[] values, double magnitude, double scale) {
        return encryption.encrypt(values, magnitude, scale).expand();
    }

    /** The largest error, which must be within the bound that the ciphertext predicts. */
    double error(Ciphertext ciphertext, double[] expected) {
        double[] actual = decryptor.decrypt(ciphertext);
        double largest = 0;
        for (int j = 0; j < expected.length; j++) {
            largest = Math.max(largest, Math.abs(actual[j] - expected[j]));
        }
        if (!(largest <= ciphertext.errorBound())) {
            throw new AssertionError("error " + largest + " is above the predicted bound of " + ciphertext);
        }
        return largest;
    }

    static double[] zip(double[] x, double[] y, DoubleBinaryOperator op) {
        double[] out = new double[x.length];
        Arrays.setAll(out, j -> op.applyAsDouble(x[j], y[j]));
        return out;
    }

    static double[] rotated(double[] x, int steps) {
        double[] out = new double[x.length];
        Arrays.setAll(out, j -> x[Math.floorMod(j + steps, x.length)]);
        return out;
    }
}
