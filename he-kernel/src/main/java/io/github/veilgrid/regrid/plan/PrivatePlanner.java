package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.regrid.wire.Antialias;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.PrivateAxis;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import io.github.veilgrid.regrid.wire.PrivateSlots;
import io.github.veilgrid.regrid.wire.WeightHiding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Plans jobs whose map only the remote party knows: tiles by bytes, time and memory as a {@link Preference} says, then
 * scales that keep the error within the tolerance and the weights hidden. Stateless.
 *
 * <p>A larger reach costs: an output takes {@code (2 reach + 2)^2} products, and windows overlap by {@code 2 reach + 1}.
 */
public final class PrivatePlanner {

    /** Pixels by which a map may move voxels where nothing is said. */
    public static final int USUAL_REACH = 8;

    /** Rows held by the remote party; tilings that take more count as so much worse, by the third power. */
    private static final double MAX_WORKING_BYTES = 700L << 20;

    /** A message is kept as {@code float} on its way into the slots and out of them. */
    private static final double STORAGE_ERROR = 0x1p-22;

    /** More bits of an encoded message than double arithmetic should have to carry. */
    private static final int MESSAGE_BITS = 46;

    private static final double NEAREST_LIMIT = 0.49;

    private PrivatePlanner() {
    }

    /**
     * Where the result would lie if the map moved nothing: the scan's field of view, cut into that many pixels.
     *
     * @param width pixels of a row
     * @param height pixels of a column
     * @throws PlanRefusedException if that is impossible
     */
    public static Grid nominal(Grid source, int width, int height) throws PlanRefusedException {
        return TargetGrid.matrix(source, new int[] {width, height, 0}, Fit.BOX);
    }

    /**
     * Plans a job.
     *
     * @param task its target is a stand-in of the result's size: nothing but the size is used
     * @param reach voxels of the scan by which the map may move a pixel along x and y
     * @throws PlanRefusedException if no parameters keep the tolerance, or the task asks for what a private map cannot do
     */
    public static RegridPlan plan(RegridTask task, int[] reach, Preference preference) throws PlanRefusedException {
        requirePossible(task, reach);
        double tolerance = task.interpolation() == Interpolation.NEAREST ? Math.min(task.tolerance(), NEAREST_LIMIT)
                : task.tolerance();
        double slope = task.values().slope();
        double magnitude = Math.max(Math.abs(task.values().maximum() - task.fill()),
                Math.abs(task.values().minimum() - task.fill())) / slope;
        double gain = WeightHiding.gain(task.interpolation());
        // One more, so that the error itself cannot wrap where the range is small.
        double range = magnitude + 1;
        ErrorBudget budget = new ErrorBudget(range, task.target().size().voxels(), tolerance, range * gain * gain * STORAGE_ERROR,
                gain * gain, 1);
        int taps = 2 * (reach[0] + reach[1]) + 2 * Math.max(2, task.interpolation().support()) + 2;
        // Before it is known how weights repeat, they do not.
        PrivateNumbers first = numbers(task, new PrivateNumbers.Sums(budget, taps, 1 << 12, Integer.MAX_VALUE), 0);
        Tiling tiling = best(task, reach, first, preference);
        PrivateNumbers numbers = numbers(task, new PrivateNumbers.Sums(budget, tiling.taps(), tiling.answers(task), tiling.period),
                first.parameters().ringDimension());
        double encoded = numbers.scale() * Math.scalb(1.0, -2 * numbers.weightBits());
        int shift = Math.max(0, Math.getExponent(encoded * range) + 1 - MESSAGE_BITS);
        PrivatePlan wire = new PrivatePlan(task.interpolation(), tiling.x, tiling.y, task.source().size().z(),
                tiling.slicesInBlock, tiling.period,
                new double[] {task.source().spacing(0), task.source().spacing(1), task.source().spacing(2)},
                magnitude, shift, numbers.weightBits(), numbers.floodBits(), numbers.answerForm(), numbers.parameters());
        return new RegridPlan(task, new AxisGeometry[0], wire, Math.scalb(encoded, -shift), numbers.bound());
    }

    private static void requirePossible(RegridTask task, int[] reach) throws PlanRefusedException {
        if (!PrivatePlan.suits(task.interpolation())) {
            throw new PlanRefusedException("a private map interpolates nearest, linear or cubic: choose one of these");
        }
        if (task.kernel().antialias() != Antialias.NONE) {
            throw new PlanRefusedException("antialiasing needs to know where a map leads, and a private one says nothing of it; "
                    + "make the scan coarser first");
        }
        if (task.target().size().z() != task.source().size().z()) {
            throw new PlanRefusedException("a private map works within slices and keeps their number");
        }
        for (int along : reach) {
            if (along < 1 || along > PrivatePlan.MAX_REACH) {
                throw new PlanRefusedException("the reach of a private map is 1 to " + PrivatePlan.MAX_REACH
                        + " voxels of the scan, not " + along);
            }
        }
    }

    private static PrivateNumbers numbers(RegridTask task, PrivateNumbers.Sums sums, int leastDimension)
            throws PlanRefusedException {
        PrivateNumbers numbers = PrivateNumbers.of(sums, task.interpolation(), leastDimension);
        if (numbers == null) {
            throw new PlanRefusedException(String.format(Locale.ROOT, "no secure parameters keep the error of this scan within %s "
                    + "of a stored unit and hide a private map; allow a larger tolerance", task.tolerance()));
        }
        return numbers;
    }

    /** How slices are cut. */
    private record Tiling(PrivateAxis x, PrivateAxis y, int slicesInBlock, int period) {

        int taps() {
            return x.mostTaps() + y.mostTaps();
        }

        long answers(RegridTask task) {
            int slices = task.source().size().z();
            return (slices + slicesInBlock - 1L) / slicesInBlock * x.tileSize() * y.tileSize();
        }
    }

    private static Tiling best(RegridTask task, int[] reach, PrivateNumbers numbers, Preference preference) {
        int dimension = numbers.parameters().ringDimension();
        int[] bits = new int[numbers.parameters().limbs()];
        for (int limb = 0; limb < bits.length; limb++) {
            bits[limb] = numbers.parameters().ring().modulus(limb).bits();
        }
        int slices = task.source().size().z();
        Tiling best = null;
        double least = Double.POSITIVE_INFINITY;
        List<PrivateAxis> columns = axes(task, 0, reach[0]);
        List<PrivateAxis> rows = axes(task, 1, reach[1]);
        for (PrivateAxis x : columns) {
            for (PrivateAxis y : rows) {
                for (int period = PrivateSlots.MIN_PERIOD; period <= dimension; period *= 2) {
                    int room = (int) Math.min(slices, PrivateSlots.room(dimension, period, (long) x.tiles() * y.tiles()));
                    if (room == 0) {
                        continue;
                    }
                    int blocks = (slices + room - 1) / room;
                    int slicesInBlock = (slices + blocks - 1) / blocks;
                    Forecast forecast = PrivateCost.forecast(x, y, slices, slicesInBlock, period, dimension, bits,
                            numbers.answerForm(), Prices.REFERENCE);
                    double score = preference.score(forecast)
                            * Math.pow(Math.max(1, forecast.remoteMemory() / MAX_WORKING_BYTES), 3);
                    if (score < least) {
                        least = score;
                        best = new Tiling(x, y, slicesInBlock, period);
                    }
                }
            }
        }
        return best;
    }

    /** Every number of tiles, with the smallest tiles that are so many. */
    private static List<PrivateAxis> axes(RegridTask task, int axis, int reach) {
        int outputs = task.target().size().along(axis);
        List<PrivateAxis> axes = new ArrayList<>();
        int last = 0;
        for (int tiles = 1; tiles <= outputs; tiles++) {
            int tileSize = (outputs + tiles - 1) / tiles;
            if (tileSize != last) {
                axes.add(new PrivateAxis(task.source().size().along(axis), outputs, tileSize, reach, task.interpolation()));
                last = tileSize;
            }
        }
        return axes;
    }
}
