package io.github.veilgrid.he.ring;

/**
 * The automorphism {@code X -> X^(5^k)} in the transform's domain: a permutation of positions. It rotates slots: slot j
 * takes what slot {@code j + k} held. Position p, the point {@code psi^(4p+1)}, takes the value at
 * {@code psi^((4p+1) 5^k)}, so indices are affine in p and need no table. Immutable, thread safe.
 */
public final class Rotation {

    private final int dimension;
    private final int steps;
    private final int stride;
    private final int start;

    /**
     * @param dimension N
     * @param steps any number of slots to the left, negative ones to the right
     */
    public Rotation(int dimension, int steps) {
        this.dimension = dimension;
        this.steps = Math.floorMod(steps, dimension);
        long order = 4L * dimension;
        long g = 1;
        long square = 5;
        for (int e = this.steps; e > 0; e >>= 1) {
            if ((e & 1) == 1) {
                g = g * square % order;
            }
            square = square * square % order;
        }
        this.stride = (int) (g % dimension);
        this.start = (int) (g >> 2);
    }

    /** Slots to the left, {@code 0..N-1}. */
    public int steps() {
        return steps;
    }

    public Rotation inverse() {
        return new Rotation(dimension, -steps);
    }

    /** @param out not the same array as {@code in} */
    public void apply(double[] in, double[] out) {
        int mask = dimension - 1;
        int at = start;
        for (int p = 0; p < out.length; p++) {
            out[p] = in[at & mask];
            at += stride;
        }
    }
}
