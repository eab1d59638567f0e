package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.ring.ModulusDown;
import io.github.veilgrid.he.ring.Ring;
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

    private final CkksParameters parameters;
    private final Ring ring;
    private final KeylessOperations keyless;
    private final KeyedOperations keyed;
    private final NoiseBounds noise;
    private final ModulusDown[] rescaling;
    private final ModulusDown.Scratch[] rescalingScratch;

    /** For sums, products with plaintexts and rescaling. */
    public Evaluator(CkksParameters parameters) {
        this(parameters, null);
    }

    /** For everything; products and rotations as far as there are keys. */
    public Evaluator(EvaluationKeys keys) {
        this(keys.parameters(), new KeyedOperations(keys));
    }

    private Evaluator(CkksParameters parameters, KeyedOperations keyed) {
        this.parameters = parameters;
        this.ring = parameters.ring();
        this.keyless = new KeylessOperations(parameters);
        this.keyed = keyed;
        this.noise = new NoiseBounds(parameters);
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
        return keyless.combine(x, y, 1);
    }

    /** The difference, slot by slot; both operands of one level and one scale. */
    public Ciphertext subtract(Ciphertext x, Ciphertext y) {
        return keyless.combine(x, y, -1);
    }

    /** The sum with public values of the same scale. */
    public Ciphertext add(Ciphertext x, Plaintext y) {
        return keyless.combine(x, y, 1);
    }

    /** The difference to public values of the same scale. */
    public Ciphertext subtract(Ciphertext x, Plaintext y) {
        return keyless.combine(x, y, -1);
    }

    /** The product with public values, slot by slot; scales multiply. */
    public Ciphertext multiply(Ciphertext x, Plaintext y) {
        return keyless.weightedSum(List.of(x), List.of(y));
    }

    /**
     * The sum of products {@code x_0 y_0 + x_1 y_1 + ...}, slot by slot: one pass per term and no intermediate results.
     *
     * @param x of one level and one scale
     * @param y as many, of one scale
     */
    public Ciphertext weightedSum(List<Ciphertext> x, List<Plaintext> y) {
        return keyless.weightedSum(x, y);
    }

    /**
     * The product with one public number, taken at that scale: a scale at which the number is an integer, such as the
     * denominator of a fraction, costs no precision at all.
     *
     * @param scale positive, {@code |factor * scale| < 2^52}
     */
    public Ciphertext multiply(Ciphertext x, double factor, double scale) {
        return keyless.multiply(x, factor, scale);
    }

    /** The product of two ciphertexts of one level, slot by slot, back to two polynomials; scales multiply. */
    public Ciphertext multiply(Ciphertext x, Ciphertext y) {
        return keyed().multiply(x, y);
    }

    /**
     * The product of a matrix and a vector, in buffers of the evaluator: baby rotations share one decomposition, giant
     * rotations one division by the special primes. Scales multiply.
     */
    public Ciphertext multiply(EncodedDiagonals weights, Ciphertext x) {
        if (keyed == null && !weights.rotates()) {
            return multiply(x, weights.any());
        }
        return keyed().multiply(weights, x);
    }

    /** Slot j of the result is slot {@code j + steps} of the operand. */
    public Ciphertext rotate(Ciphertext x, int steps) {
        return keyed().rotate(x, steps)[0];
    }

    /** Several rotations of one ciphertext, which share the costliest part of the work. */
    public Ciphertext[] rotate(Ciphertext x, int... steps) {
        return keyed().rotate(x, steps);
    }

    /**
     * The sum of rotated ciphertexts, {@code rotate(x_0, steps_0) + rotate(x_1, steps_1) + ...}, divided by the special
     * primes once and not for each.
     *
     * @param x of one level and one scale
     * @param steps as many; may be 0
     */
    public Ciphertext rotateAndSum(List<Ciphertext> x, int... steps) {
        return keyed().rotateAndSum(x, steps);
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

    private KeyedOperations keyed() {
        if (keyed == null) {
            throw new OperandException("This evaluator has no evaluation keys: products of ciphertexts and rotations need them.");
        }
        return keyed;
    }
}
