package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.regrid.wire.AffineBlocks;
import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.AffineWindow;
import io.github.veilgrid.regrid.wire.AnswerForm;
import io.github.veilgrid.regrid.wire.AxisKernel;
import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The counts that an oblique plan's cost follows from: estimated, or those of a plan worked out.
 *
 * @param ringDimension N
 * @param limbs primes of the modulus
 * @param modulusBits of a coefficient sent, all limbs
 * @param form how answers travel
 * @param blocks carried out one after the other
 * @param inputs ciphertexts sent for a block, on average
 * @param planes in which they are, on average
 * @param largestInput ciphertexts of the largest plane
 * @param outputs ciphertexts answered for a block
 * @param largestOutput ciphertexts of the largest group
 * @param twoPasses whether sums within planes come first
 * @param weights encoded for all answers of a block, on average, in polynomials
 * @param products of a weight and a ciphertext, the same
 * @param alongAxes {@link Operation#WEIGH}s that a slot's weights along the three axes take, for each answer
 * @param heldPlanes that the remote party holds at a time
 * @param sourceVoxels of the scan
 * @param sourceVoxelsRead by the owner, many of them more than once
 * @param heldVoxel bytes that the owner holds for each of the scan's; 0 if voxels are read anew
 * @param sourceSlice voxels of a slice of the scan
 * @param openSlices slices of the target that the owner holds at a time
 * @param targetSlice voxels of a slice of the target
 * @param targetSlices slices of the target
 */
record AffineShape(int ringDimension, int limbs, int modulusBits, AnswerForm form, int blocks, double inputs,
        double planes, double largestInput, double outputs, double largestOutput, boolean twoPasses, double weights,
        double products, double alongAxes, int heldPlanes, double sourceVoxels, double sourceVoxelsRead, int heldVoxel,
        double sourceSlice, double openSlices, double targetSlice, double targetSlices) {

    private static final double QUICK = 12;
    private static final double SLOW = 70;
    private static final double SLOW_TAP = 6;

    /** Half the range of voxels of 16 bits. */
    private static final double LARGEST_SHORT = Short.MAX_VALUE + 0.5;

    /**
     * Counts a plan.
     *
     * @param halfRange half the declared range of voxels, in units of the quantum
     */
    static AffineShape of(AffinePlan plan, double halfRange) {
        int blocks = plan.blocks().count();
        double inputs = 0;
        double largestInput = 0;
        for (int plane = 0; plane < plan.planesUp(); plane++) {
            inputs += plan.ciphertextsUp(plane);
            largestInput = Math.max(largestInput, plan.ciphertextsUp(plane));
        }
        double largestOutput = 0;
        for (int plane = 0; plane < plan.planesDown(); plane++) {
            largestOutput = Math.max(largestOutput, plan.ciphertextsDown(plane));
        }
        int outputs = plan.tileSize(0) * plan.tileSize(1) * plan.tileSize(2);
        double weights = 0;
        double products = 0;
        for (int block = 0; block < blocks; block++) {
            AffineWindow window = plan.blocks().window(block);
            for (int output = 0; output < outputs; output++) {
                double across = window.tapsOf(output, 2);
                weights += weights(window.tapsOf(output) / across, across, plan.twoPasses());
                products += products(window.tapsOf(output), across, plan.twoPasses());
            }
        }
        int bits = 0;
        for (int limb = 0; limb < plan.parameters().limbs(); limb++) {
            bits += plan.parameters().ring().modulus(limb).bits();
        }
        double sourceSlice = (double) plan.inputs(0) * plan.inputs(1);
        return new AffineShape(plan.parameters().ringDimension(), plan.parameters().limbs(), bits, plan.answerForm(),
                blocks, inputs / blocks, (double) plan.planesUp() / blocks, largestInput, outputs, largestOutput,
                plan.twoPasses(), weights / blocks, products / blocks,
                alongAxes(plan.along(0), plan.along(1), plan.along(2)), plan.along(2).support() + 2,
                sourceSlice * plan.inputs(2), slicesRead(plan) * sourceSlice,
                plan.sorted() ? heldVoxel(halfRange, plan.along(0), plan.along(1), plan.along(2)) : 0, sourceSlice, openSlices(plan),
                (double) plan.outputs(0) * plan.outputs(1), plan.outputs(2));
    }

    /** What weights along axes take, as measured: little where they are computed in one stretch. */
    static double alongAxes(AxisKernel... kernels) {
        return Stream.of(kernels)
                .mapToDouble(kernel -> kernel.quick() != null ? QUICK : SLOW + SLOW_TAP * kernel.support()).sum();
    }

    /** Bytes in which a voxel of up to 16 bits is held; coefficients of splines, and voxels of more bits, need four. */
    static int heldVoxel(double halfRange, AxisKernel... kernels) {
        boolean wide = halfRange > LARGEST_SHORT || Stream.of(kernels).anyMatch(AxisKernel::prefiltered);
        return wide ? Float.BYTES : Short.BYTES;
    }

    /** Weights encoded for an answer. */
    static double weights(double inPlane, double planes, boolean twoPasses) {
        return twoPasses ? inPlane + planes : inPlane * planes;
    }

    /** Products that an answer is a sum of. */
    static double products(double taps, double planes, boolean twoPasses) {
        return twoPasses ? taps + planes : taps;
    }

    /** For every time that the owner reads, the slices that some tile of the block wants. */
    private static double slicesRead(AffinePlan plan) {
        AffineBlocks blocks = plan.blocks();
        AxisKernel kernel = plan.along(2);
        int ahead = AffineReading.planesAtOnce(plan);
        double read = 0;
        for (int block = 0; block < blocks.count(); block++) {
            AffineWindow window = blocks.window(block);
            int[] tiles = blocks.tiles(block);
            for (int plane = 0; plane < window.planes(); plane += ahead) {
                BitSet slices = new BitSet(plan.inputs(2));
                for (int tile : tiles) {
                    for (int next = plane; next < Math.min(plane + ahead, window.planes()); next++) {
                        slices.set(kernel.source(window.base(tile, 2) + window.local(next), plan.inputs(2)));
                    }
                }
                read += slices.cardinality();
            }
        }
        return read;
    }

    /** Slices of the target that the owner holds at a time: of the layers that a batch of blocks has tiles of, at most all. */
    private static double openSlices(AffinePlan plan) {
        AffineBlocks blocks = plan.blocks();
        int places = plan.sorted() ? plan.tileSize(2) : openPlaces(plan);
        int most = 0;
        for (int first = 0; first < blocks.count(); first += plan.batch()) {
            BitSet layers = new BitSet();
            for (int block = first; block < Math.min(blocks.count(), (long) first + plan.batch()); block++) {
                IntStream.of(blocks.layers(block)).forEach(layers::set);
            }
            most = Math.max(most, layers.cardinality());
        }
        return Math.min((double) places * most, plan.outputs(2));
    }

    /** Most places within a layer of tiles of a block whose slices have had some answers, and not all. */
    private static int openPlaces(AffinePlan plan) {
        int perPlace = plan.tileSize(0) * plan.tileSize(1);
        int most = 0;
        for (int block = 0; block < plan.blocks().count(); block++) {
            AffineWindow window = plan.blocks().window(block);
            int[] missing = new int[plan.tileSize(2)];
            int open = 0;
            for (int group = 0; group < window.groups(); group++) {
                int complete = 0;
                for (int output : window.outputs(group)) {
                    int w = output / perPlace;
                    open += missing[w] == 0 ? 1 : 0;
                    missing[w]++;
                    complete += missing[w] == perPlace ? 1 : 0;
                }
                most = Math.max(most, open);
                open -= complete;
            }
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
