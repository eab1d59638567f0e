package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.he.ring.Modulus;
import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.Ring;
import java.util.List;

/**
 * One output of a stage: a sum of ciphertexts, each times a public weight. A weight is an integer, or a plaintext
 * polynomial in the NTT domain. Immutable and thread safe.
 */
final class WeightedSum {

    /** Reduced products that may be added before the sum itself is reduced (primes below 2^50). */
    private static final int LAZY_TERMS = 12;

    private final Ring ring;
    private final int[] inputs;
    private final double[][][] weights;
    private final boolean scalar;

    private WeightedSum(Ring ring, int[] inputs, double[][][] weights, boolean scalar) {
        this.ring = ring;
        this.inputs = inputs;
        this.weights = weights;
        this.scalar = scalar;
    }

    /** Integer weights, one per input. */
    static WeightedSum ofIntegers(Ring ring, int[] inputs, long[] integers) {
        double[][][] weights = new double[inputs.length][ring.limbs()][1];
        for (int tap = 0; tap < inputs.length; tap++) {
            for (int limb = 0; limb < ring.limbs(); limb++) {
                weights[tap][limb][0] = centred(integers[tap], ring.modulus(limb));
            }
        }
        return new WeightedSum(ring, inputs, weights, true);
    }

    /** Integer polynomials by their coefficients, one per input. */
    static WeightedSum ofPolynomials(Ring ring, int[] inputs, double[][] polynomials) {
        double[][][] weights = new double[inputs.length][ring.limbs()][ring.dimension()];
        for (int tap = 0; tap < inputs.length; tap++) {
            for (int limb = 0; limb < ring.limbs(); limb++) {
                double[] row = weights[tap][limb];
                System.arraycopy(polynomials[tap], 0, row, 0, row.length);
                ModularLoops.reduce(row, ring.modulus(limb));
                ring.ntt(limb).forward(row, row);
            }
        }
        return new WeightedSum(ring, inputs, weights, false);
    }

    private static double centred(long integer, Modulus modulus) {
        long residue = Math.floorMod(integer, modulus.value());
        return residue > modulus.value() / 2 ? residue - modulus.value() : residue;
    }

    /**
     * Computes one limb of the sum in several planes, tap by tap: weights are read once for all of them.
     *
     * @param planes each by input and limb, centred residues
     * @param offset of the first input within each plane
     * @param outs takes centred residues, for each plane one row per limb
     */
    void apply(int limb, List<double[][][]> planes, int offset, double[][][] outs) {
        Modulus modulus = ring.modulus(limb);
        for (int tap = 0; tap < inputs.length; tap++) {
            for (int i = 0; i < planes.size(); i++) {
                take(tap, limb, planes.get(i)[offset + inputs[tap]][limb], outs[i][limb], modulus);
            }
        }
        for (int i = 0; i < planes.size(); i++) {
            ModularLoops.reduce(outs[i][limb], modulus);
        }
    }

    private void take(int tap, int limb, double[] operand, double[] out, Modulus modulus) {
        if (tap == 0) {
            start(out, operand, weights[tap][limb], modulus);
        } else {
            extend(out, operand, weights[tap][limb], modulus);
        }
        if (tap % LAZY_TERMS == LAZY_TERMS - 1) {
            ModularLoops.reduce(out, modulus);
        }
    }

    private void start(double[] out, double[] operand, double[] weight, Modulus modulus) {
        if (scalar) {
            ModularLoops.multiplyScalar(out, operand, weight[0], modulus);
        } else {
            ModularLoops.multiply(out, operand, weight, modulus);
        }
    }

    private void extend(double[] out, double[] operand, double[] weight, Modulus modulus) {
        if (scalar) {
            ModularLoops.multiplyScalarAdd(out, operand, weight[0], modulus);
        } else {
            ModularLoops.multiplyAdd(out, operand, weight, modulus);
        }
    }
}
