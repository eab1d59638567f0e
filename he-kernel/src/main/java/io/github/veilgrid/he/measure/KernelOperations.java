package io.github.veilgrid.he.measure;

import io.github.veilgrid.he.ckks.Ciphertext;
import io.github.veilgrid.he.ckks.CkksLiteral;
import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ckks.Decryptor;
import io.github.veilgrid.he.ckks.Encryptor;
import io.github.veilgrid.he.ckks.EvaluationKeys;
import io.github.veilgrid.he.ckks.Evaluator;
import io.github.veilgrid.he.ckks.PublicKey;
import io.github.veilgrid.he.ckks.SecretKey;
import io.github.veilgrid.he.ckks.SecretKeyEncryption;
import io.github.veilgrid.he.linear.DiagonalMatrix;
import io.github.veilgrid.he.linear.LinearTransform;
import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.Ntt;
import io.github.veilgrid.he.ring.Primes;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * The operations that are measured, on random data; {@code veilgrid bench kernel} and JMH both take them from here.
 * Stateless, thread safe; what an operation's set-up gives is for one thread.
 */
public final class KernelOperations {

    private static final double SCALE = 0x1p40;
    private static final int[] EIGHT_STEPS = {1, 2, 3, 4, 5, 6, 7, 8};
    private static final CkksLiteral THREE_LIMBS = new CkksLiteral(8192, List.of(50, 50, 50), List.of(50));
    private static final CkksLiteral TWO_LIMBS = new CkksLiteral(8192, List.of(50, 50), List.of(50));

    private KernelOperations() {
    }

    /** All of them, small ones first. */
    public static List<KernelOperation> all() {
        List<KernelOperation> all = new ArrayList<>();
        for (int n : new int[] {2048, 4096, 8192, 16384}) {
            all.add(KernelOperation.of("ntt-forward-" + n, () -> transform(n, true)));
            all.add(KernelOperation.of("ntt-inverse-" + n, () -> transform(n, false)));
        }
        all.add(KernelOperation.of("multiply-plain-add-4096", () -> multiplyPlainAdd(4096)));
        all.add(KernelOperation.of("encode-4096", () -> encode(4096)));
        all.add(new KernelOperation("encode-pair-4096", "us", 2, () -> encodePair(4096)));
        all.add(KernelOperation.of("encrypt-4096-2", () -> encrypt(CkksParameters.of(4096, 50, 50))));
        all.add(KernelOperation.of("decrypt-decode-4096-2", () -> decryptDecode(CkksParameters.of(4096, 50, 50))));
        all.add(KernelOperation.of("rotate-8192", () -> evaluation((evaluator, c) -> () -> evaluator.rotate(c, 1))));
        all.add(new KernelOperation("rotate-hoisted-8192", "us", EIGHT_STEPS.length,
                () -> evaluation((evaluator, c) -> () -> evaluator.rotate(c, EIGHT_STEPS))));
        all.add(KernelOperation.of("multiply-relinearise-8192", () -> evaluation((evaluator, c) -> () -> evaluator.multiply(c, c))));
        all.add(KernelOperation.of("rescale-8192", () -> evaluation((evaluator, c) -> {
            Ciphertext product = evaluator.multiply(c, c);
            return () -> evaluator.rescale(product);
        })));
        all.add(new KernelOperation("linear-transform-513", "ms", 1, () -> linearTransform(513)));
        all.add(new KernelOperation("linear-transform-17", "ms", 1, () -> linearTransform(17)));
        all.add(new KernelOperation("private-map-256x256", "us", 256 * 256 / PrivateTile.TILES, KernelOperations::privateMap));
        return all;
    }

    private static double[] residues(int n, Modulus q) {
        return new Random(n).doubles(n, -0.5, 0.5).map(x -> Math.rint(x * (q.asDouble() - 1))).toArray();
    }

    private static double[] values(int n) {
        return new Random(n).doubles(n, -1, 1).toArray();
    }

    private static Runnable transform(int n, boolean forward) {
        Modulus q = Modulus.of(Primes.below(n, 50)[0]);
        Ntt ntt = new Ntt(n, q);
        double[] x = residues(n, q);
        double[] out = new double[n];
        return forward ? () -> ntt.forward(x, out) : () -> ntt.inverse(x, out);
    }

    private static Runnable multiplyPlainAdd(int n) {
        Modulus q = Modulus.of(Primes.below(n, 50)[0]);
        double[] b = residues(n, q);
        double[] a = residues(n, q);
        double[] w = residues(n, q);
        double[] sumB = new double[n];
        double[] sumA = new double[n];
        return () -> {
            ModularLoops.multiplyAdd(sumB, b, w, q);
            ModularLoops.reduce(sumB, q);
            ModularLoops.multiplyAdd(sumA, a, w, q);
            ModularLoops.reduce(sumA, q);
        };
    }

    private static Runnable encode(int n) {
        CkksParameters p = CkksParameters.of(n, 50);
        double[] values = values(n);
        double[] row = new double[n];
        return () -> {
            p.encoder().encode(values, SCALE, row);
            p.ring().ntt(0).forward(row, row);
        };
    }

    private static Runnable encodePair(int n) {
        CkksParameters p = CkksParameters.of(n, 50);
        double[] values = values(n);
        double[] first = new double[n];
        double[] second = new double[n];
        return () -> {
            p.encoder().encodePair(values, values, SCALE, first, second);
            p.ring().ntt(0).forward(first, first);
            p.ring().ntt(0).forward(second, second);
        };
    }

    private static Runnable encrypt(CkksParameters p) {
        Encryptor encryptor = new Encryptor(SecretKey.derive(p, new byte[32]), new byte[32], new SecureRandom());
        double[] message = new double[p.ringDimension()];
        p.encoder().encode(values(p.ringDimension()), SCALE, message);
        double[][] b = p.ring().allocate();
        int[] index = {0};
        return () -> encryptor.encrypt(message, 0, index[0]++, b);
    }

    private static Runnable decryptDecode(CkksParameters p) {
        Decryptor decryptor = new Decryptor(SecretKey.derive(p, new byte[32]));
        double[][] b = {residues(p.ringDimension(), p.ring().modulus(0)), residues(p.ringDimension(), p.ring().modulus(1))};
        double[] coefficients = new double[p.ringDimension()];
        double[] slots = new double[p.ringDimension()];
        return () -> {
            decryptor.decrypt(b, b, coefficients);
            p.encoder().decode(coefficients, SCALE, slots);
        };
    }

    private static Runnable evaluation(BiFunction<Evaluator, Ciphertext, Runnable> operation) {
        CkksParameters p = CkksParameters.of(THREE_LIMBS);
        SecretKey key = SecretKey.derive(p, new byte[32]);
        Evaluator evaluator = new Evaluator(EvaluationKeys.generate(key, new SecureRandom(), EIGHT_STEPS));
        return operation.apply(evaluator, encrypted(key));
    }

    private static Ciphertext encrypted(SecretKey key) {
        return new SecretKeyEncryption(key, new SecureRandom()).encrypt(values(key.parameters().ringDimension()), 1, SCALE).expand();
    }

    private static Runnable linearTransform(int diagonals) {
        CkksParameters p = CkksParameters.of(TWO_LIMBS);
        int n = p.ringDimension();
        double[] weights = values(n);
        DiagonalMatrix.Builder matrix = DiagonalMatrix.builder(n);
        for (int row = 0; row < n; row++) {
            for (int d = 0; d < diagonals; d++) {
                matrix.add(row, (row + d) % n, weights[(row + 31 * d) % n] / diagonals);
            }
        }
        LinearTransform transform = LinearTransform.encode(p, matrix.build(), p.prime(1), 2);
        SecretKey key = SecretKey.derive(p, new byte[32]);
        Evaluator evaluator = new Evaluator(EvaluationKeys.generate(key, new SecureRandom(), transform.rotations()));
        Ciphertext c = encrypted(key);
        return () -> evaluator.rescale(transform.apply(evaluator, c));
    }

    /** Per pixel of the slice: transform, hiding and switching of its six tiles; weights are encoded before. */
    private static Runnable privateMap() {
        SecretKey key = SecretKey.derive(PrivateTile.PARAMETERS, new byte[32]);
        double[] turned = {0.999, -0.03, 4, 0.03, 0.999, -3.5};
        PrivateTile remote = new PrivateTile(PrivateTile.map(turned, 96), PrivateTile.keys(key),
                PublicKey.generate(key, new SecureRandom()));
        Ciphertext tile = new SecretKeyEncryption(key, new SecureRandom()).encrypt(values(PrivateTile.WIDTH * PrivateTile.HEIGHT),
                PrivateTile.MAGNITUDE, PrivateTile.SCALE).expand();
        return () -> remote.answer(tile);
    }
}
