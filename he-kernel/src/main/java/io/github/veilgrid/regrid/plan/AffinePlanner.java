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
 * Plans targets whose axes do not run along the scan's. One product with weights for every tap, so the choice is of the
 * ring, of tiles and blocks, of the weights' scale and of the form of answers. For one thread.
 */
final class AffinePlanner {

    private static final int[] RING_DIMENSIONS = {2048, 4096, 8192};

    /** By how many bits the modulus may turn out larger than estimated. */
    private static final int EXTRA_BITS = 2;

    /** Candidates within this factor of the best estimate are worked out before the best of them is taken, at most so many. */
    private static final double NEAR = 1.1;
    private static final int NEAREST = 3;

    private final RegridTask task;
    private final AffineGeometry geometry;
    private final ErrorBudget budget;
    private final int taps;
    private final boolean everywhere;
    private final AffineTiles tiles;
    private final List<AffineCandidate> candidates = new ArrayList<>();
    private final boolean secure;

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
            this.taps = AffineWindow.mostTaps(task.kernel(), geometry.step());
            kernels = geometry.kernels(task.kernel());
        } catch (IllegalArgumentException tooWide) {
            throw new PlanRefusedException(tooWide.getMessage());
        }
        this.budget = budget(task, tolerance, kernels);
        this.tiles = new AffineTiles(geometry, kernels, everywhere);
        boolean any = false;
        for (int ringDimension : RING_DIMENSIONS) {
            AffineNumbers numbers = AffineNumbers.smallest(budget, ringDimension, taps);
            if (numbers != null) {
                any = true;
                candidates.addAll(tiles.on(ringDimension, numbers));
            }
        }
        this.secure = any;
    }

    private static ErrorBudget budget(RegridTask task, double tolerance, AxisKernel[] kernels) {
        AffineGains gains = AffineGains.of(kernels);
        double range = task.halfRange() * gains.prefilter();
        double fixed = range * Math.max(1, gains.absolute()) * AffineGains.POSITION_AND_STORAGE_ERROR;
        return new ErrorBudget(range, task.target().size().voxels(), tolerance, fixed, gains.absolute(), gains.noise());
    }

    /**
     * The plan.
     *
     * @throws PlanRefusedException if no parameters reach the tolerance, or there is no room
     */
    RegridPlan best(Preference preference) throws PlanRefusedException {
        RegridPlan best = best(preference, candidates);
        if (best == null && secure) {
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

    /** The best of each ring dimension. */
    List<RegridPlan> ofEachRing(Preference preference) {
        List<RegridPlan> plans = new ArrayList<>();
        for (int ringDimension : RING_DIMENSIONS) {
            RegridPlan plan = best(preference, candidates.stream()
                    .filter(candidate -> candidate.ringDimension() == ringDimension).toList());
            if (plan != null) {
                plans.add(plan);
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
        AnswerForm form = candidate.numbers().answerForm();
        double switching = budget.switching(ringDimension, form);
        ErrorBudget left = budget.less(switching);
        double weightScale = Math.scalb(1.0, candidate.numbers().weightBits());
        double error = left.weightRounding(ringDimension, taps) / weightScale;
        for (int extra = 0; extra <= EXTRA_BITS; extra++) {
            CkksParameters parameters = Planner.parameters(ringDimension, candidate.numbers().modulusBits() + extra);
            if (parameters == null) {
                return null;
            }
            double scale = Math.pow(2, parameters.log2Modulus())
                    / (2 * left.headroom() * left.gain() * left.halfRange() * weightScale);
            double bound = left.bound(left.noise(ringDimension, Packing.SLOTS, 0), scale, error);
            if (bound <= left.tolerance()) {
                AffinePlan wire = wire(candidate, form, parameters);
                return wire == null || AffineCost.tooLarge(AffineShape.of(wire)) ? null
                        : new RegridPlan(task, new AxisGeometry[0], wire, scale, bound + switching);
            }
        }
        return null;
    }

    /** The wire plan; null if both sides would have to list too much. */
    private AffinePlan wire(AffineCandidate candidate, AnswerForm form, CkksParameters parameters) {
        try {
            return new AffinePlan(task.kernel(), geometry.inputs(), geometry.outputs(), candidate.tileSize(),
                    everywhere, geometry.step(), geometry.offset(), candidate.numbers().weightBits(), form, parameters);
        } catch (IllegalArgumentException tooLarge) {
            return null;
        }
    }
}
