package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.regrid.wire.AxisKernel;
import io.github.veilgrid.regrid.wire.AxisTaps;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.Kernel;
import io.github.veilgrid.regrid.wire.WireAxis;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One way to cut an axis into tiles, with what it costs.
 *
 * @param axis the wire axis; where weights are integers its scale is 1 as long as {@code exactScale} is 0
 * @param window input samples per tile
 * @param taps taps of all outputs of a tile
 * @param exactScale the integer scale at which all weights of a uniform axis are integers; 0 if there is none
 * @param deviation largest distance between planned and exact positions, source voxels
 * @param kernel along the axis
 * @param gain largest absolute output where messages are within -1 to 1
 * @param noiseGain largest root of the sum of squared weights of an output
 */
record AxisTiling(WireAxis axis, int window, int taps, int exactScale, double deviation, AxisKernel kernel, double gain,
        double noiseGain) {

    /** Axes longer than this try only the smallest tile for each tile count and multiples of the denominator. */
    private static final int TRY_ALL = 1024;

    int tiles() {
        return axis.tiles();
    }

    int tileSize() {
        return axis.tileSize();
    }

    boolean uniform() {
        return axis.uniform();
    }

    /** Whether a uniform axis needs its weights rounded to a scale yet to be chosen. */
    boolean rounds() {
        return uniform() && exactScale == 0;
    }

    /** The axis with the scale of its integer weights. */
    WireAxis withScale(int scale) {
        return new WireAxis(axis.inputs(), axis.outputs(), axis.tileSize(), axis.step(), axis.offset(),
                axis.numerator(), axis.denominator(), scale);
    }

    /**
     * Every tiling worth considering.
     *
     * @param geometry exact positions
     * @param maxTiles most tiles a ring can hold
     * @param maxDeviation distance by which a rational step may move a position, source voxels
     */
    static List<AxisTiling> of(AxisGeometry geometry, Kernel resampling, int maxTiles, double maxDeviation) {
        int outputs = geometry.outputs();
        double stepTolerance = maxDeviation / Math.max(1, outputs - 1);
        Rational rational = Rational.near(geometry.step(), stepTolerance);
        List<AxisTiling> tilings = IntStream.rangeClosed(1, outputs).parallel()
                .filter(tileSize -> worthTrying(outputs, tileSize, maxTiles, rational))
                .mapToObj(tileSize -> of(geometry, resampling, tileSize, rational)).toList();
        return pareto(tilings);
    }

    private static boolean worthTrying(int outputs, int tileSize, int maxTiles, Rational rational) {
        int tiles = (outputs + tileSize - 1) / tileSize;
        boolean smallest = tileSize == 1 || (outputs + tileSize - 2) / (tileSize - 1) > tiles;
        boolean multiple = rational != null && tileSize % rational.denominator() == 0;
        return tiles <= maxTiles && (smallest || multiple || outputs <= TRY_ALL);
    }

    private static AxisTiling of(AxisGeometry geometry, Kernel resampling, int tileSize, Rational rational) {
        boolean oneTile = tileSize >= geometry.outputs();
        boolean useRational = rational != null
                && (oneTile || (long) rational.numerator() * tileSize % rational.denominator() == 0)
                && sameNeighbours(geometry, resampling, rational);
        double step = useRational ? rational.value() : geometry.step();
        WireAxis axis = new WireAxis(geometry.inputs(), geometry.outputs(), tileSize, step, geometry.offset(),
                useRational ? rational.numerator() : 0, useRational ? rational.denominator() : 0,
                useRational || oneTile ? 1 : 0);
        AxisTaps taps = AxisTaps.of(axis, resampling);
        int exactScale = 0;
        if (taps.kernel().nearest() && axis.uniform()) {
            exactScale = 1;
        } else if (useRational && isInteger(geometry.offset() * rational.denominator())) {
            exactScale = taps.kernel().exactScale(rational.numerator(), rational.denominator());
        }
        double deviation = useRational ? Math.abs(step - geometry.step()) * Math.max(1, geometry.outputs() - 1) : 0;
        return new AxisTiling(axis, taps.window(), taps.tapsInAll(), exactScale, deviation, taps.kernel(), taps.gain(),
                taps.noiseGain());
    }

    private static boolean isInteger(double number) {
        return Math.abs(number - Math.rint(number)) < 1e-9;
    }

    /** A moved position must not change which neighbour is nearest, nor how many voxels a filter draws on. */
    private static boolean sameNeighbours(AxisGeometry geometry, Kernel resampling, Rational rational) {
        if (!resampling.along(geometry.step(), false).resembles(resampling.along(rational.value(), false))) {
            return false;
        }
        if (resampling.interpolation() != Interpolation.NEAREST) {
            return true;
        }
        AxisGeometry planned = new AxisGeometry(geometry.inputs(), geometry.outputs(), rational.value(), geometry.offset());
        for (int output = 0; output < geometry.outputs(); output++) {
            if (Math.floor(planned.position(output) + 0.5) != Math.floor(geometry.position(output) + 0.5)) {
                return false;
            }
        }
        return true;
    }

    /** Drops tilings that another one with no more tiles beats in every respect. */
    private static List<AxisTiling> pareto(List<AxisTiling> tilings) {
        return tilings.stream().filter(a -> tilings.stream().noneMatch(b -> b != a && b.dominates(a))).toList();
    }

    private boolean dominates(AxisTiling other) {
        boolean noWorse = tiles() <= other.tiles() && window <= other.window && taps <= other.taps
                && tileSize() <= other.tileSize() && (uniform() || !other.uniform())
                && (!rounds() || other.rounds()) && exactScale <= Math.max(1, other.exactScale);
        boolean better = tiles() < other.tiles() || window < other.window || taps < other.taps
                || tileSize() < other.tileSize();
        return noWorse && better;
    }
}
