package io.github.veilgrid.regrid.wire;

/**
 * A {@link Kernel} along one axis: which input samples an output draws on, and with which weights. Both sides compute
 * weights from it, to the same bits (StrictMath). Immutable and thread safe.
 *
 * <p>Where an antialiasing filter acts, the scan is thought of as going on beyond its border as the interpolation says
 * ({@link #source}), filtered on its own grid and then interpolated; the weights of both are multiplied out, so that the
 * remote party does it in one sum.
 *
 * <p>The cubic B-spline weighs <em>coefficients</em>, which the owner computes before encryption ({@link #prefiltered}).
 * Where every output lies on an input sample it is the identity, and neither happens.
 */
public final class AxisKernel {

    /** Most input samples that one output may draw on. */
    public static final int MAX_SUPPORT = 256;

    /** A step up to this is not coarser. */
    private static final double COARSER = 1.001;

    /** Gaussians end at so many deviations. */
    private static final double TRUNCATE = 4;

    /** Edges of boxes are taken on a grid this fine, so that rounding noise cannot open a tap. */
    private static final double POSITION_GRID = 1L << 32;

    /** Prefiltering for cubic B-splines multiplies the largest value by no more than this, along one axis. */
    private static final double PREFILTER_GAIN = 3;

    /** Prefilter and cubic B-spline together: 1.549 (the Lebesgue constant of cardinal cubic splines). */
    private static final double SPLINE_GAIN = 1.55;

    private final Interpolation interpolation;
    private final double box;
    private final double[] gaussian;
    private final double steepness;
    private final int support;

    AxisKernel(Kernel kernel, double step, boolean whole) {
        Antialias filter = step > COARSER ? kernel.antialias() : Antialias.NONE;
        boolean identity = whole && filter == Antialias.NONE && kernel.interpolation() == Interpolation.BSPLINE;
        interpolation = identity ? Interpolation.NEAREST : kernel.interpolation();
        box = filter == Antialias.AREA ? step : 0;
        gaussian = gaussian(filter == Antialias.GAUSSIAN ? (step - 1) / 2 : 0);
        double wanted = box > 0 ? Math.floor(box) + 2 : interpolation.support() + 2.0 * (gaussian.length - 1);
        if (!(wanted <= MAX_SUPPORT)) {
            throw new IllegalArgumentException("antialiasing would draw on more than " + MAX_SUPPORT
                    + " voxels along one axis; go to such a coarse grid in two steps");
        }
        support = (int) wanted;
        // Taking a step as rational moves positions, and changes the width of a filter by as much.
        steepness = identity ? PREFILTER_GAIN * Interpolation.BSPLINE.steepness()
                : box > 0 ? 4 : interpolation.steepness() + (gaussian.length > 1 ? 2 : 0);
    }

    /** Half of a filter that sums to one: the weight in the middle, then those on either side. */
    private static double[] gaussian(double deviation) {
        int radius = (int) Math.min(MAX_SUPPORT, TRUNCATE * deviation + 0.5);
        double[] half = new double[radius + 1];
        double sum = 0;
        for (int k = 0; k <= radius; k++) {
            half[k] = k == 0 ? 1 : StrictMath.exp(-0.5 * k * k / (deviation * deviation));
            sum += k == 0 ? half[k] : 2 * half[k];
        }
        for (int k = 0; k <= radius; k++) {
            half[k] /= sum;
        }
        return half;
    }

    /** Input samples that one output may draw on. */
    public int support() {
        return support;
    }

    /** The first input sample that an output at an input position draws on; may lie outside the scan. */
    public int first(double position) {
        return box > 0 ? (int) Math.floor(onGrid(position - box / 2) + 0.5)
                : interpolation.first(position) - (gaussian.length - 1);
    }

    /**
     * Weight of an input sample, one of the {@link #support} from {@link #first} on.
     *
     * @param position input position of the output
     */
    public double weight(double position, int input) {
        if (box > 0) {
            double low = onGrid(position - box / 2);
            double high = onGrid(position + box / 2);
            return Math.max(0, Math.min(high, input + 0.5) - Math.max(low, input - 0.5)) / (high - low);
        }
        if (gaussian.length == 1) {
            return interpolation.weight(position - input);
        }
        int first = interpolation.first(position);
        double sum = 0;
        for (int near = first; near < first + interpolation.support(); near++) {
            int away = Math.abs(input - near);
            sum += away < gaussian.length ? gaussian[away] * interpolation.weight(position - near) : 0;
        }
        return sum;
    }

    /** The interpolation if weights are nearest neighbour's or linear ones and not filtered, else null: those are the quick ones. */
    public Interpolation quick() {
        boolean simple = interpolation == Interpolation.NEAREST || interpolation == Interpolation.LINEAR;
        return simple && box == 0 && gaussian.length == 1 ? interpolation : null;
    }

    /** Whether weights take functions that are slow to compute; they are smooth within a voxel then. */
    boolean transcendental() {
        return box == 0 && (gaussian.length > 1 || !interpolation.sumsToOne());
    }

    private static double onGrid(double position) {
        return Math.rint(position * POSITION_GRID) / POSITION_GRID;
    }

    /** The input sample that stands for one beyond the scan: its mirror image for B-splines, else the nearest. */
    public int source(int input, int count) {
        if (interpolation != Interpolation.BSPLINE || box > 0) {
            return Math.max(0, Math.min(count - 1, input));
        }
        int period = Math.max(1, 2 * (count - 1));
        int folded = Math.floorMod(input, period);
        return Math.min(folded, period - folded) % count;
    }

    /** Whether the owner turns samples into B-spline coefficients along this axis. */
    public boolean prefiltered() {
        return interpolation == Interpolation.BSPLINE && box == 0;
    }

    /** By how much a message may exceed the scan's range because of prefiltering along this axis. */
    public double prefilterGain() {
        return prefiltered() ? PREFILTER_GAIN : 1;
    }

    /**
     * Largest absolute output where messages are within -1 to 1.
     *
     * @param absoluteWeights largest sum of absolute weights
     */
    public double gain(double absoluteWeights) {
        return prefiltered() ? Math.min(absoluteWeights, SPLINE_GAIN / PREFILTER_GAIN) : absoluteWeights;
    }

    /** Whether an output is one input, unchanged. */
    public boolean nearest() {
        return interpolation == Interpolation.NEAREST && box == 0;
    }

    /** Whether another step leads to the same kind of kernel with as many weights. */
    public boolean resembles(AxisKernel other) {
        return interpolation == other.interpolation && box > 0 == other.box > 0 && gaussian.length == other.gaussian.length;
    }

    /**
     * The smallest integer scale at which the weights at positions that are multiples of {@code 1/denominator} are
     * integers where the step is {@code numerator/denominator}; 0 if there is none of use.
     */
    public int exactScale(int numerator, int denominator) {
        if (box > 0) {
            return 2L * numerator <= WireAxis.MAX_EXACT_SCALE ? 2 * numerator : 0;
        }
        return gaussian.length > 1 ? 0 : interpolation.exactScale(denominator);
    }

    /** Largest change of an output, over messages within -1 to 1, when its position moves by one source voxel. */
    public double steepness() {
        return steepness;
    }
}
