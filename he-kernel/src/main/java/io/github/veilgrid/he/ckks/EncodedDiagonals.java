package io.github.veilgrid.he.ckks;

import java.util.Arrays;

/**
 * The diagonals of a matrix, encoded for baby steps and giant steps: {@code W x = sum over giants g of rotate(sum over
 * babies b of rotate(diagonal_(g+b), -g) * rotate(x, b), g)}. {@link Evaluator#multiply(EncodedDiagonals, Ciphertext)}
 * applies them; {@code he.linear} chooses the steps.
 *
 * <p>The gain, a bound of the sum of absolute weights in a row of the matrix, says how far values and noise can grow:
 * interpolation has a gain near 1 however many diagonals there are. Immutable, thread safe.
 */
public final class EncodedDiagonals {

    private final CkksParameters parameters;
    private final int[] babies;
    private final int[] giants;
    private final Plaintext[][] weights;
    private final double gain;
    private final double errorBound;

    private EncodedDiagonals(CkksParameters parameters, int[] babies, int[] giants, Plaintext[][] weights, double gain) {
        this.parameters = parameters;
        this.babies = babies.clone();
        this.giants = giants.clone();
        this.weights = weights;
        this.gain = gain;
        this.errorBound = Arrays.stream(weights).flatMap(Arrays::stream).filter(w -> w != null)
                .mapToDouble(Plaintext::errorBound).sum();
    }

    /**
     * Encodes public weights; gain and rounding are measured.
     *
     * @param babies rotations of the operand, in slots to the left
     * @param giants rotations of partial sums
     * @param diagonals {@code [giant][baby]}: N entries by row of the matrix, null where all are zero
     * @param scale of the weights
     * @param limbs of the ciphertexts that will be transformed, at most
     */
    public static EncodedDiagonals encode(CkksParameters parameters, int[] babies, int[] giants, double[][][] diagonals,
            double scale, int limbs) {
        Plaintext[][] weights = new Plaintext[giants.length][babies.length];
        for (int g = 0; g < giants.length; g++) {
            for (int b = 0; b < babies.length; b++) {
                if (diagonals[g][b] != null) {
                    weights[g][b] = Plaintext.encode(parameters, turned(diagonals[g][b], giants[g]), scale, limbs);
                }
            }
        }
        return new EncodedDiagonals(parameters, babies, giants, weights, largestRowSum(parameters, diagonals));
    }

    /**
     * Encodes private weights. Steps, null entries, scale and gain become public, nothing else does: give zeros, not null,
     * for a diagonal that merely happens to be zero. Results still need {@link ResultHiding}.
     *
     * @param gain a declared bound of the sum of absolute weights in a row
     * @throws OperandException if a row exceeds it
     */
    public static EncodedDiagonals encodePrivate(CkksParameters parameters, int[] babies, int[] giants,
            double[][][] diagonals, double gain, double scale, int limbs) {
        if (!(largestRowSum(parameters, diagonals) <= gain)) {
            throw new OperandException("A row of the matrix is not within the declared gain of " + gain
                    + ": declare a larger one.");
        }
        Plaintext[][] weights = new Plaintext[giants.length][babies.length];
        for (int g = 0; g < giants.length; g++) {
            for (int b = 0; b < babies.length; b++) {
                if (diagonals[g][b] != null) {
                    weights[g][b] = Plaintext.encodePrivate(parameters, turned(diagonals[g][b], giants[g]), gain, scale, limbs);
                }
            }
        }
        return new EncodedDiagonals(parameters, babies, giants, weights, gain);
    }

    /** The partial sum is rotated by the giant step after the product, so weights are turned back by it. */
    private static double[] turned(double[] diagonal, int giant) {
        double[] out = new double[diagonal.length];
        for (int row = 0; row < out.length; row++) {
            out[Math.floorMod(row + giant, out.length)] = diagonal[row];
        }
        return out;
    }

    private static double largestRowSum(CkksParameters parameters, double[][][] diagonals) {
        double[] sums = new double[parameters.ringDimension()];
        int count = 0;
        for (double[][] giant : diagonals) {
            for (double[] diagonal : giant) {
                if (diagonal != null) {
                    addAbsolute(sums, diagonal);
                    count++;
                }
            }
        }
        if (count == 0) {
            throw new OperandException("A matrix without a diagonal cannot be encoded.");
        }
        return Arrays.stream(sums).max().orElseThrow();
    }

    private static void addAbsolute(double[] sums, double[] diagonal) {
        if (diagonal.length != sums.length) {
            throw new OperandException("A diagonal has " + diagonal.length + " entries, vectors have " + sums.length + " slots.");
        }
        for (int row = 0; row < sums.length; row++) {
            sums[row] += Math.abs(diagonal[row]);
        }
    }

    CkksParameters parameters() {
        return parameters;
    }

    int[] babies() {
        return babies;
    }

    int[] giants() {
        return giants;
    }

    /** Whether anything but the main diagonal is there, which takes keys. */
    boolean rotates() {
        return Arrays.stream(babies).anyMatch(b -> b != 0) || Arrays.stream(giants).anyMatch(g -> g != 0);
    }

    Plaintext weight(int giant, int baby) {
        return weights[giant][baby];
    }

    /** Some weight: all have the same scale and the same number of limbs. */
    Plaintext any() {
        return Arrays.stream(weights).flatMap(Arrays::stream).filter(w -> w != null).findFirst().orElseThrow();
    }

    double gain() {
        return gain;
    }

    /** What rounding the weights of a row adds up to at most. */
    double errorBound() {
        return errorBound;
    }

    @Override
    public String toString() {
        return "encoded diagonals, " + babies.length + " baby and " + giants.length + " giant steps";
    }
}
