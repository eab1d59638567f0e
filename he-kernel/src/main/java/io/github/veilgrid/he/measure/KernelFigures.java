package io.github.veilgrid.he.measure;

import io.github.veilgrid.he.ckks.Ciphertext;
import io.github.veilgrid.he.ckks.CkksLiteral;
import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ckks.Decryptor;
import io.github.veilgrid.he.ckks.Encryptor;
import io.github.veilgrid.he.ckks.EvaluationKeys;
import io.github.veilgrid.he.ckks.Evaluator;
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
import java.util.function.Consumer;

/** Measures the kernel's operations, one after the other, on the calling thread. For one thread at a time. */
public final class KernelFigures {

    private final Stopwatch stopwatch;
    private final Consumer<Figure> progress;
    private final List<Figure> figures = new ArrayList<>();
    private final Random random = new Random(1);
    private final SecureRandom secure = new SecureRandom();

    private KernelFigures(boolean quick, Consumer<Figure> progress) {
        this.stopwatch = new Stopwatch(quick);
        this.progress = progress;
    }

    /**
     * Measures everything.
     *
     * @param quick shorter and rougher
     * @param progress is told each figure as soon as it is known
     */
    public static List<Figure> measure(boolean quick, Consumer<Figure> progress) {
        KernelFigures run = new KernelFigures(quick, progress);
        for (int n : new int[] {2048, 4096, 8192, 16384}) {
            run.transforms(n);
        }
        run.plainProducts(4096);
        run.encryption(CkksParameters.of(4096, 50, 50));
        run.evaluation(CkksParameters.of(new CkksLiteral(8192, List.of(50, 50, 50), List.of(50))));
        CkksParameters twoLimbs = CkksParameters.of(new CkksLiteral(8192, List.of(50, 50), List.of(50)));
        run.linearTransform(twoLimbs, 513);
        run.linearTransform(twoLimbs, 17);
        return List.copyOf(run.figures);
    }

    private void microseconds(String name, Runnable operation) {
        report(new Figure(name, stopwatch.nanoseconds(operation) / 1e3, "us"));
    }

    private void report(Figure figure) {
        figures.add(figure);
        progress.accept(figure);
    }

    private double[] residues(int n, Modulus q) {
        return random.doubles(n, -0.5, 0.5).map(x -> Math.rint(x * (q.asDouble() - 1))).toArray();
    }

    private void transforms(int n) {
        Modulus q = Modulus.of(Primes.below(n, 50)[0]);
        Ntt ntt = new Ntt(n, q);
        double[] x = residues(n, q);
        double[] out = new double[n];
        microseconds("ntt-forward-" + n, () -> ntt.forward(x, out));
        microseconds("ntt-inverse-" + n, () -> ntt.inverse(x, out));
    }

    private void plainProducts(int n) {
        Modulus q = Modulus.of(Primes.below(n, 50)[0]);
        double[] b = residues(n, q);
        double[] a = residues(n, q);
        double[] w = residues(n, q);
        double[] sumB = new double[n];
        double[] sumA = new double[n];
        microseconds("multiply-plain-add-" + n, () -> {
            ModularLoops.multiplyAdd(sumB, b, w, q);
            ModularLoops.reduce(sumB, q);
            ModularLoops.multiplyAdd(sumA, a, w, q);
            ModularLoops.reduce(sumA, q);
        });
    }

    private void encryption(CkksParameters p) {
        int n = p.ringDimension();
        double scale = 0x1p40;
        double[] values = random.doubles(n, -1, 1).toArray();
        double[] coefficients = new double[n];
        double[] row = new double[n];
        microseconds("encode-" + n, () -> {
            p.encoder().encode(values, scale, coefficients);
            p.ring().ntt(0).forward(coefficients, row);
        });
        double[] second = new double[n];
        microseconds("encode-pair-" + n, () -> {
            p.encoder().encodePair(values, values, scale, coefficients, second);
            p.ring().ntt(0).forward(coefficients, row);
            p.ring().ntt(0).forward(second, row);
        });
        try (SecretKey key = SecretKey.derive(p, new byte[32])) {
            Encryptor encryptor = new Encryptor(key, new byte[32], secure);
            double[][] b = p.ring().allocate();
            double[][] a = p.ring().allocate();
            int[] index = {0};
            microseconds("encrypt-" + n + "-" + p.limbs(), () -> encryptor.encrypt(coefficients, 0, index[0]++, b));
            Decryptor decryptor = new Decryptor(key);
            double[] decrypted = new double[n];
            double[] decoded = new double[n];
            microseconds("decrypt-decode-" + n + "-" + p.limbs(), () -> {
                decryptor.decrypt(b, a, decrypted);
                p.encoder().decode(decrypted, scale, decoded);
            });
        }
    }

    private void evaluation(CkksParameters p) {
        int n = p.ringDimension();
        try (SecretKey key = SecretKey.derive(p, new byte[32])) {
            int[] steps = {1, 2, 3, 4, 5, 6, 7, 8};
            Evaluator evaluator = new Evaluator(EvaluationKeys.generate(key, secure, steps));
            double[] values = random.doubles(n, -1, 1).toArray();
            Ciphertext c = new SecretKeyEncryption(key, secure).encrypt(values, 1, 0x1p40).expand();
            microseconds("rotate-" + n, () -> evaluator.rotate(c, 1));
            double one = stopwatch.nanoseconds(() -> evaluator.rotate(c, 1));
            double eight = stopwatch.nanoseconds(() -> evaluator.rotate(c, steps));
            report(new Figure("rotate-hoisted-" + n, (eight - one) / 7e3, "us"));
            microseconds("multiply-relinearise-" + n, () -> evaluator.multiply(c, c));
            Ciphertext product = evaluator.multiply(c, c);
            microseconds("rescale-" + n, () -> evaluator.rescale(product));
        }
    }

    private void linearTransform(CkksParameters p, int diagonals) {
        int n = p.ringDimension();
        DiagonalMatrix.Builder matrix = DiagonalMatrix.builder(n);
        for (int row = 0; row < n; row++) {
            for (int d = 0; d < diagonals; d++) {
                matrix.add(row, (row + d) % n, random.nextDouble() / diagonals);
            }
        }
        LinearTransform transform = LinearTransform.encode(p, matrix.build(), p.prime(1), 2);
        try (SecretKey key = SecretKey.derive(p, new byte[32])) {
            Evaluator evaluator = new Evaluator(EvaluationKeys.generate(key, secure, transform.rotations()));
            double[] values = random.doubles(n, -1, 1).toArray();
            Ciphertext c = new SecretKeyEncryption(key, secure).encrypt(values, 1, 0x1p40).expand();
            double time = stopwatch.nanoseconds(() -> evaluator.rescale(transform.apply(evaluator, c)));
            report(new Figure("linear-transform-" + diagonals, time / 1e6, "ms"));
        }
    }
}
