package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.he.ckks.ModulusSwitch;
import io.github.veilgrid.he.ring.ModularLoops;
import io.github.veilgrid.he.ring.RealLoops;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.wire.IntegerPacking;
import io.github.veilgrid.regrid.wire.AxisTaps;
import io.github.veilgrid.regrid.wire.WirePlan;
import java.util.function.IntFunction;

/**
 * Sums along z with integer weights.
 *
 * <p>Usually over coefficients as fractions of the modulus. Integers times real numbers modulo one need no reduction on
 * the way: a tap is one multiplication and addition, and rounding to the answer's power of two drops whatever lies above
 * it. What is lost against exact arithmetic stays below {@link WirePlan#SUM_ERROR}. Where weights are too large for that,
 * sums are taken exactly, modulo the primes. Thread safe.
 */
final class SliceSums {

    private final Ring ring;
    private final ModulusSwitch modulusSwitch;
    private final boolean inSlots;
    private final int bits;
    private final AxisTaps z;
    private final long[][] weights;
    private final boolean exact;

    SliceSums(WirePlan plan) {
        ring = plan.parameters().ring();
        modulusSwitch = new ModulusSwitch(ring);
        inSlots = plan.packing().inSlots();
        bits = plan.bodyBits();
        z = plan.taps(2);
        weights = new long[plan.axis(2).tileSize()][];
        for (int w = 0; w < weights.length; w++) {
            weights[w] = z.integerWeights(w);
        }
        exact = plan.exactSums();
    }

    /**
     * Takes a polynomial of an in-plane result.
     *
     * @param polynomial centred residues as the packing has them, one row per limb; overwritten
     * @param held takes {@link WirePlan#rowsHeld} rows
     */
    void hold(double[][] polynomial, double[][] held) {
        for (int limb = 0; limb < polynomial.length; limb++) {
            double[] to = exact ? held[limb] : polynomial[limb];
            if (inSlots) {
                ring.ntt(limb).inverse(polynomial[limb], to);
            } else if (exact) {
                System.arraycopy(polynomial[limb], 0, to, 0, to.length);
            }
        }
        if (!exact) {
            modulusSwitch.fractions(polynomial, held[0]);
        }
    }

    /**
     * Sums one polynomial of an answer and writes it.
     *
     * @param w output sample of a tile
     * @param held the polynomial in a plane held
     * @param scratch {@link WirePlan#rowsHeld} rows to work in
     */
    void answer(int w, IntFunction<double[][]> held, double[][] scratch, byte[] frame, int offset) {
        double[] sum = scratch[0];
        double unit = Math.scalb(1.0, bits);
        if (exact) {
            for (int limb = 0; limb < scratch.length; limb++) {
                sumExactly(w, limb, held, scratch[limb]);
            }
            modulusSwitch.fractions(scratch, sum);
            RealLoops.multiply(sum, sum, unit);
        } else {
            RealLoops.multiply(sum, held.apply(z.input(w, 0))[0], weights[w][0] * unit);
            for (int tap = 1; tap < weights[w].length; tap++) {
                RealLoops.multiplyAdd(sum, held.apply(z.input(w, tap))[0], weights[w][tap] * unit);
            }
        }
        IntegerPacking.pack(sum, bits, frame, offset);
    }

    private void sumExactly(int w, int limb, IntFunction<double[][]> held, double[] sum) {
        ModularLoops.multiplyScalar(sum, held.apply(z.input(w, 0))[limb], weights[w][0], ring.modulus(limb));
        for (int tap = 1; tap < weights[w].length; tap++) {
            ModularLoops.reduce(sum, ring.modulus(limb));
            ModularLoops.multiplyScalarAdd(sum, held.apply(z.input(w, tap))[limb], weights[w][tap], ring.modulus(limb));
        }
        ModularLoops.reduce(sum, ring.modulus(limb));
    }
}
