package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.ModulusDown;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.ring.Rotation;
import java.util.Arrays;
import java.util.List;

/**
 * Computes with ciphertexts. Every result carries its level, its scale, a bound of its values and a bound of its error;
 * operands that do not go together, and results that would not fit their modulus, are an {@link OperandException} that
 * says which and why. Nothing goes wrong silently.
 *
 * <p>Operands are not changed; results are new. Buffers belong to the evaluator: <b>one thread at a time</b>, as many
 * evaluators as there are threads. Keys and parameters are shared between them.
 */
public final class Evaluator {

    private static final int SUMMANDS = 12;

    private final CkksParameters parameters;
    private final Ring ring;
    private final EvaluationKeys keys;
    private final NoiseBounds noise;
    private final KeySwitcher switcher;
    private final double[] scratch;
    private final double[][] scratchB;
    private final double[][] scratchA;
    private final ModulusDown[] rescaling;
    private final ModulusDown.Scratch[] rescalingScratch;

    /** For sums, products with plaintexts and rescaling. */
    public Evaluator(CkksParameters parameters) {
        this(parameters, null);
    }

    /** For everything; products and rotations as far as there are keys. */
    public Evaluator(EvaluationKeys keys) {
        this(keys.parameters(), keys);
    }

    private Evaluator(CkksParameters parameters, EvaluationKeys keys) {
        this.parameters = parameters;
        this.ring = parameters.ring();
        this.keys = keys;
        this.noise = new NoiseBounds(parameters);
        this.switcher = keys == null ? null : new KeySwitcher(parameters);
        this.scratch = new double[ring.dimension()];
        this.scratchB = keys == null ? null : ring.allocate();
        this.scratchA = keys == null ? null : ring.allocate();
        this.rescaling = new ModulusDown[ring.limbs()];
        this.rescalingScratch = new ModulusDown.Scratch[ring.limbs()];
        for (int last = 1; last < rescaling.length; last++) {
            rescaling[last] = new ModulusDown(ring, last, last);
            rescalingScratch[last] = rescaling[last].allocateScratch();
        }
    }

    public CkksParameters parameters() {
        return parameters;
    }

    /** The sum, slot by slot; both operands of one level and one scale. */
    public Ciphertext add(Ciphertext x, Ciphertext y) {
        return combine(x, y, 1);
    }

    /** The difference, slot by slot; both operands of one level and one scale. */
    public Ciphertext subtract(Ciphertext x, Ciphertext y) {
        return combine(x, y, -1);
    }

    private Ciphertext combine(Ciphertext x, Ciphertext y, double sign) {
        Operands.requireSameLevel(parameters, x, y);
        double mismatch = Operands.requireSameScale(x.scale(), y.scale());
        double[][] b = new double[x.limbs()][];
        double[][] a = new double[x.limbs()][];
        for (int limb = 0; limb < b.length; limb++) {
            b[limb] = combine(x.b()[limb], y.b()[limb], sign, ring.modulus(limb));
            a[limb] = combine(x.a()[limb], y.a()[limb], sign, ring.modulus(limb));
        }
        return new Ciphertext(parameters, b, a, x.scale(), x.magnitude() + y.magnitude(),
                x.error().plus(y.error()).plusEncoding(mismatch * y.magnitude()));
    }

    private static double[] combine(double[] x, double[] y, double sign, Modulus q) {
        double[] out = x.clone();
        if (sign > 0) {
            ModularLoops.add(out, y);
        } else {
            ModularLoops.subtract(out, y);
        }
        ModularLoops.reduce(out, q);
        return out;
    }

    /** The sum with public values of the same scale. */
    public Ciphertext add(Ciphertext x, Plaintext y) {
        Operands.requireLimbs(parameters, x, y);
        double mismatch = Operands.requireSameScale(x.scale(), y.scale());
        double[][] b = new double[x.limbs()][];
        for (int limb = 0; limb < b.length; limb++) {
            b[limb] = combine(x.b()[limb], y.row(limb), 1, ring.modulus(limb));
        }
        return new Ciphertext(parameters, b, x.a(), x.scale(), x.magnitude() + y.magnitude(),
                x.error().plusEncoding(y.errorBound() + mismatch * y.magnitude()));
    }

    /** The product with public values, slot by slot; scales multiply. */
    public Ciphertext multiply(Ciphertext x, Plaintext y) {
        return weightedSum(List.of(x), List.of(y));
    }

    /**
     * The sum of products {@code x_0 y_0 + x_1 y_1 + ...}, slot by slot: one pass per term and no intermediate results.
     *
     * @param x of one level and one scale
     * @param y as many, of one scale
     */
    public Ciphertext weightedSum(List<Ciphertext> x, List<Plaintext> y) {
        Ciphertext first = x.get(0);
        double weightScale = y.get(0).scale();
        double magnitude = 0;
        ErrorBound error = new ErrorBound(0, 0);
        for (int i = 0; i < x.size(); i++) {
            Ciphertext c = x.get(i);
            Plaintext p = y.get(i);
            Operands.requireSameLevel(parameters, first, c);
            Operands.requireLimbs(parameters, c, p);
            double mismatch = Operands.requireSameScale(first.scale(), c.scale())
                    + Operands.requireSameScale(weightScale, p.scale());
            magnitude += c.magnitude() * p.magnitude();
            error = error.plus(ErrorBound.ofProduct(c.error(), c.magnitude(), new ErrorBound(0, p.errorBound()), p.magnitude()))
                    .plusEncoding(mismatch * c.magnitude() * p.magnitude());
        }
        double[][] b = new double[first.limbs()][ring.dimension()];
        double[][] a = new double[first.limbs()][ring.dimension()];
        for (int limb = 0; limb < b.length; limb++) {
            Modulus q = ring.modulus(limb);
            for (int i = 0; i < x.size(); i++) {
                double[] weights = y.get(i).row(limb);
                ModularLoops.multiplyAdd(b[limb], x.get(i).b()[limb], weights, q);
                ModularLoops.multiplyAdd(a[limb], x.get(i).a()[limb], weights, q);
                if (i % (SUMMANDS - 1) == SUMMANDS - 2 || i == x.size() - 1) {
                    ModularLoops.reduce(b[limb], q);
                    ModularLoops.reduce(a[limb], q);
                }
            }
        }
        return new Ciphertext(parameters, b, a, first.scale() * weightScale, magnitude, error);
    }

    /**
     * The product with one public number, taken at that scale: a scale at which the number is an integer, such as the
     * denominator of a fraction, costs no precision at all.
     *
     * @param scale positive, {@code |factor * scale| < 2^52}
     */
    public Ciphertext multiply(Ciphertext x, double factor, double scale) {
        double integer = Math.rint(factor * scale);
        if (!(scale > 0) || !(Math.abs(integer) < 0x1p52)) {
            throw new OperandException("The factor " + factor + " at scale " + scale + " is not an integer below 2^52.");
        }
        Operands.requireParameters(parameters, x);
        double used = integer / scale;
        double[][] b = new double[x.limbs()][ring.dimension()];
        double[][] a = new double[x.limbs()][ring.dimension()];
        for (int limb = 0; limb < b.length; limb++) {
            Modulus q = ring.modulus(limb);
            double w = q.reduce(integer);
            ModularLoops.multiplyScalar(b[limb], x.b()[limb], w, q);
            ModularLoops.multiplyScalar(a[limb], x.a()[limb], w, q);
            ModularLoops.reduce(b[limb], q);
            ModularLoops.reduce(a[limb], q);
        }
        return new Ciphertext(parameters, b, a, x.scale() * scale, x.magnitude() * Math.abs(factor),
                x.error().times(Math.abs(used)).plusEncoding(x.magnitude() * Math.abs(used - factor)));
    }

    /** The product of two ciphertexts of one level, slot by slot, back to two polynomials; scales multiply. */
    public Ciphertext multiply(Ciphertext x, Ciphertext y) {
        Operands.requireSameLevel(parameters, x, y);
        requireKeys();
        int limbs = x.limbs();
        double[][] b = new double[limbs][ring.dimension()];
        double[][] a = new double[limbs][ring.dimension()];
        for (int limb = 0; limb < limbs; limb++) {
            Modulus q = ring.modulus(limb);
            ModularLoops.multiply(scratchA[limb], x.a()[limb], y.a()[limb], q);
            ModularLoops.reduce(scratchA[limb], q);
        }
        switcher.decompose(scratchA, limbs);
        switcher.multiply(keys.relinearisation(), limbs, b, a);
        for (int limb = 0; limb < limbs; limb++) {
            Modulus q = ring.modulus(limb);
            ModularLoops.multiplyAdd(b[limb], x.b()[limb], y.b()[limb], q);
            ModularLoops.reduce(b[limb], q);
            ModularLoops.multiplyAdd(a[limb], x.b()[limb], y.a()[limb], q);
            ModularLoops.multiplyAdd(a[limb], x.a()[limb], y.b()[limb], q);
            ModularLoops.reduce(a[limb], q);
        }
        double scale = x.scale() * y.scale();
        ErrorBound error = ErrorBound.ofProduct(x.error(), x.magnitude(), y.error(), y.magnitude())
                .plusNoise(noise.keySwitch(limbs) / scale);
        return new Ciphertext(parameters, b, a, scale, x.magnitude() * y.magnitude(), error);
    }

    /** Divides by the last prime: one level and its scale less, values the same. */
    public Ciphertext rescale(Ciphertext x) {
        Operands.requireParameters(parameters, x);
        int last = x.limbs() - 1;
        if (last == 0) {
            throw new OperandException("The operand is at level 0 and cannot be rescaled: take parameters with more primes.");
        }
        double[][] b = new double[last][ring.dimension()];
        double[][] a = new double[last][ring.dimension()];
        rescaling[last].divide(x.b(), last, b, rescalingScratch[last]);
        rescaling[last].divide(x.a(), last, a, rescalingScratch[last]);
        double scale = x.scale() / parameters.prime(last);
        return new Ciphertext(parameters, b, a, scale, x.magnitude(), x.error().plusNoise(noise.division() / scale));
    }

    /** Forgets primes without dividing: a lower level at the same scale. Free. */
    public Ciphertext dropTo(Ciphertext x, int limbs) {
        Operands.requireParameters(parameters, x);
        if (limbs < 1 || limbs > x.limbs()) {
            throw new OperandException("The operand has " + x.limbs() + " limbs and cannot be given " + limbs + ".");
        }
        return new Ciphertext(parameters, Arrays.copyOf(x.b(), limbs), Arrays.copyOf(x.a(), limbs),
                x.scale(), x.magnitude(), x.error());
    }

    /** Slot j of the result is slot {@code j + steps} of the operand. */
    public Ciphertext rotate(Ciphertext x, int steps) {
        return rotate(x, new int[] {steps})[0];
    }

    /** Several rotations of one ciphertext, which share the costliest part of the work. */
    public Ciphertext[] rotate(Ciphertext x, int... steps) {
        Operands.requireParameters(parameters, x);
        Ciphertext[] out = new Ciphertext[steps.length];
        boolean decomposed = false;
        for (int i = 0; i < steps.length; i++) {
            Rotation rotation = new Rotation(ring.dimension(), steps[i]);
            if (rotation.steps() == 0) {
                out[i] = x;
                continue;
            }
            requireKeys();
            SwitchingKey key = keys.rotation(rotation.steps());
            if (!decomposed) {
                switcher.decompose(x.a(), x.limbs());
                decomposed = true;
            }
            out[i] = rotateDecomposed(x, rotation, key);
        }
        return out;
    }

    /**
     * The sum of rotated ciphertexts, {@code rotate(x_0, steps_0) + rotate(x_1, steps_1) + ...}, divided by the special
     * primes once and not for each.
     *
     * @param x of one level and one scale
     * @param steps as many; may be 0
     */
    public Ciphertext rotateAndSum(List<Ciphertext> x, int... steps) {
        Ciphertext first = x.get(0);
        int limbs = first.limbs();
        double[][] totalB = parameters.keyRing().allocate();
        double[][] totalA = parameters.keyRing().allocate();
        double[][] b = new double[limbs][ring.dimension()];
        double[][] a = new double[limbs][ring.dimension()];
        double[][] plainA = new double[limbs][ring.dimension()];
        ErrorBound error = new ErrorBound(0, 0);
        double magnitude = 0;
        double switching = 0;
        for (int i = 0; i < steps.length; i++) {
            Ciphertext c = x.get(i);
            Operands.requireSameLevel(parameters, first, c);
            double mismatch = Operands.requireSameScale(first.scale(), c.scale());
            error = error.plus(c.error()).plusEncoding(mismatch * c.magnitude());
            magnitude += c.magnitude();
            Rotation rotation = new Rotation(ring.dimension(), steps[i]);
            for (int limb = 0; limb < limbs; limb++) {
                rotation.apply(c.b()[limb], scratch);
                accumulate(b[limb], scratch, ring.modulus(limb));
                if (rotation.steps() == 0) {
                    accumulate(plainA[limb], c.a()[limb], ring.modulus(limb));
                }
            }
            if (rotation.steps() != 0) {
                requireKeys();
                switcher.decompose(c.a(), limbs);
                switcher.multiplyRotateAdd(keys.rotation(rotation.steps()), rotation, limbs, totalB, totalA);
                switching += noise.keySwitch(limbs) / first.scale();
            }
        }
        if (switching > 0) {
            switcher.divide(totalB, totalA, limbs, totalB, a);
            for (int limb = 0; limb < limbs; limb++) {
                accumulate(b[limb], totalB[limb], ring.modulus(limb));
            }
        }
        for (int limb = 0; limb < limbs; limb++) {
            accumulate(a[limb], plainA[limb], ring.modulus(limb));
        }
        return new Ciphertext(parameters, b, a, first.scale(), magnitude, error.plusNoise(switching));
    }

    private static void accumulate(double[] total, double[] row, Modulus q) {
        ModularLoops.add(total, row);
        ModularLoops.reduce(total, q);
    }

    /** From the key to the inversely rotated key first, then the rotation, which brings both back: digits stay shared. */
    private Ciphertext rotateDecomposed(Ciphertext x, Rotation rotation, SwitchingKey key) {
        int limbs = x.limbs();
        switcher.multiply(key, limbs, scratchB, scratchA);
        double[][] b = new double[limbs][ring.dimension()];
        double[][] a = new double[limbs][ring.dimension()];
        for (int limb = 0; limb < limbs; limb++) {
            ModularLoops.add(scratchB[limb], x.b()[limb]);
            ModularLoops.reduce(scratchB[limb], ring.modulus(limb));
            rotation.apply(scratchB[limb], b[limb]);
            rotation.apply(scratchA[limb], a[limb]);
        }
        return new Ciphertext(parameters, b, a, x.scale(), x.magnitude(), x.error().plusNoise(noise.keySwitch(limbs) / x.scale()));
    }

    private void requireKeys() {
        if (keys == null) {
            throw new OperandException("This evaluator has no evaluation keys: products of ciphertexts and rotations need them.");
        }
    }
}
