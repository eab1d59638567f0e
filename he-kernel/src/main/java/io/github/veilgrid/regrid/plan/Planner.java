package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ckks.ParameterException;
import io.github.veilgrid.regrid.plan.Preference.Aim;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the best way to carry out a task within its tolerance: tile counts along each axis, ring dimension, primes and
 * scales. All tilings are estimated, the best are worked out exactly until one holds. The same task and preference give
 * the same plan on every machine. Stateless.
 */
public final class Planner {

    /** A nearest-neighbour label must round back to itself. */
    private static final double NEAREST_LIMIT = 0.49;

    /** Candidates within this factor of the best estimate are worked out before the best of them is taken, at most so many. */
    private static final double NEAR = 1.04;
    private static final int NEAREST = 3;

    private Planner() {
    }

    /**
     * The plan of {@link Preference#BALANCED}.
     *
     * @throws PlanRefusedException if the grids do not fit, or no parameters reach the tolerance
     */
    public static RegridPlan plan(RegridTask task) throws PlanRefusedException {
        return plan(task, Preference.BALANCED);
    }

    /**
     * Plans a task.
     *
     * @throws PlanRefusedException if the grids do not fit, or no parameters reach the tolerance
     */
    public static RegridPlan plan(RegridTask task, Preference preference) throws PlanRefusedException {
        double tolerance = tolerance(task);
        return alongAxes(task.source(), task.target())
                ? Job.of(task, tolerance).best(preference) : new AffinePlanner(task, tolerance).best(preference);
    }

    /**
     * The plan, then other ways that are worth a look, the better ones first: the best of each ring dimension and packing,
     * and what other aims would have chosen.
     *
     * @throws PlanRefusedException as {@link #plan}
     */
    public static List<RegridPlan> ways(RegridTask task, Preference preference) throws PlanRefusedException {
        if (!alongAxes(task.source(), task.target())) {
            AffinePlanner turned = new AffinePlanner(task, tolerance(task));
            return ways(preference, turned::best, turned.ofEachRing(preference));
        }
        Job job = Job.of(task, tolerance(task));
        return ways(preference, job::best, job.ofEachGroup(preference));
    }

    /** Finds the plan that suits a preference best. */
    @FunctionalInterface
    private interface Choice {
        RegridPlan best(Preference preference) throws PlanRefusedException;
    }

    /** The winner, then the others and what other aims would have chosen, by their scores. */
    private static List<RegridPlan> ways(Preference preference, Choice choice, List<RegridPlan> ofEachGroup)
            throws PlanRefusedException {
        RegridPlan winner = choice.best(preference);
        List<RegridPlan> others = new ArrayList<>(ofEachGroup);
        for (Aim aim : Aim.values()) {
            others.add(choice.best(preference.with(aim)));
        }
        Set<String> seen = new HashSet<>(Set.of(winner.description()));
        List<RegridPlan> ways = new ArrayList<>(List.of(winner));
        others.stream().sorted(Comparator.comparingDouble(plan -> preference.score(plan.forecast(Prices.REFERENCE))))
                .filter(plan -> seen.add(plan.description())).forEach(ways::add);
        return ways;
    }

    /** What the error may be, in units of the quantum. */
    private static double tolerance(RegridTask task) throws PlanRefusedException {
        double tolerance = task.tolerance();
        if (!(tolerance > 0) || Double.isInfinite(tolerance)) {
            throw new PlanRefusedException("the tolerance must be a positive number, not " + tolerance);
        }
        requireBoundary(task);
        return task.interpolation() == Interpolation.NEAREST ? Math.min(tolerance, NEAREST_LIMIT) : tolerance;
    }

    /** A task along the scan's axes that was looked at. */
    private record Job(RegridTask task, AxisGeometry[] geometry, Search search) {

        static Job of(RegridTask task, double tolerance) throws PlanRefusedException {
            double misalignment = AxisGeometry.misalignment(task.source(), task.target());
            AxisGeometry[] geometry = AxisGeometry.of(task.source(), task.target());
            requireSupport(task, geometry);
            return new Job(task, geometry, new Search(task, geometry, tolerance, misalignment < 1e-9 ? 0 : misalignment));
        }

        private RegridPlan workedOut(Candidate candidate) {
            RegridPlan plan = WorkedOut.of(task, geometry, candidate, search.budget(candidate.tilings()));
            return plan != null || candidate.droppedBits() == 0 ? plan : workedOut(candidate.sendingAllBits());
        }

        /** The best of the first candidates that hold once worked out. */
        RegridPlan best(Preference preference) throws PlanRefusedException {
            RegridPlan best = null;
            double score = Double.POSITIVE_INFINITY;
            int held = 0;
            for (Candidate candidate : search.best(preference)) {
                if (held == NEAREST || candidate.score() > NEAR * score) {
                    break;
                }
                RegridPlan plan = workedOut(candidate);
                if (plan != null && preference.score(plan.forecast(Prices.REFERENCE)) < score) {
                    best = plan;
                    score = preference.score(plan.forecast(Prices.REFERENCE));
                }
                held += plan == null ? 0 : 1;
            }
            if (best == null) {
                throw new PlanRefusedException(String.format(Locale.ROOT,
                        "no secure parameters keep the error of this scan within %s of a stored unit in the memory that a "
                                + "plan may take; allow a larger tolerance, or go to a much coarser grid in two steps",
                        task.tolerance()));
            }
            return best;
        }

        /** The first of each ring dimension and packing that holds. */
        List<RegridPlan> ofEachGroup(Preference preference) {
            Set<Search.Group> done = new HashSet<>();
            List<RegridPlan> plans = new ArrayList<>();
            for (Candidate candidate : search.best(preference)) {
                RegridPlan plan = done.contains(Search.Group.of(candidate)) ? null : workedOut(candidate);
                if (plan != null) {
                    done.add(Search.Group.of(candidate));
                    plans.add(plan);
                }
            }
            return plans;
        }
    }

    /** Whether the target's axes run along the source's, in their order and sense. */
    public static boolean alongAxes(Grid source, Grid target) {
        return AxisGeometry.misalignment(source, target) <= AxisGeometry.ALIGNMENT_LIMIT;
    }

    private static void requireBoundary(RegridTask task) throws PlanRefusedException {
        if (task.interpolation() == Interpolation.BSPLINE && task.outside() == Outside.EDGE) {
            throw new PlanRefusedException("a B-spline goes on beyond the scan as its mirror image, not as its edge; "
                    + "choose another interpolation, or take ITK's rule or the fill value outside");
        }
    }

    private static void requireSupport(RegridTask task, AxisGeometry[] geometry) throws PlanRefusedException {
        for (AxisGeometry axis : geometry) {
            try {
                task.kernel().along(axis.step(), false);
            } catch (IllegalArgumentException tooWide) {
                throw new PlanRefusedException(tooWide.getMessage());
            }
        }
    }

    /**
     * Primes of equal size whose product has {@code modulusBits}, or the next size that has such primes: small ones are
     * rare in large rings (none of 19 bits is 1 modulo 32768).
     *
     * @return null if there are none within the security bound
     */
    static CkksParameters parameters(int ringDimension, int modulusBits) {
        for (int size = modulusBits; size <= CkksParameters.maxLog2Modulus(ringDimension); size++) {
            int limbs = (size + Candidate.MAX_PRIME_BITS - 1) / Candidate.MAX_PRIME_BITS;
            int[] bits = new int[limbs];
            for (int limb = 0; limb < limbs; limb++) {
                bits[limb] = size / limbs + (limb < size % limbs ? 1 : 0);
            }
            try {
                return CkksParameters.of(ringDimension, bits);
            } catch (ParameterException noSuchPrimes) {
                continue;
            }
        }
        return null;
    }
}
