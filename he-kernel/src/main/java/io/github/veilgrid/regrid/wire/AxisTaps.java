package io.github.veilgrid.regrid.wire;

import java.util.Arrays;

/**
 * The taps of one axis, seen from inside a tile: which of the tile's input samples an output of the tile draws on, and
 * with which weight in which tile. Both sides derive them from the {@link WireAxis}: the owner to gather each tile's
 * input window, the remote party to weigh ciphertexts. Immutable and thread safe.
 *
 * <p>The window of tile {@code t} starts at input {@link #base(int) base(t)}. The first tap of output {@code u} is
 * local input {@code floor(p) - base(t)}, which takes at most two values over the tiles because their fractions
 * differ; an interpolation of support {@code m} therefore has at most {@code m + 1} taps.
 */
public final class AxisTaps {

    /**
     * Most bytes that the taps of an axis may take, and those of a plan's axes together: the longest axis with 31 taps takes
     * half. They are made before a plan's memory is judged.
     */
    static final long MAX_BYTES = 1L << 25;

    /** Bytes that a tap takes besides its weights. */
    private static final int TAP_BYTES = 32;

    private final WireAxis axis;
    private final AxisKernel kernel;
    private final boolean sumToOne;
    private final int[] base;
    private final int[][] inputs;
    private final double[][][] weights;
    private final int window;

    private AxisTaps(WireAxis axis, AxisKernel kernel, boolean sumToOne, int[] base, int[][] inputs, double[][][] weights) {
        this.axis = axis;
        this.kernel = kernel;
        this.sumToOne = sumToOne;
        this.base = base;
        this.inputs = inputs;
        this.weights = weights;
        this.window = Arrays.stream(inputs).mapToInt(taps -> taps[taps.length - 1]).max().orElseThrow() + 1;
    }

    /**
     * The taps of an axis.
     *
     * @throws IllegalArgumentException if outputs would draw on more samples than a plan may say
     */
    public static AxisTaps of(WireAxis axis, Kernel resampling) {
        AxisKernel kernel = axis.kernel(resampling);
        requireListable(bytes(axis, resampling));
        int tiles = axis.tiles();
        int phases = axis.uniform() ? 1 : tiles;
        int[] base = new int[tiles];
        for (int tile = 0; tile < tiles; tile++) {
            base[tile] = tile < phases
                    ? kernel.first(axis.position((long) tile * axis.tileSize()))
                    : base[0] + tile * axis.advance();
        }
        int[][] inputs = new int[axis.tileSize()][];
        double[][][] weights = new double[axis.tileSize()][][];
        for (int output = 0; output < axis.tileSize(); output++) {
            collect(axis, kernel, base, phases, output, inputs, weights);
        }
        return new AxisTaps(axis, kernel, resampling.sumsToOne(), base, inputs, weights);
    }

    /** Bytes that the taps of an axis take at most, of which nothing is made here. */
    static long bytes(WireAxis axis, Kernel resampling) {
        long taps = axis.tileSize() * (axis.kernel(resampling).support() + 1L);
        return taps * (TAP_BYTES + Double.BYTES * (axis.uniform() ? 1L : axis.tiles()));
    }

    /** @throws IllegalArgumentException with a sentence if taps would take so many bytes that no sound plan has them */
    static void requireListable(long bytes) {
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException("the plan has an impossible number of weights");
        }
    }

    private static void collect(WireAxis axis, AxisKernel kernel, int[] base, int phases, int output,
            int[][] inputs, double[][][] weights) {
        int lowest = Integer.MAX_VALUE;
        int highest = Integer.MIN_VALUE;
        int[] starts = new int[phases];
        double[] positions = new double[phases];
        for (int tile = 0; tile < phases; tile++) {
            positions[tile] = axis.position((long) tile * axis.tileSize() + output);
            starts[tile] = kernel.first(positions[tile]) - base[tile];
            lowest = Math.min(lowest, starts[tile]);
            highest = Math.max(highest, starts[tile] + kernel.support() - 1);
        }
        double[][] all = new double[highest - lowest + 1][phases];
        for (int tile = 0; tile < phases; tile++) {
            for (int tap = 0; tap < kernel.support(); tap++) {
                all[starts[tile] - lowest + tap][tile] =
                        kernel.weight(positions[tile], starts[tile] + base[tile] + tap);
            }
        }
        int count = 0;
        int[] used = new int[all.length];
        for (int tap = 0; tap < all.length; tap++) {
            if (Arrays.stream(all[tap]).anyMatch(weight -> weight != 0)) {
                used[count++] = tap;
            }
        }
        inputs[output] = new int[count];
        weights[output] = new double[count][];
        for (int tap = 0; tap < count; tap++) {
            inputs[output][tap] = lowest + used[tap];
            weights[output][tap] = all[used[tap]];
        }
    }

    public WireAxis axis() {
        return axis;
    }

    /** The kernel that the weights follow from. */
    public AxisKernel kernel() {
        return kernel;
    }

    /** Input samples of one tile that some output of it draws on. */
    public int window() {
        return window;
    }

    /** Input sample at which a tile's window starts; may lie outside the scan. */
    public int base(int tile) {
        return base[tile];
    }

    /** Number of taps of a tile's output {@code output}. */
    public int taps(int output) {
        return inputs[output].length;
    }

    /** Number of taps of all outputs of a tile. */
    public int tapsInAll() {
        return Arrays.stream(inputs).mapToInt(taps -> taps.length).sum();
    }

    /** Local input sample (0 to {@code window() - 1}) of a tap; ascending in {@code tap}. */
    public int input(int output, int tap) {
        return inputs[output][tap];
    }

    /** Weight of a tap in a tile, the exact one (not yet rounded to a scale). */
    public double weight(int output, int tap, int tile) {
        double[] byTile = weights[output][tap];
        return byTile.length == 1 ? byTile[0] : byTile[tile];
    }

    /** The same by tile, or of all tiles alike if there is one number only; not a copy. */
    double[] weights(int output, int tap) {
        return weights[output][tap];
    }

    /** Largest absolute output where messages are within -1 to 1. */
    public double gain() {
        return kernel.gain(absoluteSum());
    }

    /** Largest sum of absolute weights of an output: what happens to an error of any sign. */
    public double absoluteSum() {
        return largest(1);
    }

    /** Largest root of the sum of squared weights of an output: what happens to independent noise. */
    public double noiseGain() {
        return Math.sqrt(largest(2));
    }

    private double largest(int power) {
        double largest = 0;
        for (double[][] byTap : weights) {
            for (int phase = 0; phase < byTap[0].length; phase++) {
                double sum = 0;
                for (double[] byPhase : byTap) {
                    sum += power == 1 ? Math.abs(byPhase[phase]) : byPhase[phase] * byPhase[phase];
                }
                largest = Math.max(largest, sum);
            }
        }
        return largest;
    }

    /**
     * Weights of an output on a uniform axis as integers, by {@code axis().scale()}. Where the weights sum to one, the
     * integers sum to the scale: the largest takes what rounding leaves over, so that constants pass exactly.
     */
    public long[] integerWeights(int output) {
        int count = taps(output);
        long[] rounded = new long[count];
        long left = axis.scale();
        int largest = 0;
        for (int tap = 0; tap < count; tap++) {
            rounded[tap] = Math.round(weight(output, tap, 0) * axis.scale());
            left -= rounded[tap];
            if (weight(output, tap, 0) > weight(output, largest, 0)) {
                largest = tap;
            }
        }
        if (sumToOne) {
            rounded[largest] += left;
        }
        return rounded;
    }
}
