package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.regrid.plan.Preference.Aim;
import io.github.veilgrid.regrid.wire.Packing;
import io.github.veilgrid.regrid.wire.WirePlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * All tilings of a task on all rings, estimated; the best few of each ring and packing are kept. Works on all processors.
 */
final class Search {

    private static final int[] RING_DIMENSIONS = {1024, 2048, 4096, 8192, 16384};

    /** For each pair of tilings in the plane, so many along z (those that fill the ring best) are tried. */
    private static final int SLICE_TRIES = 6;

    /** Candidates of one group that may fail, once worked out exactly, before it is given up. */
    private static final int KEPT = 3;

    /** Taps along x and y from which on one pass along each may be better than one along both. */
    private static final int WIDE = 4;

    /** Share of the tolerance, per axis, that taking a step as rational may use up. */
    private static final double DEVIATION_SHARE = 1.0 / 64;

    /** Switching answers to powers of two may not take more of the tolerance, and need not take less. */
    private static final double MOST_SWITCHING = 0.95;
    private static final double LEAST_SWITCHING = 1.0 / 64;

    private final RegridTask task;
    private final double tolerance;
    private final double misalignment;
    private final List<List<AxisTiling>> tilings = new ArrayList<>();

    /** Candidates that are compared with each other first. */
    record Group(int ringDimension, boolean inSlots, boolean separable) {

        static Group of(Candidate candidate) {
            return new Group(candidate.ringDimension(), candidate.packing().inSlots(), candidate.separable());
        }
    }

    /**
     * @param tolerance in units of the quantum
     * @param misalignment distance of target voxels from the source's axes, source voxels
     */
    Search(RegridTask task, AxisGeometry[] geometry, double tolerance, double misalignment) {
        this.task = task;
        this.tolerance = tolerance;
        this.misalignment = misalignment;
        double maxDeviation = tolerance * DEVIATION_SHARE / (2 * task.halfRange());
        int maxTiles = RING_DIMENSIONS[RING_DIMENSIONS.length - 1];
        // x and y are usually alike.
        Map<AxisGeometry, List<AxisTiling>> known = new HashMap<>();
        for (AxisGeometry axis : geometry) {
            tilings.add(known.computeIfAbsent(axis, key -> AxisTiling.of(key, task.kernel(), maxTiles, maxDeviation).stream()
                    .sorted(Comparator.comparingInt(AxisTiling::tiles).reversed()).toList()));
        }
        // One tile is uniform, so there always is one.
        tilings.set(2, tilings.get(2).stream().filter(AxisTiling::uniform).toList());
    }

    ErrorBudget budget(AxisTiling[] all) {
        return ErrorBudget.of(task, tolerance, all, misalignment);
    }

    /** The best of each group, at most {@link #KEPT}, all together in the order of their scores. */
    List<Candidate> best(Preference preference) {
        double longest = Double.POSITIVE_INFINITY;
        if (preference.aim() == Aim.MEMORY) {
            List<Candidate> balanced = best(preference.with(Aim.BALANCE));
            longest = balanced.isEmpty() ? longest : Preference.PATIENCE * balanced.get(0).score();
        }
        return best(preference, longest);
    }

    private List<Candidate> best(Preference preference, double longest) {
        Map<Group, List<Candidate>> best = new HashMap<>();
        tilings.get(0).parallelStream().map(x -> ofColumn(x, preference, longest)).toList().forEach(column -> column.forEach(
                (group, candidates) -> candidates.forEach(
                        candidate -> keep(candidate, best.computeIfAbsent(group, key -> new ArrayList<>())))));
        return best.values().stream().flatMap(List::stream).sorted(Comparator.comparingDouble(Candidate::score)).toList();
    }

    /** The best of each group with a tiling along x. */
    private Map<Group, List<Candidate>> ofColumn(AxisTiling x, Preference preference, double longest) {
        Map<Group, List<Candidate>> best = new HashMap<>();
        for (AxisTiling y : tilings.get(1)) {
            for (int ringDimension : RING_DIMENSIONS) {
                int tries = 0;
                for (AxisTiling z : tilings.get(2)) {
                    if ((long) x.tiles() * y.tiles() * z.tiles() <= ringDimension && tries++ < SLICE_TRIES) {
                        AxisTiling[] all = {x, y, z};
                        boolean uniform = x.uniform() && y.uniform();
                        if (!uniform) {
                            estimate(all, ringDimension, false, preference, longest, best);
                        }
                        if (uniform || Math.min(x.kernel().support(), y.kernel().support()) >= WIDE) {
                            estimate(all, ringDimension, true, preference, longest, best);
                        }
                    }
                }
            }
        }
        return best;
    }

    private void estimate(AxisTiling[] all, int ringDimension, boolean separable, Preference preference, double longest,
            Map<Group, List<Candidate>> best) {
        boolean inSlots = !(all[0].uniform() && all[1].uniform());
        Group group = new Group(ringDimension, inSlots, separable);
        Packing packing = inSlots ? Packing.SLOTS : Packing.COEFFICIENTS;
        ErrorBudget budget = budget(all);
        RoundedWeights rounded = RoundedWeights.of(all, ringDimension, separable);
        Candidate winner = null;
        for (int dropped = 0; dropped <= (inSlots ? 0 : WirePlan.MAX_DROPPED_BITS); dropped++) {
            int droppedBits = dropped;
            winner = better(winner, bestForm(budget, ringDimension, packing, bodyBits -> Candidate.estimate(all, ringDimension,
                    packing, separable, droppedBits, bodyBits, budget, rounded, preference, longest)));
        }
        if (winner != null) {
            keep(winner, best.computeIfAbsent(group, key -> new ArrayList<>()));
        }
    }

    /** The best number of bits for answers: fewer leave less of the tolerance to everything else. */
    private static Candidate bestForm(ErrorBudget budget, int ringDimension, Packing packing, IntFunction<Candidate> estimate) {
        Candidate winner = null;
        int before = Integer.MAX_VALUE;
        for (int bodyBits = WirePlan.MIN_BODY_BITS; bodyBits <= WirePlan.MAX_BODY_BITS; bodyBits++) {
            double switching = budget.switching(ringDimension, packing, bodyBits);
            if (switching > MOST_SWITCHING * budget.tolerance()) {
                continue;
            }
            Candidate candidate = estimate.apply(bodyBits);
            if (candidate != null && candidate.modulusBits() >= before) {
                break;
            }
            if (candidate != null) {
                before = candidate.modulusBits();
                winner = better(winner, candidate);
            }
            if (switching < LEAST_SWITCHING * budget.tolerance()) {
                break;
            }
        }
        return winner;
    }

    private static Candidate better(Candidate one, Candidate other) {
        return one == null || other != null && other.score() < one.score() ? other : one;
    }

    private static void keep(Candidate candidate, List<Candidate> kept) {
        if (kept.size() == KEPT && candidate.score() >= kept.get(KEPT - 1).score()) {
            return;
        }
        int place = 0;
        while (place < kept.size() && kept.get(place).score() <= candidate.score()) {
            place++;
        }
        kept.add(place, candidate);
        if (kept.size() > KEPT) {
            kept.remove(KEPT);
        }
    }
}
