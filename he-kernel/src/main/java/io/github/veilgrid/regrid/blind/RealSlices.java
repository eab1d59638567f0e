package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.he.ckks.ModulusSwitch;
import io.github.veilgrid.he.ring.RealLoops;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.wire.IntegerPacking;
import io.github.veilgrid.regrid.wire.AxisTaps;
import io.github.veilgrid.regrid.wire.WirePlan;
import java.util.function.IntFunction;

/**
 * Sums along z with integer weights, over coefficients as fractions of the modulus. Integers times real numbers modulo
 * one need no reduction on the way: a tap is one multiplication and addition, and rounding to the answer's power of two
 * drops whatever lies above it. Answers are as those of {@link ModularSlices} except where a coefficient lies within
 * 2^-9 of halfway between two integers; {@link #fits} keeps it to that.
 */
final class RealSlices implements SliceStage {

    /** A fraction is off by 2^-54; times the weights, and by the answer's modulus, it may be off by 2^-10. */
    private static final int MAX_BITS = 44;

    private final WirePlan plan;
    private final Ring ring;
    private final ModulusSwitch modulusSwitch;
    private final boolean transformed;

    RealSlices(WirePlan plan) {
        this.plan = plan;
        this.ring = plan.parameters().ring();
        this.modulusSwitch = new ModulusSwitch(ring);
        this.transformed = plan.packing().transformed();
    }

    /** Whether answers of a plan can be summed this way. */
    static boolean fits(WirePlan plan) {
        if (!plan.answerForm().switched() || !plan.sliceUniform()) {
            return false;
        }
        double heaviest = plan.taps(2).gain() * plan.axis(2).scale() + plan.taps(2).window();
        return Math.getExponent(heaviest) + 1 + plan.answerForm().maskBits() <= MAX_BITS;
    }

    @Override
    public int rowsHeld() {
        return 1;
    }

    @Override
    public void hold(double[][] polynomial, double[][] scratch, double[][] held) {
        for (int limb = 0; limb < polynomial.length; limb++) {
            if (transformed) {
                ring.ntt(limb).inverse(polynomial[limb], scratch[limb]);
            } else if (scratch != polynomial) {
                System.arraycopy(polynomial[limb], 0, scratch[limb], 0, scratch[limb].length);
            }
        }
        modulusSwitch.fractions(scratch, held[0]);
    }

    @Override
    public void answer(int w, IntFunction<double[][]> held, boolean mask, double[][] scratch, byte[] frame, int offset) {
        AxisTaps z = plan.taps(2);
        long[] weights = z.integerWeights(w);
        int bits = mask ? plan.answerForm().maskBits() : plan.answerForm().bodyBits();
        double unit = Math.scalb(1.0, bits);
        double[] sum = scratch[0];
        RealLoops.multiply(sum, held.apply(z.input(w, 0))[0], weights[0] * unit);
        for (int tap = 1; tap < weights.length; tap++) {
            RealLoops.multiplyAdd(sum, held.apply(z.input(w, tap))[0], weights[tap] * unit);
        }
        IntegerPacking.pack(sum, bits, frame, offset);
    }
}
