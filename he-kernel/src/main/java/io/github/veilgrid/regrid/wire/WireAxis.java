package io.github.veilgrid.regrid.wire;

/**
 * One axis of a regridding in index space, cut into tiles. Output sample {@code o} lies at input position
 * {@code p(o) = step * o + offset}; tile {@code t} holds the outputs {@code t * tileSize} to
 * {@code (t + 1) * tileSize - 1} (the last tile may hang over the end).
 *
 * <p>Where the step is the rational number {@code numerator / denominator} and a tile advances a whole number of input
 * samples, all tiles see the same fractions: the axis is <em>uniform</em> and its weights are plain numbers. So is an
 * axis with a single tile. Otherwise weights differ from tile to tile, hence from slot to slot.
 *
 * @param inputs input samples
 * @param outputs output samples
 * @param tileSize output samples in one tile
 * @param step input samples from one output to the next; equals numerator / denominator where that is given
 * @param offset input position of output 0
 * @param numerator of the rational step; 0 if the step is not taken as rational
 * @param denominator of the rational step; 0 if the step is not taken as rational
 * @param scale the integer that stands for a weight of one: on a uniform axis any, on others a power of two, or 0 where
 *     the scale is that of products with another axis's weights
 */
public record WireAxis(int inputs, int outputs, int tileSize, double step, double offset, int numerator,
        int denominator, int scale) {

    /** Most samples along one axis, DICOM's limit for rows and columns. */
    public static final int MAX_SAMPLES = 65535;

    /** Largest weight scale of an axis. */
    public static final int MAX_SCALE = 1 << 30;

    /** Largest scale that is worth its bits because weights are exact at it; otherwise they are rounded to a smaller one. */
    static final int MAX_EXACT_SCALE = 1 << 24;

    /** Largest input position, in samples, that an output may lie at; far outside any scan. */
    private static final double MAX_POSITION = 1 << 24;

    /** Positions are taken on a grid this fine, so that rounding noise of the step cannot open a tap. */
    private static final double POSITION_GRID = 1L << 32;

    public WireAxis {
        require(inputs >= 1 && inputs <= MAX_SAMPLES, "input size");
        require(outputs >= 1 && outputs <= MAX_SAMPLES, "output size");
        require(tileSize >= 1 && tileSize <= outputs, "tile size");
        require(step > 0 && step <= MAX_SAMPLES, "step");
        require(Math.abs(offset) + step * (outputs + (double) tileSize) <= MAX_POSITION, "offset");
        if (denominator == 0) {
            require(numerator == 0, "rational step");
        } else {
            require(numerator > 0 && denominator > 0, "rational step");
            require(step == (double) numerator / denominator, "rational step");
            require(outputs <= tileSize || (long) numerator * tileSize % denominator == 0, "tile advance");
        }
        boolean uniform = denominator > 0 || outputs <= tileSize;
        require(scale >= 0 && scale <= MAX_SCALE && (uniform ? scale > 0 : scale != 1 && Integer.bitCount(scale) <= 1),
                "weight scale");
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException("the plan has an impossible " + what);
        }
    }

    /** Tiles along the axis. */
    public int tiles() {
        return (outputs + tileSize - 1) / tileSize;
    }

    /** Whether every tile has the same weights, so that they are numbers and not vectors over the slots. */
    public boolean uniform() {
        return denominator > 0 || tiles() == 1;
    }

    /** The kernel along this axis. */
    public AxisKernel kernel(Kernel kernel) {
        return kernel.along(step, whole());
    }

    /** Whether every output lies on an input sample. */
    public boolean whole() {
        return (denominator == 1 || outputs == 1) && offset == Math.rint(offset);
    }

    /** Whole input samples from one tile to the next, on a uniform axis with several tiles. */
    int advance() {
        return denominator == 0 ? 0 : Math.toIntExact((long) numerator * tileSize / denominator);
    }

    /** Input position of an output sample, within 2^-33 of {@code step * output + offset}. */
    public double position(long output) {
        double position = denominator > 0
                ? (double) (numerator * output) / denominator + offset
                : step * output + offset;
        return Math.rint(position * POSITION_GRID) / POSITION_GRID;
    }
}
