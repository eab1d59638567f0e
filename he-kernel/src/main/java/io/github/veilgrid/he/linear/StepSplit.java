package io.github.veilgrid.he.linear;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How diagonals are reached: {@code d = giant + baby}, with {@code 0 <= baby < width} and giant a multiple of the width.
 * Baby rotations act on the input and share its decomposition, giant rotations act on partial sums.
 *
 * @param width diagonals that one giant step spans
 */
record StepSplit(int width) {

    /**
     * What a rotation costs, relative to each other; measured at N = 8192 with two and three limbs. A hoisted baby step
     * multiplies by a key and divides by the special primes, a giant step decomposes and multiplies.
     */
    private static final double BABY = 1.0;
    private static final double GIANT = 1.1;
    /** Widths beyond are tried in powers of two only: the optimum is flat. */
    private static final int EVERY_WIDTH = 256;

    /** The cheapest split of those diagonals. */
    static StepSplit of(int[] diagonals) {
        int span = Arrays.stream(diagonals).max().orElse(0) - Arrays.stream(diagonals).min().orElse(0) + 1;
        StepSplit best = new StepSplit(1);
        for (int width = 2; width <= span; width += width < EVERY_WIDTH ? 1 : width) {
            StepSplit split = new StepSplit(width);
            if (split.cost(diagonals) < best.cost(diagonals)) {
                best = split;
            }
        }
        return best;
    }

    int baby(int diagonal) {
        return Math.floorMod(diagonal, width);
    }

    int giant(int diagonal) {
        return diagonal - baby(diagonal);
    }

    int[] babies(int[] diagonals) {
        return IntStream.of(diagonals).map(this::baby).distinct().sorted().toArray();
    }

    int[] giants(int[] diagonals) {
        return IntStream.of(diagonals).map(this::giant).distinct().sorted().toArray();
    }

    double cost(int[] diagonals) {
        long babies = IntStream.of(babies(diagonals)).filter(b -> b != 0).count();
        long giants = IntStream.of(giants(diagonals)).filter(g -> g != 0).count();
        return BABY * babies + GIANT * giants;
    }
}
