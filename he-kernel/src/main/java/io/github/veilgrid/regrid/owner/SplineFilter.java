package io.github.veilgrid.regrid.owner;

/**
 * From samples to the coefficients of the interpolating cubic B-spline, in place: the recursive filter of Unser, Aldroubi
 * and Eden (1993, part II, table I; 1999, box 2) with samples mirrored about both ends, along rows of an array. A row is
 * {@code count} numbers side by side that are filtered independently. Stateless.
 */
public final class SplineFilter {

    private static final double POLE = Math.sqrt(3) - 2;

    private static final double GAIN = 6;

    /** Samples this far away count for less than rounding does: the pole's power is 1e-16. */
    static final int HORIZON = 28;

    private static final int SIDE_BY_SIDE = 16;

    private SplineFilter() {
    }

    /** Rows of numbers: where each lies. */
    interface Rows {
        double[] array(int row);

        int start(int row);

        /** Rows that lie {@code stride} apart in one array. */
        static Rows of(double[] values, int start, int stride) {
            return new Rows() {
                @Override
                public double[] array(int row) {
                    return values;
                }

                @Override
                public int start(int row) {
                    return start + row * stride;
                }
            };
        }

        /** The same stretch of several arrays. */
        static Rows of(double[][] values, int start) {
            return new Rows() {
                @Override
                public double[] array(int row) {
                    return values[row];
                }

                @Override
                public int start(int row) {
                    return start;
                }
            };
        }
    }

    /**
     * Filters across rows.
     *
     * @param count numbers in each row
     */
    static void across(Rows lines, int rows, int count) {
        if (rows == 1) {
            return;
        }
        double[] first = new double[count];
        mirrorSum(lines, rows, count, first);
        System.arraycopy(first, 0, lines.array(0), lines.start(0), count);
        for (int row = 1; row < rows; row++) {
            double[] before = lines.array(row - 1);
            double[] here = lines.array(row);
            int from = lines.start(row - 1);
            int to = lines.start(row);
            for (int i = 0; i < count; i++) {
                here[to + i] = GAIN * here[to + i] + POLE * before[from + i];
            }
        }
        finish(lines, rows, count);
    }

    /** Filters along the rows of an image, some side by side: one alone would wait for each number to follow from the last. */
    public static void along(double[] image, int width, int height) {
        double[] turned = new double[width * SIDE_BY_SIDE];
        for (int top = 0; top < height; top += SIDE_BY_SIDE) {
            int count = Math.min(SIDE_BY_SIDE, height - top);
            for (int row = 0; row < count; row++) {
                for (int column = 0; column < width; column++) {
                    turned[column * SIDE_BY_SIDE + row] = image[(top + row) * width + column];
                }
            }
            across(Rows.of(turned, 0, SIDE_BY_SIDE), width, count);
            for (int row = 0; row < count; row++) {
                for (int column = 0; column < width; column++) {
                    image[(top + row) * width + column] = turned[column * SIDE_BY_SIDE + row];
                }
            }
        }
    }

    /** The causal filter's first value: samples of the mirrored signal, weighted by powers of the pole. */
    private static void mirrorSum(Rows lines, int rows, int count, double[] sum) {
        int period = 2 * (rows - 1);
        int terms = Math.min(period, 2 * HORIZON);
        double power = GAIN / (1 - Math.pow(POLE, period));
        for (int k = 0; k < terms; k++) {
            int row = Math.min(k, period - k);
            double[] array = lines.array(row);
            int start = lines.start(row);
            for (int i = 0; i < count; i++) {
                sum[i] += power * array[start + i];
            }
            power *= POLE;
        }
    }

    private static void finish(Rows lines, int rows, int count) {
        double[] last = lines.array(rows - 1);
        double[] before = lines.array(rows - 2);
        int start = lines.start(rows - 1);
        int from = lines.start(rows - 2);
        for (int i = 0; i < count; i++) {
            last[start + i] = POLE / (POLE * POLE - 1) * (last[start + i] + POLE * before[from + i]);
        }
        for (int row = rows - 2; row >= 0; row--) {
            double[] here = lines.array(row);
            double[] next = lines.array(row + 1);
            int to = lines.start(row);
            int after = lines.start(row + 1);
            for (int i = 0; i < count; i++) {
                here[to + i] = POLE * (next[after + i] - here[to + i]);
            }
        }
    }
}
