package io.github.veilgrid.he.linear;

import io.github.veilgrid.he.ckks.Ciphertext;
import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ckks.Evaluator;
import io.github.veilgrid.he.ckks.OperandException;
import io.github.veilgrid.he.ckks.Plaintext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A matrix, encoded and ready to be applied to encrypted vectors: baby-step giant-step,
 * {@code W x = sum over giants g of rotate(sum over babies b of rotate(diagonal_(g+b), -g) * rotate(x, b), g)}.
 *
 * <p>Takes one product's level: the result has the product of both scales and wants to be rescaled. Immutable; thread
 * safe, while each thread has its own evaluator.
 */
public final class LinearTransform {

    private final CkksParameters parameters;
    private final int[] babies;
    private final int[] giants;
    /** {@code [giant][baby]}, null where the diagonal is zero. */
    private final Plaintext[][] weights;

    private LinearTransform(CkksParameters parameters, int[] babies, int[] giants, Plaintext[][] weights) {
        this.parameters = parameters;
        this.babies = babies;
        this.giants = giants;
        this.weights = weights;
    }

    /**
     * Encodes a matrix.
     *
     * @param matrix of size N
     * @param scale of the weights; the prime that will be dropped afterwards keeps ciphertext scales as they are
     * @param limbs of the ciphertexts that will be transformed, at most
     */
    public static LinearTransform encode(CkksParameters parameters, DiagonalMatrix matrix, double scale, int limbs) {
        if (matrix.size() != parameters.ringDimension()) {
            throw new OperandException("The matrix has size " + matrix.size() + ", vectors have "
                    + parameters.ringDimension() + " slots.");
        }
        int[] diagonals = matrix.diagonals();
        StepSplit split = StepSplit.of(diagonals);
        int[] babies = split.babies(diagonals);
        int[] giants = split.giants(diagonals);
        Plaintext[][] weights = new Plaintext[giants.length][babies.length];
        for (int d : diagonals) {
            int giant = split.giant(d);
            weights[Arrays.binarySearch(giants, giant)][Arrays.binarySearch(babies, split.baby(d))] =
                    Plaintext.encode(parameters, matrix.rotated(d, -giant), scale, limbs);
        }
        return new LinearTransform(parameters, babies, giants, weights);
    }

    /** The rotations that evaluation keys are needed for. */
    public int[] rotations() {
        int n = parameters.ringDimension();
        return IntStream.concat(IntStream.of(babies), IntStream.of(giants)).map(r -> Math.floorMod(r, n))
                .filter(r -> r != 0).distinct().sorted().toArray();
    }

    /** The product of matrix and vector. */
    public Ciphertext apply(Evaluator evaluator, Ciphertext x) {
        Ciphertext[] rotated = isZero(babies) ? new Ciphertext[] {x} : evaluator.rotate(x, babies);
        List<Ciphertext> sums = new ArrayList<>(giants.length);
        for (Plaintext[] row : weights) {
            List<Ciphertext> operands = new ArrayList<>(babies.length);
            List<Plaintext> factors = new ArrayList<>(babies.length);
            for (int baby = 0; baby < row.length; baby++) {
                if (row[baby] != null) {
                    operands.add(rotated[baby]);
                    factors.add(row[baby]);
                }
            }
            sums.add(evaluator.weightedSum(operands, factors));
        }
        return isZero(giants) ? sums.get(0) : evaluator.rotateAndSum(sums, giants);
    }

    private static boolean isZero(int[] steps) {
        return steps.length == 1 && steps[0] == 0;
    }
}
