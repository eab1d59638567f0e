package io.github.veilgrid.he.ring;

/**
 * The number-theoretic transform of the conjugate-invariant ring modulo one prime.
 *
 * <p>{@code a(X) = a_0 + sum of a_k (X^k + X^-k)} is evaluated at {@code psi^(4p+1)} for positions {@code p = 0..N-1},
 * in this order; psi is {@link Modulus#rootOfUnity} of order 4N. All those points are roots of {@code X^N - w} with
 * {@code w = psi^N}, {@code w^2 = -1}; modulo that polynomial {@code a} becomes {@code r_k = a_k - w a_(N-k)},
 * {@code r_0 = a_0} (the fold), and a merged-twiddle transform of length N finishes the work. The inverse ends with
 * {@code 2 a_k = r_k + w r_(N-k)}.
 *
 * <p>Sums stay unreduced as long as the next product is exact ({@link Modulus#productLimit()}); the levels that must
 * reduce are found once from the prime's size. Immutable, thread safe: scratch memory belongs to the calling thread.
 */
public final class Ntt {

    private final Modulus modulus;
    private final RowLayout layout;
    private final int dimension;
    private final NttTwiddles forward;
    private final NttTwiddles inverse;
    private final double w;
    private final double scale;
    private final double wScale;
    private final boolean[] forwardReduces;
    private final boolean[] inverseReduces;

    /**
     * @param dimension N, a power of two from 16
     * @param modulus a prime that is 1 modulo 4N
     */
    public Ntt(int dimension, Modulus modulus) {
        this.modulus = modulus;
        this.dimension = dimension;
        this.layout = new RowLayout(dimension);
        double[] powers = powers(modulus, dimension);
        this.forward = new NttTwiddles(layout, powers);
        double[] inverses = new double[powers.length];
        for (int i = 0; i < powers.length; i++) {
            inverses[i] = powers[(powers.length - i) % powers.length];
        }
        this.inverse = new NttTwiddles(layout, inverses);
        this.w = powers[dimension];
        this.scale = modulus.invert(modulus.reduce(2L * dimension));
        this.wScale = modulus.multiply(w, scale);
        int levels = layout.logRows() + layout.logColumns();
        this.forwardReduces = forwardReductions(modulus, levels);
        this.inverseReduces = inverseReductions(modulus, levels);
    }

    private static double[] powers(Modulus modulus, int dimension) {
        double psi = modulus.rootOfUnity(4 * dimension);
        double[] powers = new double[4 * dimension];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = modulus.multiply(powers[i - 1], psi);
        }
        return powers;
    }

    /** Walks through the levels with the worst case of {@code |x|/q} and marks those that must reduce. */
    private static boolean[] forwardReductions(Modulus modulus, int levels) {
        boolean[] reduces = new boolean[levels];
        double size = 0.5 + modulus.productBound(0.5);
        for (int level = 0; level < levels; level++) {
            double product = modulus.productBound(size);
            boolean lazy = size + product + 0.01 < modulus.productLimit();
            reduces[level] = !lazy;
            size = (lazy ? size : 0.51) + product;
        }
        return reduces;
    }

    private static boolean[] inverseReductions(Modulus modulus, int levels) {
        boolean[] reduces = new boolean[levels];
        double size = 0.5;
        for (int level = levels - 1; level >= 0; level--) {
            double product = modulus.productBound(2 * size);
            boolean lazy = 4 * size + 0.01 < modulus.productLimit();
            reduces[level] = !lazy;
            size = Math.max(lazy ? 2 * size : 0.51, product);
        }
        return reduces;
    }

    /**
     * Coefficients to values at the N points.
     *
     * @param coefficients N centred residues
     * @param out takes N centred residues; may be the same array
     */
    public void forward(double[] coefficients, double[] out) {
        NttScratch scratch = NttScratch.of(layout);
        double q = modulus.asDouble();
        double qInverse = modulus.inverse();
        double[][] rows = scratch.rows;
        fold(coefficients, rows, scratch.reversed);
        int level = 0;
        for (double[] twiddles : forward.rows) {
            boolean reduces = forwardReduces[level++];
            int half = rows.length / twiddles.length / 2;
            for (int block = 0; block < twiddles.length; block++) {
                double twiddle = twiddles[block];
                for (int r = 2 * half * block; r < 2 * half * block + half; r++) {
                    if (reduces) {
                        Butterflies.forwardReducing(rows[r], rows[r + half], twiddle, q, qInverse);
                    } else {
                        Butterflies.forward(rows[r], rows[r + half], twiddle, q, qInverse);
                    }
                }
            }
        }
        double[][] columns = scratch.transposed;
        layout.transpose(rows, columns);
        for (double[][] twiddles : forward.columns) {
            boolean reduces = forwardReduces[level++];
            int half = columns.length / twiddles.length / 2;
            for (int block = 0; block < twiddles.length; block++) {
                double[] twiddle = twiddles[block];
                for (int c = 2 * half * block; c < 2 * half * block + half; c++) {
                    if (reduces) {
                        Butterflies.forwardReducing(columns[c], columns[c + half], twiddle, q, qInverse);
                    } else {
                        Butterflies.forward(columns[c], columns[c + half], twiddle, q, qInverse);
                    }
                }
            }
        }
        for (int c = 0; c < columns.length; c++) {
            ModularLoops.reduce(columns[c], modulus);
            System.arraycopy(columns[c], 0, out, layout.position(c), layout.rows());
        }
    }

    /**
     * Values at the N points to coefficients.
     *
     * @param values N centred residues
     * @param out takes N centred residues; may be the same array
     */
    public void inverse(double[] values, double[] out) {
        NttScratch scratch = NttScratch.of(layout);
        double q = modulus.asDouble();
        double qInverse = modulus.inverse();
        double[][] columns = scratch.transposed;
        for (int c = 0; c < columns.length; c++) {
            System.arraycopy(values, layout.position(c), columns[c], 0, layout.rows());
        }
        int level = inverseReduces.length;
        for (int l = inverse.columns.length - 1; l >= 0; l--) {
            double[][] twiddles = inverse.columns[l];
            boolean reduces = inverseReduces[--level];
            int half = columns.length / twiddles.length / 2;
            for (int block = 0; block < twiddles.length; block++) {
                double[] twiddle = twiddles[block];
                for (int c = 2 * half * block; c < 2 * half * block + half; c++) {
                    if (reduces) {
                        Butterflies.inverseReducing(columns[c], columns[c + half], twiddle, q, qInverse);
                    } else {
                        Butterflies.inverse(columns[c], columns[c + half], twiddle, q, qInverse);
                    }
                }
            }
        }
        double[][] rows = scratch.rows;
        layout.transposeBack(columns, rows);
        for (int l = inverse.rows.length - 1; l >= 0; l--) {
            double[] twiddles = inverse.rows[l];
            boolean reduces = inverseReduces[--level];
            int half = rows.length / twiddles.length / 2;
            for (int block = 0; block < twiddles.length; block++) {
                double twiddle = twiddles[block];
                for (int r = 2 * half * block; r < 2 * half * block + half; r++) {
                    if (reduces) {
                        Butterflies.inverseReducing(rows[r], rows[r + half], twiddle, q, qInverse);
                    } else {
                        Butterflies.inverse(rows[r], rows[r + half], twiddle, q, qInverse);
                    }
                }
            }
        }
        unfold(rows, scratch.reversed, out);
    }

    private void fold(double[] a, double[][] rows, double[][] reversed) {
        int columns = layout.columns();
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(a, r * columns, rows[r], 0, columns);
            double[] back = reversed[r];
            int from = dimension - r * columns;
            back[0] = r == 0 ? 0 : a[from];
            for (int c = 1; c < columns; c++) {
                back[c] = a[from - c];
            }
        }
        for (int r = 0; r < rows.length; r++) {
            Butterflies.subtractProduct(rows[r], reversed[r], w, modulus.asDouble(), modulus.inverse());
        }
    }

    private void unfold(double[][] rows, double[][] reversed, double[] out) {
        int columns = layout.columns();
        for (int r = 0; r < rows.length; r++) {
            double[] back = reversed[r];
            double[] mirror = rows[rows.length - 1 - r];
            back[0] = r == 0 ? 0 : rows[rows.length - r][0];
            for (int c = 1; c < columns; c++) {
                back[c] = mirror[columns - c];
            }
        }
        double constant = modulus.multiply(rows[0][0], modulus.multiply(scale, 2));
        for (int r = 0; r < rows.length; r++) {
            ModularLoops.multiplyScalar(rows[r], rows[r], scale, modulus);
            ModularLoops.multiplyScalarAdd(rows[r], reversed[r], wScale, modulus);
            ModularLoops.reduce(rows[r], modulus);
            System.arraycopy(rows[r], 0, out, r * columns, columns);
        }
        out[0] = constant;
    }
}
