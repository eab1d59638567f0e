package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.regrid.plan.Preference.Aim;
import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.AffineWindow;
import io.github.veilgrid.regrid.wire.AnswerForm;
import io.github.veilgrid.regrid.wire.AxisKernel;
import io.github.veilgrid.regrid.wire.Packing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Plans targets whose axes do not run along the scan's. The choice is of one pass or two, of the ring, of tiles, blocks and
 * batches, of the weights' scales and of the form of answers. For one thread.
 *
 * <p>One pass wins for kernels of one or two taps; two win for wider ones, though they send a third more bits: for a cubic
 * answer they encode 26 weights where one pass encodes 125 (100 where tiles are sorted). Three passes, one for each axis,
 * would encode 14, but a third scale takes the modulus beyond 101 bits, hence to N = 8192 and three primes: by the reference
 * prices 850 ns for a cubic voxel against 700, and 2.0 microseconds against 1.7 for a sinc in a window of radius 3, with a
 * third more bits again. For linear kernels, whose three scales would fit two primes, it is 170 ns against the 130 of one
 * pass with half the bits. {@code veilgrid plan --turn 4,-3,6 --spacing 1 --interpolation cubic} shows the best of one pass
 * and of two.
 */
final class AffinePlanner {

    private static final int[] RING_DIMENSIONS = {2048, 4096, 8192};

    /** By how many bits the modulus may turn out larger than estimated. */
    private static final int EXTRA_BITS = 2;

    /** Candidates within this factor of the best estimate are worked out before the best of them is taken, at most so many. */
    private static final double NEAR = 1.1;
    private static final int NEAREST = 3;

    /**
     * Working memory of either side: a heap of 1 GB must do, with what else is in it. Only where nothing does with that (a
     * sinc of radius 5 on a large scan) a plan may need more.
     */
    private static final long[] MOST_BYTES = {440L << 20, 2L << 30};

    private final RegridTask task;
    private final AffineGeometry geometry;
    /** For one pass, and for two. */
    private final ErrorBudget[] budgets = new ErrorBudget[2];
    private final AffineRounding rounding;
    private final boolean everywhere;
    private final AffineTiles tiles;
    private final List<OnRing> secure = new ArrayList<>();
    /** Which of {@link #MOST_BYTES}. */
    private int room;
    private List<AffineCandidate> candidates;

    /** The scales of a ring, for one pass or for two. */
    private record OnRing(int ringDimension, AffineNumbers numbers) {
    }

    /**
     * @param tolerance in units of the quantum
     * @throws PlanRefusedException if a filter would draw on too many voxels
     */
    AffinePlanner(RegridTask task, double tolerance) throws PlanRefusedException {
        this.task = task;
        this.geometry = AffineGeometry.of(task.source(), task.target());
        this.everywhere = task.outside() == Outside.EDGE;
        AxisKernel[] kernels;
        try {
            AffineWindow.mostTaps(task.kernel(), geometry.step());
            kernels = geometry.kernels(task.kernel());
        } catch (IllegalArgumentException tooWide) {
            throw new PlanRefusedException(tooWide.getMessage());
        }
        this.rounding = new AffineRounding((kernels[0].support() + 1) * (kernels[1].support() + 1), kernels[2].support() + 1,
                Math.max(1, AffineGains.of(kernels[0], kernels[1]).absolute()),
                Math.max(1, AffineGains.of(kernels[2]).absolute()));
        this.tiles = new AffineTiles(geometry, kernels, task.halfRange(), everywhere);
        for (int passes = 1; passes <= 2; passes++) {
            budgets[passes - 1] = budget(task, tolerance, kernels, passes);
            for (int ringDimension : RING_DIMENSIONS) {
                AffineNumbers numbers = AffineNumbers.smallest(budgets[passes - 1], rounding, ringDimension, passes == 2);
                if (numbers != null) {
                    secure.add(new OnRing(ringDimension, numbers));
                }
            }
        }
        this.candidates = candidates();
    }

    private List<AffineCandidate> candidates() {
        return secure.stream().flatMap(on -> tiles.on(on.ringDimension, on.numbers, MOST_BYTES[room]).stream()).toList();
    }

    /** Two passes have twice as many kinds of error, each of which may fail with its share: as if there were twice the values. */
    private static ErrorBudget budget(RegridTask task, double tolerance, AxisKernel[] kernels, int passes) {
        AffineGains gains = AffineGains.of(kernels);
        double range = task.halfRange() * gains.prefilter();
        double fixed = range * Math.max(1, gains.absolute()) * AffineGains.POSITION_AND_STORAGE_ERROR;
        double values = (double) passes * task.target().size().voxels();
        return new ErrorBudget(range, values, tolerance, fixed, gains.absolute(), gains.noise());
    }

    /**
     * The plan.
     *
     * @throws PlanRefusedException if no parameters reach the tolerance, or there is no room
     */
    RegridPlan best(Preference preference) throws PlanRefusedException {
        RegridPlan best = best(preference, candidates);
        while (best == null && room + 1 < MOST_BYTES.length) {
            room++;
            candidates = candidates();
            best = best(preference, candidates);
        }
        if (best == null && !secure.isEmpty()) {
            throw new PlanRefusedException("the turned grid of " + task.target().size() + " voxels needs more memory than a "
                    + "plan may take on either side; ask for fewer voxels, or make the scan coarser along its own axes first");
        }
        if (best == null) {
            throw new PlanRefusedException(String.format(Locale.ROOT,
                    "no secure parameters keep the error of this scan within %s of a stored unit on a turned grid; "
                            + "allow a larger tolerance", task.tolerance()));
        }
        return best;
    }

    /** The best of each ring dimension, in one pass and in two. */
    List<RegridPlan> ofEachRing(Preference preference) {
        List<RegridPlan> plans = new ArrayList<>();
        for (int ringDimension : RING_DIMENSIONS) {
            for (boolean twoPasses : new boolean[] {false, true}) {
                RegridPlan plan = best(preference, candidates.stream().filter(candidate ->
                        candidate.ringDimension() == ringDimension && candidate.numbers().twoPasses() == twoPasses).toList());
                if (plan != null) {
                    plans.add(plan);
                }
            }
        }
        return plans;
    }

    /** The best of the first that hold once worked out; null if none does. */
    private RegridPlan best(Preference preference, List<AffineCandidate> from) {
        double longest = preference.aim() == Aim.MEMORY ? Preference.PATIENCE * candidates.stream()
                .mapToDouble(candidate -> preference.balance(candidate.forecast())).min().orElse(0) : Double.POSITIVE_INFINITY;
        List<AffineCandidate> sorted = from.stream().filter(candidate -> preference.balance(candidate.forecast()) <= longest)
                .sorted(Comparator.comparingDouble(candidate -> preference.score(candidate.forecast()))).toList();
        RegridPlan best = null;
        double score = Double.POSITIVE_INFINITY;
        int held = 0;
        for (AffineCandidate candidate : sorted) {
            if (held == NEAREST || preference.score(candidate.forecast()) > NEAR * score) {
                break;
            }
            AffineCandidate fitted = tiles.fitted(candidate);
            RegridPlan plan = fitted == null ? null : workedOut(fitted);
            if (plan != null && preference.score(plan.forecast(Prices.REFERENCE)) < score) {
                best = plan;
                score = preference.score(plan.forecast(Prices.REFERENCE));
            }
            held += plan == null ? 0 : 1;
        }
        return best;
    }

    private RegridPlan workedOut(AffineCandidate candidate) {
        int ringDimension = candidate.ringDimension();
        AffineNumbers numbers = candidate.numbers();
        AnswerForm form = numbers.answerForm();
        ErrorBudget budget = budgets[numbers.twoPasses() ? 1 : 0];
        double switching = budget.switching(ringDimension, form);
        ErrorBudget left = budget.less(switching);
        double weightScale = Math.scalb(1.0, numbers.weightBits() + numbers.planeWeightBits());
        double error = rounding.error(left, ringDimension, numbers.weightBits(), numbers.planeWeightBits());
        for (int extra = 0; extra <= EXTRA_BITS; extra++) {
            CkksParameters parameters = Planner.parameters(ringDimension, numbers.modulusBits() + extra);
            if (parameters == null) {
                return null;
            }
            double scale = Math.pow(2, parameters.log2Modulus())
                    / (2 * left.headroom() * left.gain() * left.halfRange() * weightScale);
            double bound = left.bound(left.noise(ringDimension, Packing.SLOTS, 0), scale, error);
            if (bound <= left.tolerance()) {
                AffinePlan wire = wire(candidate, form, parameters);
                return wire == null || AffineCost.tooLarge(AffineShape.of(wire, task.halfRange()), MOST_BYTES[room]) ? null
                        : new RegridPlan(task, new AxisGeometry[0], wire, scale, bound + switching);
            }
        }
        return null;
    }

    /** The wire plan; null if both sides would have to list too much. */
    private AffinePlan wire(AffineCandidate candidate, AnswerForm form, CkksParameters parameters) {
        AffineNumbers numbers = candidate.numbers();
        try {
            return new AffinePlan(task.kernel(), geometry.inputs(), geometry.outputs(), candidate.tileSize(),
                    everywhere, geometry.step(), geometry.offset(), candidate.batch(),
                    numbers.weightBits(), numbers.planeWeightBits(), form, parameters);
        } catch (IllegalArgumentException tooLarge) {
            return null;
        }
    }
}
