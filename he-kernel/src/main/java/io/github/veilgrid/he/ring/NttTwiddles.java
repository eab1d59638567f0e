package io.github.veilgrid.he.ring;

/** Twiddle factors of one prime in the shape of {@link RowLayout}: a scalar per row pair, then a vector per row pair. */
final class NttTwiddles {

    /** {@code [level][block]} */
    final double[][] rows;
    /** {@code [level][block][column]} */
    final double[][][] columns;

    NttTwiddles(RowLayout layout, double[] powers) {
        rows = new double[layout.logRows()][];
        for (int level = 0; level < rows.length; level++) {
            rows[level] = new double[1 << level];
            for (int block = 0; block < rows[level].length; block++) {
                rows[level][block] = at(powers, layout.rowExponent(level, block));
            }
        }
        columns = new double[layout.logColumns()][][];
        for (int level = 0; level < columns.length; level++) {
            columns[level] = new double[1 << level][layout.rows()];
            for (int block = 0; block < columns[level].length; block++) {
                for (int c = 0; c < layout.rows(); c++) {
                    columns[level][block][c] = at(powers, layout.columnExponent(level, block, c));
                }
            }
        }
    }

    private static double at(double[] powers, long exponent) {
        return powers[(int) (exponent % powers.length)];
    }
}
