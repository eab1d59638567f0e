package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.AffineWindow;
import io.github.veilgrid.regrid.wire.AnswerForm;
import java.util.BitSet;

/**
 * The counts that an oblique plan's cost follows from: estimated, or those of a plan worked out.
 *
 * @param ringDimension N
 * @param limbs primes of the modulus
 * @param modulusBits of a coefficient sent, all limbs
 * @param form how answers travel
 * @param blocks carried out one after the other
 * @param inputs ciphertexts sent for a block
 * @param largestInput ciphertexts of its largest plane
 * @param outputs ciphertexts answered for a block
 * @param largestOutput ciphertexts of its largest group
 * @param taps weights of all answers of a block, in polynomials
 * @param heldPlanes that the remote party holds at a time
 * @param sourceVoxelsRead by the owner, most of them more than once
 * @param sourceSlice voxels of a slice of the scan
 * @param openSlices slices of the target that the owner holds at a time
 * @param targetSlice voxels of a slice of the target
 * @param targetSlices slices of the target
 */
record AffineShape(int ringDimension, int limbs, int modulusBits, AnswerForm form, int blocks, double inputs,
        double largestInput, double outputs, double largestOutput, double taps, int heldPlanes, double sourceVoxelsRead,
        double sourceSlice, double openSlices, double targetSlice, double targetSlices) {

    /** Counts a plan. */
    static AffineShape of(AffinePlan plan) {
        AffineWindow window = plan.window();
        double inputs = 0;
        double largestInput = 0;
        for (int plane = 0; plane < window.planes(); plane++) {
            inputs += window.inputs(plane);
            largestInput = Math.max(largestInput, window.inputs(plane));
        }
        double outputs = 0;
        double largestOutput = 0;
        double taps = 0;
        for (int group = 0; group < window.groups(); group++) {
            outputs += window.outputs(group).length;
            largestOutput = Math.max(largestOutput, window.outputs(group).length);
            for (int output : window.outputs(group)) {
                taps += window.tapsOf(output);
            }
        }
        int bits = 0;
        for (int limb = 0; limb < plan.parameters().limbs(); limb++) {
            bits += plan.parameters().ring().modulus(limb).bits();
        }
        double sourceSlice = (double) plan.inputs(0) * plan.inputs(1);
        return new AffineShape(plan.parameters().ringDimension(), plan.parameters().limbs(), bits, plan.answerForm(),
                plan.blocks().count(), inputs, largestInput, outputs, largestOutput, taps, window.kernel(2).support() + 2,
                slicesRead(plan) * sourceSlice, sourceSlice, (double) openPlaces(plan) * mostLayers(plan),
                (double) plan.outputs(0) * plan.outputs(1), plan.outputs(2));
    }

    /** For every time that the owner reads, the slices that some tile of the block wants. */
    private static double slicesRead(AffinePlan plan) {
        AffineWindow window = plan.window();
        int ahead = AffineReading.planesAtOnce(plan);
        double read = 0;
        for (int block = 0; block < plan.blocks().count(); block++) {
            for (int plane = 0; plane < window.planes(); plane += ahead) {
                BitSet slices = new BitSet(plan.inputs(2));
                for (int tile : plan.blocks().tiles(block)) {
                    for (int next = plane; next < Math.min(plane + ahead, window.planes()); next++) {
                        slices.set(window.kernel(2).source(window.base(tile, 2) + window.local(next), plan.inputs(2)));
                    }
                }
                read += slices.cardinality();
            }
        }
        return read;
    }

    private static int mostLayers(AffinePlan plan) {
        int most = 0;
        for (int block = 0; block < plan.blocks().count(); block++) {
            most = Math.max(most, plan.blocks().layers(block).length);
        }
        return most;
    }

    /** Most places within a layer of tiles whose slices have had some answers, and not all. */
    private static int openPlaces(AffinePlan plan) {
        int perPlace = plan.tileSize(0) * plan.tileSize(1);
        int[] missing = new int[plan.tileSize(2)];
        int open = 0;
        int most = 0;
        for (int group = 0; group < plan.window().groups(); group++) {
            int complete = 0;
            for (int output : plan.window().outputs(group)) {
                int w = output / perPlace;
                open += missing[w] == 0 ? 1 : 0;
                missing[w]++;
                complete += missing[w] == perPlace ? 1 : 0;
            }
            most = Math.max(most, open);
            open -= complete;
        }
        return most;
    }

    /** Coefficients sent, of one limb. */
    double up() {
        return blocks * inputs * ringDimension;
    }

    /** Coefficients answered, of one polynomial. */
    double down() {
        return blocks * outputs * ringDimension;
    }

    /** Bits of both polynomials of an answer, per coefficient. */
    int answerBits() {
        return form.bodyBits() + form.maskBits();
    }
}
