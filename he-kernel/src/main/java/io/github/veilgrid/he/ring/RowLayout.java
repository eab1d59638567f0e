package io.github.veilgrid.he.ring;

/**
 * How a transform of length {@code N = rows * columns} is cut: coefficient {@code k = r*columns + c} lies in row r.
 *
 * <p>The first {@code log2(rows)} levels combine whole rows, each pair with one twiddle. Then the matrix is transposed,
 * rows going to their bit-reversed place, and the remaining levels combine whole rows again, now with a twiddle for each
 * element. Rows of the transposed matrix end up in bit-reversed order, so that position
 * {@code p = rowReversed + rows*columnReversed} counts the evaluation points in their natural order: row
 * {@code c} of the transposed matrix holds positions {@code rows*reverse(c) ..} of the result. Natural order costs
 * nothing this way, and is what the wire format says.
 *
 * <p>Immutable, thread safe.
 */
public final class RowLayout {

    private final int logRows;
    private final int logColumns;

    /**
     * @param dimension a power of two, 16 to 2^16
     */
    public RowLayout(int dimension) {
        if (Integer.bitCount(dimension) != 1 || dimension < 16 || dimension > 1 << 16) {
            throw new IllegalArgumentException("ring dimension must be a power of two, 16 to 65536, not " + dimension);
        }
        int log = Integer.numberOfTrailingZeros(dimension);
        this.logRows = log / 2;
        this.logColumns = log - logRows;
    }

    public int rows() {
        return 1 << logRows;
    }

    public int columns() {
        return 1 << logColumns;
    }

    public int logRows() {
        return logRows;
    }

    public int logColumns() {
        return logColumns;
    }

    /** Exponent of the twiddle {@code zeta^e}, zeta of order 4N, of a pair of rows in that block of that level. */
    public long rowExponent(int level, int block) {
        return (rootStep() >> (level + 1)) * (1 + 4L * reverse(block, level));
    }

    /** The same for the transposed matrix, where each column has its own. */
    public long columnExponent(int level, int block, int column) {
        return (rootStep() >> (logRows + level + 1)) * (1 + 4L * (column + ((long) reverse(block, level) << logRows)));
    }

    /** First position of the result that row c of the transposed matrix holds. */
    public int position(int c) {
        return reverse(c, logColumns) << logRows;
    }

    /** The transposed matrix's column that takes row r. */
    public int column(int r) {
        return reverse(r, logRows);
    }

    private long rootStep() {
        return 1L << (logRows + logColumns);
    }

    private static int reverse(int value, int bits) {
        return bits == 0 ? 0 : Integer.reverse(value) >>> (Integer.SIZE - bits);
    }

    /** {@code transposed[c][column(r)] = rows[r][c]}. */
    public void transpose(double[][] rows, double[][] transposed) {
        for (int r = 0; r < rows.length; r++) {
            double[] row = rows[r];
            int to = column(r);
            for (int c = 0; c < row.length; c++) {
                transposed[c][to] = row[c];
            }
        }
    }

    /** The way back: {@code rows[r][c] = transposed[c][column(r)]}. */
    public void transposeBack(double[][] transposed, double[][] rows) {
        for (int r = 0; r < rows.length; r++) {
            double[] row = rows[r];
            int from = column(r);
            for (int c = 0; c < row.length; c++) {
                row[c] = transposed[c][from];
            }
        }
    }
}
