package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.regrid.wire.WirePlan;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.util.List;

/** Sums within planes of ciphertexts, along x and y; their weights are made ready once per job. Thread safe. */
interface PlaneSums {

    /** Gets the sums, one after the other. */
    @FunctionalInterface
    interface Taker {

        /**
         * @param plane which of the planes given
         * @param output local output, as {@link WirePlan#ciphertextsDown} numbers them
         * @param sum centred residues, one row per limb; may be worked in, and is overwritten afterwards
         */
        void take(int plane, int output, double[][] sum);
    }

    /** Both axes at once, or one after the other. */
    static PlaneSums of(WirePlan plan, Workers workers) throws IOException {
        return plan.separable() ? new SeparablePlaneSums(plan, workers) : new DirectPlaneSums(plan, workers);
    }

    /** Parts of the outputs, each for a thread of its own. */
    int parts();

    /**
     * Computes the outputs of a part in several planes together: weights are more than any cache holds, and pass through it
     * once.
     *
     * @param planes at most {@link WirePlan#PLANES_AT_ONCE}, each by input and limb, centred residues
     */
    void apply(int part, List<double[][][]> planes, Taker taker);
}
