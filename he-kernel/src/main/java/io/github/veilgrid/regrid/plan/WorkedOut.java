package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ckks.Encoder;
import io.github.veilgrid.regrid.wire.AxisTaps;
import io.github.veilgrid.regrid.wire.PlaintextRow;
import io.github.veilgrid.regrid.wire.WireAxis;
import io.github.veilgrid.regrid.wire.WirePlan;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Turns a candidate's estimates into exact parameters: slot errors of the public weights are computed, not guessed. */
final class WorkedOut {

    /** By how many bits the modulus may turn out larger than the errors at another weight scale let expect. */
    private static final int EXTRA_BITS = 2;

    /** By how many bits estimated weight scales are corrected at most. */
    private static final int MAX_SHIFT = 8;

    /** Outputs at which weight errors are computed to choose a scale; the bound takes all. */
    private static final int SAMPLED = 24;

    private WorkedOut() {
    }

    /** The plan of a candidate, or null if it cannot keep the tolerance. */
    static RegridPlan of(RegridTask task, AxisGeometry[] geometry, Candidate candidate, ErrorBudget whole) {
        double switching = whole.switching(candidate.ringDimension(), candidate.packing(), candidate.bodyBits());
        ErrorBudget budget = whole.less(switching);
        WirePlan estimated = wire(task, candidate, 0, candidate.modulusBits());
        if (estimated == null) {
            return null;
        }
        double noise = budget.noise(candidate.ringDimension(), candidate.packing(), candidate.droppedBits());
        double weightError = weightError(estimated, SAMPLED);
        int shift = bestShift(budget, noise, weightError, estimated, candidate);
        double bits = Math.ceil(bits(budget, noise, weightError, estimated, shift * roundedFactors(candidate), shift));
        double exactError = Double.NaN;
        for (int extra = 0; extra <= EXTRA_BITS; extra++) {
            int modulusBits = feasible(candidate.ringDimension(), bits + extra);
            WirePlan wire = wire(task, candidate, shift, modulusBits);
            if (wire == null) {
                return null;
            }
            double scale = largestScale(wire, budget);
            // Rounded weights do not depend on the modulus.
            exactError = Double.isNaN(exactError) ? weightError(wire, Integer.MAX_VALUE) : exactError;
            double bound = budget.bound(noise, scale, exactError);
            if (bound <= budget.tolerance()) {
                return new RegridPlan(task, geometry, wire, scale, bound + switching);
            }
        }
        return null;
    }

    /** At least the bits that primes of this ring have. */
    private static int feasible(int ringDimension, double bits) {
        if (bits > CkksParameters.maxLog2Modulus(ringDimension)) {
            return Integer.MAX_VALUE;
        }
        int limbs = ((int) bits + Candidate.MAX_PRIME_BITS - 1) / Candidate.MAX_PRIME_BITS;
        return Math.max((int) bits, limbs * Candidate.smallestPrimeBits(ringDimension));
    }

    /** By how many bits the weight scales should change so that the modulus is smallest. */
    private static int bestShift(ErrorBudget budget, double noise, double weightError, WirePlan wire, Candidate candidate) {
        int factors = roundedFactors(candidate);
        if (factors == 0) {
            return 0;
        }
        int best = 0;
        for (int shift = -MAX_SHIFT; shift <= MAX_SHIFT; shift++) {
            if (scalesFit(candidate, shift)
                    && bits(budget, noise, weightError, wire, shift * factors, shift)
                            < bits(budget, noise, weightError, wire, best * factors, best)) {
                best = shift;
            }
        }
        return best;
    }

    /** Whether every rounded scale, moved by some bits, is one that a plan can have. */
    private static boolean scalesFit(Candidate candidate, int shift) {
        boolean plane = candidate.separable() ? axisScaleFits(candidate, 0, shift) && axisScaleFits(candidate, 1, shift)
                : scaleFits(candidate.planeBits() + shift, WirePlan.MAX_WEIGHT_BITS);
        return plane && axisScaleFits(candidate, 2, shift);
    }

    private static boolean axisScaleFits(Candidate candidate, int axis, int shift) {
        return rounded(candidate, axis) == 0
                || scaleFits(candidate.axisBits(axis) + shift, Integer.numberOfTrailingZeros(WireAxis.MAX_SCALE));
    }

    private static boolean scaleFits(int bits, int most) {
        return bits >= 1 && bits <= most;
    }

    /** log2 of the smallest modulus if weight errors fall by {@code shift} bits and all scales rise by {@code raised}. */
    private static double bits(ErrorBudget budget, double noise, double weightError, WirePlan wire, int raised, int shift) {
        double scale = budget.messageScale(noise, Math.scalb(weightError, -shift));
        return budget.modulusBits(scale, Math.scalb(wire.weightScale(), raised));
    }

    /** Scales that the candidate's weights are rounded to. */
    private static int roundedFactors(Candidate candidate) {
        int plane = candidate.separable() ? rounded(candidate, 0) + rounded(candidate, 1) : 1;
        return plane + rounded(candidate, 2);
    }

    /** 1 if an axis has a scale of its own that its weights are rounded to, else 0. */
    private static int rounded(Candidate candidate, int axis) {
        AxisTiling tiling = candidate.tilings()[axis];
        return tiling.uniform() && !tiling.rounds() ? 0 : 1;
    }

    /** The wire plan of a candidate whose weight scales are moved by some bits; null if there is none. */
    private static WirePlan wire(RegridTask task, Candidate candidate, int shift, int modulusBits) {
        AxisTiling[] tilings = candidate.tilings();
        if (modulusBits > CkksParameters.maxLog2Modulus(candidate.ringDimension()) || !scalesFit(candidate, shift)) {
            return null;
        }
        WireAxis[] axes = new WireAxis[3];
        for (int axis = 0; axis < 3; axis++) {
            int bits = candidate.axisBits(axis) + shift;
            // An axis whose weights enter products has no scale of its own; a uniform one has to name one.
            boolean own = axis == 2 || candidate.separable();
            int inProducts = tilings[axis].uniform() ? 1 : 0;
            axes[axis] = tilings[axis].withScale(rounded(candidate, axis) == 0 ? tilings[axis].exactScale()
                    : own ? 1 << bits : inProducts);
        }
        CkksParameters parameters = Planner.parameters(candidate.ringDimension(), modulusBits);
        if (parameters == null || candidate.droppedBits() > 0 && parameters.limbs() > 1) {
            return null;
        }
        return new WirePlan(task.kernel(), List.of(axes), candidate.packing(), candidate.separable() ? 0 : candidate.planeBits() + shift,
                candidate.droppedBits(), candidate.bodyBits(), parameters);
    }

    /** Messages as large as the modulus allows: what is not needed for the range goes into precision. */
    private static double largestScale(WirePlan wire, ErrorBudget budget) {
        double modulus = Math.pow(2, wire.parameters().log2Modulus());
        return modulus / (2 * budget.headroom() * budget.gain() * budget.halfRange() * wire.weightScale());
    }

    /**
     * Sum of absolute weight errors at the worst output and slot, both stages together.
     *
     * @param most plaintext outputs of a stage to look at, evenly spread
     */
    private static double weightError(WirePlan wire, int most) {
        double exact = wire.taps(0).absoluteSum() * wire.taps(1).absoluteSum();
        double plane = (exact + planeError(wire, most)) * (wire.taps(2).absoluteSum() + integerError(wire.taps(2)));
        return plane - exact * wire.taps(2).absoluteSum();
    }

    private static double planeError(WirePlan wire, int most) {
        Encoder encoder = wire.parameters().encoder();
        if (wire.planeBits() == 0) {
            double x = wire.taps(0).absoluteSum();
            double y = wire.taps(1).absoluteSum();
            return (x + axisError(encoder, wire, 0, most)) * (y + axisError(encoder, wire, 1, most)) - x * y;
        }
        int columns = wire.axis(0).tileSize();
        return worst(wire.ciphertextsDown(), most, i -> plaintextError(encoder,
                PlaintextRow.planeWeights(wire, i % columns, i / columns), wire, wire.planeBits()));
    }

    private static double axisError(Encoder encoder, WirePlan wire, int axis, int most) {
        int bits = Integer.numberOfTrailingZeros(wire.axis(axis).scale());
        return wire.axis(axis).uniform() ? integerError(wire.taps(axis)) : worst(wire.axis(axis).tileSize(), most,
                u -> plaintextError(encoder, PlaintextRow.axisWeights(wire, axis, u), wire, bits));
    }

    private static double worst(int outputs, int most, IntToDoubleFunction error) {
        int looked = Math.min(outputs, most);
        return IntStream.range(0, looked).parallel()
                .mapToDouble(i -> error.applyAsDouble((int) ((long) i * outputs / looked))).max().orElseThrow();
    }

    private static double plaintextError(Encoder encoder, double[][] weights, WirePlan wire, int bits) {
        boolean sumToOne = wire.kernel().sumsToOne();
        return PlaintextRow.worstError(encoder, weights, PlaintextRow.round(encoder, weights, sumToOne, bits), bits);
    }

    private static double integerError(AxisTaps taps) {
        double worst = 0;
        for (int output = 0; output < taps.axis().tileSize(); output++) {
            long[] integers = taps.integerWeights(output);
            double sum = 0;
            for (int tap = 0; tap < integers.length; tap++) {
                sum += Math.abs((double) integers[tap] / taps.axis().scale() - taps.weight(output, tap, 0));
            }
            worst = Math.max(worst, sum);
        }
        return worst;
    }
}
