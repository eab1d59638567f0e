package io.github.veilgrid.he.linear;

import io.github.veilgrid.he.ckks.Ciphertext;
import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ckks.EncodedDiagonals;
import io.github.veilgrid.he.ckks.Evaluator;
import io.github.veilgrid.he.ckks.OperandException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A matrix, encoded and ready to be applied to encrypted vectors by baby steps and giant steps
 * ({@link EncodedDiagonals}), split as {@link StepSplit} finds cheapest.
 *
 * <p>Takes one product's level: the result has the product of both scales and wants to be rescaled. Immutable; thread
 * safe, while each thread has its own evaluator.
 */
public final class LinearTransform {

    private final int[] rotations;
    private final EncodedDiagonals weights;

    private LinearTransform(int[] rotations, EncodedDiagonals weights) {
        this.rotations = rotations;
        this.weights = weights;
    }

    /**
     * Encodes a public matrix.
     *
     * @param matrix of size N
     * @param scale of the weights; the prime that will be dropped afterwards keeps ciphertext scales as they are
     * @param limbs of the ciphertexts that will be transformed, at most
     */
    public static LinearTransform encode(CkksParameters parameters, DiagonalMatrix matrix, double scale, int limbs) {
        requireSize(parameters, matrix);
        int[] diagonals = matrix.diagonals();
        StepSplit split = StepSplit.of(diagonals);
        return new LinearTransform(rotations(matrix.size(), diagonals), EncodedDiagonals.encode(parameters,
                split.babies(diagonals), split.giants(diagonals), entries(matrix, diagonals, split), scale, limbs));
    }

    /**
     * Encodes a private matrix: what becomes public is which diagonals it <em>may</em> have, its gain and its scale, all
     * of them declared, never taken from the matrix. Results still need {@link io.github.veilgrid.he.ckks.ResultHiding}.
     *
     * @param diagonals numbers of all diagonals that count as non-zero, such as those of the largest shift agreed upon;
     *     the owner of the data makes the keys for their {@link #rotations(int, int...) rotations}
     * @param gain a declared bound of the sum of absolute weights in a row
     * @throws OperandException if the matrix has other diagonals or a larger gain
     */
    public static LinearTransform encodePrivate(CkksParameters parameters, DiagonalMatrix matrix, int[] diagonals,
            double gain, double scale, int limbs) {
        requireSize(parameters, matrix);
        for (int d : matrix.diagonals()) {
            if (IntStream.of(diagonals).noneMatch(declared -> declared == d)) {
                throw new OperandException("The matrix has diagonal " + d + ", which was not declared.");
            }
        }
        StepSplit split = StepSplit.of(diagonals);
        return new LinearTransform(rotations(matrix.size(), diagonals), EncodedDiagonals.encodePrivate(parameters,
                split.babies(diagonals), split.giants(diagonals), entries(matrix, diagonals, split), gain, scale, limbs));
    }

    private static void requireSize(CkksParameters parameters, DiagonalMatrix matrix) {
        if (matrix.size() != parameters.ringDimension()) {
            throw new OperandException("The matrix has size " + matrix.size() + ", vectors have "
                    + parameters.ringDimension() + " slots.");
        }
    }

    private static double[][][] entries(DiagonalMatrix matrix, int[] diagonals, StepSplit split) {
        int[] babies = split.babies(diagonals);
        int[] giants = split.giants(diagonals);
        double[][][] entries = new double[giants.length][babies.length][];
        for (int d : diagonals) {
            entries[Arrays.binarySearch(giants, split.giant(d))][Arrays.binarySearch(babies, split.baby(d))] = matrix.diagonal(d);
        }
        return entries;
    }

    /**
     * The rotations that evaluation keys are needed for, known from the diagonals alone.
     *
     * @param slots N
     * @param diagonals numbers {@code -N/2 .. N/2 - 1}
     */
    public static int[] rotations(int slots, int... diagonals) {
        StepSplit split = StepSplit.of(diagonals);
        return IntStream.concat(IntStream.of(split.babies(diagonals)), IntStream.of(split.giants(diagonals)))
                .map(r -> Math.floorMod(r, slots)).filter(r -> r != 0).distinct().sorted().toArray();
    }

    /** The rotations that evaluation keys are needed for. */
    public int[] rotations() {
        return rotations.clone();
    }

    /** The product of matrix and vector. */
    public Ciphertext apply(Evaluator evaluator, Ciphertext x) {
        return evaluator.multiply(weights, x);
    }
}
