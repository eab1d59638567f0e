package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ckks.ParameterException;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.Packing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the cheapest way to carry out a task within its tolerance: tile counts along each axis, ring dimension, primes
 * and scales. All tilings are estimated, the cheapest are worked out exactly until one holds. Stateless.
 */
public final class Planner {

    private static final int[] RING_DIMENSIONS = {1024, 2048, 4096, 8192, 16384};

    /** For each pair of tilings in the plane, so many along z (those that fill the ring best) are tried. */
    private static final int SLICE_TRIES = 6;

    /** Candidates of one ring dimension that may fail, once worked out exactly, before it is given up. */
    private static final int MAX_FAILURES = 3;

    /** Share of the tolerance, per axis, that taking a step as rational may use up. */
    private static final double DEVIATION_SHARE = 1.0 / 64;

    /** A nearest-neighbour label must round back to itself. */
    private static final double NEAREST_LIMIT = 0.49;

    private Planner() {
    }

    /**
     * Plans a task.
     *
     * @throws PlanRefusedException if the grids do not fit, or no parameters reach the tolerance
     */
    public static RegridPlan plan(RegridTask task) throws PlanRefusedException {
        double tolerance = task.tolerance();
        if (!(tolerance > 0) || Double.isInfinite(tolerance)) {
            throw new PlanRefusedException("the tolerance must be a positive number, not " + tolerance);
        }
        if (task.interpolation() == Interpolation.NEAREST) {
            tolerance = Math.min(tolerance, NEAREST_LIMIT);
        }
        requireBoundary(task);
        if (!alongAxes(task.source(), task.target())) {
            return AffinePlanner.plan(task, tolerance);
        }
        double misalignment = AxisGeometry.misalignment(task.source(), task.target());
        AxisGeometry[] geometry = AxisGeometry.of(task.source(), task.target());
        requireSupport(task, geometry);
        if (misalignment < 1e-9) {
            misalignment = 0;
        }
        double maxDeviation = tolerance * DEVIATION_SHARE / (2 * task.halfRange());
        List<Candidate> candidates = candidates(task, geometry, tolerance, misalignment, maxDeviation);
        candidates.sort(Comparator.comparingDouble(Candidate::cost));
        Map<Integer, Integer> failures = new HashMap<>();
        for (Candidate candidate : candidates) {
            if (failures.getOrDefault(candidate.ringDimension(), 0) == MAX_FAILURES) {
                continue;
            }
            ErrorBudget budget = ErrorBudget.of(task, tolerance, candidate.tilings(), misalignment);
            RegridPlan plan = WorkedOut.of(task, geometry, candidate, budget, explain(candidate, candidates));
            if (plan != null) {
                return plan;
            }
            failures.merge(candidate.ringDimension(), 1, Integer::sum);
        }
        throw new PlanRefusedException(String.format(Locale.ROOT,
                "no secure parameters keep the error of this scan within %s of a stored unit; allow a larger tolerance",
                task.tolerance()));
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

    private static List<Candidate> candidates(RegridTask task, AxisGeometry[] geometry, double tolerance,
            double misalignment, double maxDeviation) {
        List<Candidate> candidates = new ArrayList<>();
        List<List<AxisTiling>> tilings = new ArrayList<>();
        for (AxisGeometry axis : geometry) {
            List<AxisTiling> ways = new ArrayList<>(AxisTiling.of(axis, task.kernel(),
                    RING_DIMENSIONS[RING_DIMENSIONS.length - 1], maxDeviation));
            ways.sort(Comparator.comparingInt(AxisTiling::tiles).reversed());
            tilings.add(ways);
        }
        for (AxisTiling x : tilings.get(0)) {
            for (AxisTiling y : tilings.get(1)) {
                for (int ringDimension : RING_DIMENSIONS) {
                    tilings.get(2).stream()
                            .filter(z -> (long) x.tiles() * y.tiles() * z.tiles() <= ringDimension)
                            .limit(SLICE_TRIES)
                            .forEach(z -> {
                                AxisTiling[] all = {x, y, z};
                                ErrorBudget budget = ErrorBudget.of(task, tolerance, all, misalignment);
                                boolean uniform = x.uniform() && y.uniform() && z.uniform();
                                Candidate candidate = Candidate.estimate(all, ringDimension,
                                        !uniform, budget);
                                if (candidate != null) {
                                    candidates.add(candidate);
                                }
                            });
                }
            }
        }
        return candidates;
    }

    /** The best of each other ring dimension, with what it would cost beside the winner. */
    private static List<String> explain(Candidate winner, List<Candidate> sorted) {
        List<String> lines = new ArrayList<>();
        for (int ringDimension : RING_DIMENSIONS) {
            sorted.stream()
                    .filter(c -> c.ringDimension() == ringDimension && c.ringDimension() != winner.ringDimension())
                    .findFirst()
                    .ifPresent(c -> lines.add(String.format(Locale.ROOT, "%s: %.2f times the cost", c,
                            c.cost() / winner.cost())));
        }
        return lines;
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
