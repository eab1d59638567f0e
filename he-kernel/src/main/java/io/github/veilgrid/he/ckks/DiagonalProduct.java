package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.ring.Rotation;
import java.util.Arrays;

/**
 * Baby-step giant-step in buffers of its own: baby rotations share one decomposition (hoisting), giant rotations one
 * division by the special primes. For one thread at a time.
 */
final class DiagonalProduct {

    private final CkksParameters parameters;
    private final Ring ring;
    private final EvaluationKeys keys;
    private final NoiseBounds noise;
    private final KeySwitcher switcher;
    private final RotationSum total;
    private final ProductSum products = new ProductSum();
    private final double[][] sumB;
    private final double[][] sumA;
    /** {@code [baby]}: rows of the rotated operand; grow to the largest number of baby steps seen. */
    private double[][][] babyB = new double[0][][];
    private double[][][] babyA = new double[0][][];

    DiagonalProduct(EvaluationKeys keys, NoiseBounds noise, KeySwitcher switcher, RotationSum total) {
        this.parameters = keys.parameters();
        this.ring = parameters.ring();
        this.keys = keys;
        this.noise = noise;
        this.switcher = switcher;
        this.total = total;
        this.sumB = ring.allocate();
        this.sumA = ring.allocate();
    }

    Ciphertext multiply(EncodedDiagonals w, Ciphertext x) {
        Operands.requireParameters(parameters, x);
        Operands.requireLimbs(parameters, x, w.any());
        int limbs = x.limbs();
        rotateBabies(w.babies(), x);
        total.begin(limbs);
        double scale = x.scale() * w.any().scale();
        double switching = 0;
        for (int giant = 0; giant < w.giants().length; giant++) {
            if (!sum(w, giant, limbs)) {
                continue;
            }
            Rotation rotation = new Rotation(ring.dimension(), w.giants()[giant]);
            total.add(sumB, sumA, rotation, rotation.steps() == 0 ? null : keys.rotation(rotation.steps()));
            switching += rotation.steps() == 0 ? 0 : noise.keySwitch(limbs) / scale;
        }
        double[][] b = new double[limbs][ring.dimension()];
        double[][] a = new double[limbs][ring.dimension()];
        total.end(b, a);
        ErrorBound rotated = w.rotates() ? x.error().plusNoise(noise.keySwitch(limbs) / x.scale()) : x.error();
        ErrorBound error = ErrorBound.ofProduct(rotated, x.magnitude(), new ErrorBound(0, w.errorBound()), w.gain());
        return new Ciphertext(parameters, b, a, scale, x.magnitude() * w.gain(), error.plusNoise(switching));
    }

    private void rotateBabies(int[] babies, Ciphertext x) {
        int limbs = x.limbs();
        while (babyB.length < babies.length) {
            babyB = Arrays.copyOf(babyB, babyB.length + 1);
            babyA = Arrays.copyOf(babyA, babyA.length + 1);
            babyB[babyB.length - 1] = ring.allocate();
            babyA[babyA.length - 1] = ring.allocate();
        }
        boolean decomposed = false;
        for (int i = 0; i < babies.length; i++) {
            Rotation rotation = new Rotation(ring.dimension(), babies[i]);
            if (rotation.steps() == 0) {
                copy(x.b(), babyB[i]);
                copy(x.a(), babyA[i]);
                continue;
            }
            SwitchingKey key = keys.rotation(rotation.steps());
            if (!decomposed) {
                switcher.decompose(x.a(), limbs);
                decomposed = true;
            }
            switcher.rotate(x.b(), key, rotation, limbs, babyB[i], babyA[i]);
        }
    }

    private static void copy(double[][] rows, double[][] out) {
        for (int limb = 0; limb < rows.length; limb++) {
            System.arraycopy(rows[limb], 0, out[limb], 0, rows[limb].length);
        }
    }

    /** The weighted sum of the babies for one giant step; false if it has no weights. */
    private boolean sum(EncodedDiagonals w, int giant, int limbs) {
        boolean any = false;
        for (int limb = 0; limb < limbs; limb++) {
            any |= sum(w, giant, limb, babyB, sumB[limb]);
            sum(w, giant, limb, babyA, sumA[limb]);
        }
        return any;
    }

    private boolean sum(EncodedDiagonals w, int giant, int limb, double[][][] babies, double[] sum) {
        Modulus q = ring.modulus(limb);
        boolean any = false;
        Arrays.fill(sum, 0);
        products.begin(sum, q);
        for (int i = 0; i < w.babies().length; i++) {
            Plaintext weights = w.weight(giant, i);
            if (weights != null) {
                products.add(babies[i][limb], weights.row(limb));
                any = true;
            }
        }
        products.end();
        return any;
    }
}
