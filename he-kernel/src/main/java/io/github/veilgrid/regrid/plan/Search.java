package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.he.ckks.SwitchedDecryptor;
import io.github.veilgrid.regrid.plan.Preference.Aim;
import io.github.veilgrid.regrid.wire.AnswerForm;
import io.github.veilgrid.regrid.wire.Packing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All tilings of a task on all rings, estimated; the best few of each ring and packing are kept. For one thread.
 */
final class Search {

    private static final int[] RING_DIMENSIONS = {1024, 2048, 4096, 8192, 16384};

    /** For each pair of tilings in the plane, so many along z (those that fill the ring best) are tried. */
    private static final int SLICE_TRIES = 6;

    /** Candidates of one group that may fail, once worked out exactly, before it is given up. */
    private static final int KEPT = 3;

    /** Share of the tolerance, per axis, that taking a step as rational may use up. */
    private static final double DEVIATION_SHARE = 1.0 / 64;

    /** Switching answers to powers of two may not take more of the tolerance, and need not take less. */
    private static final double MOST_SWITCHING = 0.95;
    private static final double LEAST_SWITCHING = 1.0 / 64;

    private final RegridTask task;
    private final double tolerance;
    private final double misalignment;
    private final List<List<AxisTiling>> tilings = new ArrayList<>();
    private final Map<FormKey, List<AnswerForm>> forms = new HashMap<>();

    /** Candidates that are compared with each other first. */
    record Group(int ringDimension, boolean inSlots) {

        static Group of(Candidate candidate) {
            return new Group(candidate.ringDimension(), candidate.packing().inSlots());
        }
    }

    /** What the forms of answers worth trying depend on. */
    private record FormKey(Group group, double range) {
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
        for (AxisTiling x : tilings.get(0)) {
            for (AxisTiling y : tilings.get(1)) {
                for (int ringDimension : RING_DIMENSIONS) {
                    int tries = 0;
                    for (AxisTiling z : tilings.get(2)) {
                        if ((long) x.tiles() * y.tiles() * z.tiles() <= ringDimension && tries++ < SLICE_TRIES) {
                            estimate(new AxisTiling[] {x, y, z}, ringDimension, preference, longest, best);
                        }
                    }
                }
            }
        }
        return best.values().stream().flatMap(List::stream).sorted(Comparator.comparingDouble(Candidate::score)).toList();
    }

    private void estimate(AxisTiling[] all, int ringDimension, Preference preference, double longest,
            Map<Group, List<Candidate>> best) {
        boolean inSlots = !(all[0].uniform() && all[1].uniform() && all[2].uniform());
        Group group = new Group(ringDimension, inSlots);
        ErrorBudget budget = budget(all);
        RoundedWeights rounded = RoundedWeights.of(all, ringDimension);
        Candidate winner = Candidate.estimate(all, ringDimension,
                inSlots ? Packing.SLOTS : Packing.COEFFICIENTS_TRANSFORMED, AnswerForm.RESIDUES, budget, rounded, preference, longest);
        if (winner == null) {
            return;
        }
        Packing packing = inSlots ? Packing.SLOTS : Packing.COEFFICIENTS;
        int least = winner.modulusBits();
        int before = Integer.MAX_VALUE;
        for (AnswerForm form : forms.computeIfAbsent(new FormKey(group, budget.gain() * budget.halfRange()),
                key -> forms(budget, ringDimension, packing))) {
            if (before <= least || form.bodyBits() + form.maskBits() >= 2 * least) {
                break;
            }
            Candidate switched = Candidate.estimate(all, ringDimension, packing, form, budget, rounded, preference, longest);
            if (switched != null) {
                before = switched.modulusBits();
                winner = switched.score() < winner.score() ? switched : winner;
            }
        }
        keep(winner, best.computeIfAbsent(group, key -> new ArrayList<>()));
    }

    /** For each number of bits the form that costs least precision, as long as it leaves some; fewest bits first. */
    private static List<AnswerForm> forms(ErrorBudget budget, int ringDimension, Packing packing) {
        List<AnswerForm> forms = new ArrayList<>();
        int most = SwitchedDecryptor.maxMaskBits(ringDimension);
        double cost = Double.POSITIVE_INFINITY;
        for (int bits = 2 * AnswerForm.MIN_BITS; bits <= 2 * most && cost > LEAST_SWITCHING * budget.tolerance(); bits++) {
            AnswerForm best = null;
            for (int mask = (bits + 1) / 2; mask <= Math.min(most, bits - AnswerForm.MIN_BITS); mask++) {
                AnswerForm form = new AnswerForm(bits - mask, mask);
                double switching = budget.switching(ringDimension, packing, form);
                if (switching <= MOST_SWITCHING * budget.tolerance() && (best == null || switching < cost)) {
                    best = form;
                    cost = switching;
                }
            }
            if (best != null) {
                forms.add(best);
            }
        }
        return forms;
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
