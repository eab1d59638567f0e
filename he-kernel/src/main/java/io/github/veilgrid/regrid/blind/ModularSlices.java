package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.he.ckks.ModulusSwitch;
import io.github.veilgrid.he.ring.Ring;
import io.github.veilgrid.he.wire.IntegerPacking;
import io.github.veilgrid.he.wire.ResiduePacking;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import io.github.veilgrid.regrid.wire.WirePlan;
import java.util.function.IntFunction;

/** Sums along z over residues: with any weights, and for answers in any form. */
final class ModularSlices implements SliceStage {

    private final WirePlan plan;
    private final Ring ring;
    private final PlaneLayout layout;
    private final ModulusSwitch modulusSwitch;
    private final Stages stages;

    ModularSlices(WirePlan plan, Stages stages) {
        this.plan = plan;
        this.ring = plan.parameters().ring();
        this.layout = new PlaneLayout(plan);
        this.modulusSwitch = new ModulusSwitch(ring);
        this.stages = stages;
    }

    @Override
    public int rowsHeld() {
        return ring.limbs();
    }

    /** Integer weights commute with the transform, which is then done once per plane held and not once per answer. */
    @Override
    public void hold(double[][] polynomial, double[][] scratch, double[][] held) {
        for (int limb = 0; limb < polynomial.length; limb++) {
            if (plan.answerForm().switched() && plan.sliceUniform() && plan.packing().transformed()) {
                ring.ntt(limb).inverse(polynomial[limb], held[limb]);
            } else {
                System.arraycopy(polynomial[limb], 0, held[limb], 0, held[limb].length);
            }
        }
    }

    @Override
    public void answer(int w, IntFunction<double[][]> held, boolean mask, double[][] scratch, byte[] frame, int offset) {
        stages.slice(w).apply(held, scratch);
        if (plan.answerForm().switched()) {
            writeSwitched(scratch, mask ? plan.answerForm().maskBits() : plan.answerForm().bodyBits(), frame, offset);
        } else {
            writeResidues(scratch, frame, offset);
        }
    }

    private void writeSwitched(double[][] polynomial, int bits, byte[] frame, int offset) {
        if (!plan.sliceUniform()) {
            for (int limb = 0; limb < polynomial.length; limb++) {
                ring.ntt(limb).inverse(polynomial[limb], polynomial[limb]);
            }
        }
        modulusSwitch.fractions(polynomial, polynomial[0]);
        ModulusSwitch.round(polynomial[0], bits, polynomial[0]);
        IntegerPacking.pack(polynomial[0], bits, frame, offset);
    }

    private void writeResidues(double[][] polynomial, byte[] frame, int start) {
        int offset = start;
        for (int limb = 0; limb < polynomial.length; limb++) {
            ResiduePacking.pack(polynomial[limb], ring.modulus(limb), frame, offset);
            offset += layout.limbBytes(limb);
        }
    }
}
