package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ckks.Encoder;
import io.github.veilgrid.regrid.wire.AxisTaps;
import io.github.veilgrid.regrid.wire.PlaintextRow;
import io.github.veilgrid.regrid.wire.WireAxis;
import io.github.veilgrid.regrid.wire.WirePlan;
import java.util.List;
import java.util.stream.IntStream;

/** Turns a candidate's estimates into exact parameters: slot errors of the public weights are computed, not guessed. */
final class WorkedOut {

    /** By how many bits the modulus may turn out larger than the errors at another weight scale let expect. */
    private static final int EXTRA_BITS = 2;

    private WorkedOut() {
    }

    /** The plan of a candidate, or null if it cannot keep the tolerance. */
    static RegridPlan of(RegridTask task, AxisGeometry[] geometry, Candidate candidate, ErrorBudget whole,
            List<String> explanation) {
        double switching = whole.switching(candidate.ringDimension(), candidate.packing(), candidate.answerForm());
        ErrorBudget budget = whole.less(switching);
        WirePlan estimated = wire(task, candidate, candidate.weightBits(), candidate.modulusBits());
        if (estimated == null) {
            return null;
        }
        double noise = budget.noise(candidate.ringDimension(), candidate.packing());
        double weightError = weightError(estimated);
        int shift = bestShift(budget, noise, weightError, estimated, candidate.weightBits());
        double bits = Math.ceil(bits(budget, noise, weightError, estimated, shift));
        for (int extra = 0; extra <= EXTRA_BITS; extra++) {
            int modulusBits = feasible(candidate.ringDimension(), bits + extra);
            WirePlan wire = wire(task, candidate, candidate.weightBits() + shift, modulusBits);
            if (wire == null) {
                return null;
            }
            double scale = largestScale(wire, budget);
            double bound = budget.bound(noise, scale, weightError(wire));
            if (bound <= budget.tolerance()) {
                return new RegridPlan(task, geometry, wire, scale, bound + switching, explanation);
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

    /** By how many bits the weight scale should change so that the modulus is smallest. */
    private static int bestShift(ErrorBudget budget, double noise, double weightError, WirePlan wire, int weightBits) {
        int best = 0;
        for (int shift = 1 - weightBits; shift <= WirePlan.MAX_WEIGHT_BITS - weightBits && weightBits > 0; shift++) {
            if (bits(budget, noise, weightError, wire, shift) < bits(budget, noise, weightError, wire, best)) {
                best = shift;
            }
        }
        return best;
    }

    /** log2 of the smallest modulus if every rounded weight scale moves by {@code shift} bits, errors with it. */
    private static double bits(ErrorBudget budget, double noise, double weightError, WirePlan wire, int shift) {
        double scale = budget.messageScale(noise, Math.scalb(weightError, -shift));
        return budget.modulusBits(scale, Math.scalb(wire.weightScale(), shift * roundedFactors(wire)));
    }

    private static int roundedFactors(WirePlan wire) {
        int factors = 0;
        if (wire.planeUniform()) {
            factors += rounds(wire, 0) ? 1 : 0;
            factors += rounds(wire, 1) ? 1 : 0;
        } else {
            factors++;
        }
        return factors + (!wire.sliceUniform() || rounds(wire, 2) ? 1 : 0);
    }

    private static boolean rounds(WirePlan wire, int axis) {
        return integerError(wire.taps(axis)) > 0;
    }

    private static WirePlan wire(RegridTask task, Candidate candidate, int weightBits, int modulusBits) {
        AxisTiling[] tilings = candidate.tilings();
        if (modulusBits > CkksParameters.maxLog2Modulus(candidate.ringDimension())
                || weightBits > WirePlan.MAX_WEIGHT_BITS) {
            return null;
        }
        WireAxis[] axes = new WireAxis[3];
        for (int axis = 0; axis < 3; axis++) {
            int scale = tilings[axis].rounds() ? 1 << weightBits : tilings[axis].exactScale();
            if (scale > WireAxis.MAX_SCALE || scale <= 0 && tilings[axis].uniform()) {
                return null;
            }
            axes[axis] = tilings[axis].withScale(scale);
        }
        CkksParameters parameters = Planner.parameters(candidate.ringDimension(), modulusBits);
        if (parameters == null) {
            return null;
        }
        boolean planeUniform = axes[0].uniform() && axes[1].uniform();
        return new WirePlan(task.interpolation(), List.of(axes), candidate.packing(), planeUniform ? 0 : weightBits,
                axes[2].uniform() ? 0 : weightBits, candidate.answerForm(), parameters);
    }

    /** Messages as large as the modulus allows: what is not needed for the range goes into precision. */
    private static double largestScale(WirePlan wire, ErrorBudget budget) {
        double modulus = Math.pow(2, wire.parameters().log2Modulus());
        return modulus / (2 * ErrorBudget.HEADROOM * budget.gain() * budget.halfRange() * wire.weightScale());
    }

    /** Sum of absolute weight errors at the worst output and slot, both stages together. */
    private static double weightError(WirePlan wire) {
        Encoder encoder = new Encoder(wire.parameters().ringDimension());
        double plane;
        if (wire.planeUniform()) {
            plane = (gain(wire, 0) + integerError(wire.taps(0))) * (gain(wire, 1) + integerError(wire.taps(1)))
                    - gain(wire, 0) * gain(wire, 1);
        } else {
            int columns = wire.axis(0).tileSize();
            plane = IntStream.range(0, wire.ciphertextsDown()).parallel().mapToDouble(i -> plaintextError(encoder,
                    PlaintextRow.planeWeights(wire, i % columns, i / columns), wire, wire.planeBits())).max().orElseThrow();
        }
        double slice = wire.sliceUniform() ? integerError(wire.taps(2))
                : IntStream.range(0, wire.planesDown()).parallel().mapToDouble(w -> plaintextError(encoder,
                    PlaintextRow.sliceWeights(wire, w), wire, wire.sliceBits())).max().orElseThrow();
        double exact = gain(wire, 0) * gain(wire, 1);
        return (exact + plane) * (gain(wire, 2) + slice) - exact * gain(wire, 2);
    }

    private static double gain(WirePlan wire, int axis) {
        return wire.taps(axis).gain();
    }

    private static double plaintextError(Encoder encoder, double[][] weights, WirePlan wire, int bits) {
        boolean sumToOne = wire.interpolation().sumsToOne();
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
        return worst < 1e-12 ? 0 : worst;
    }
}
