package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.regrid.wire.AffinePlan;

/**
 * How many planes of an oblique job the owner gathers at once. Tiles of a turned target start at many slices of the scan, so
 * each plane draws on most of them; planes that are gathered together share the reading. Stateless.
 */
public final class AffineReading {

    /**
     * What the slots of planes gathered together may take; a single plane may take more. Less where the scan is held, which
     * is quickly gone through.
     */
    private static final double BYTES = 96 << 20;
    private static final double BYTES_BESIDE_SCAN = 32 << 20;

    private AffineReading() {
    }

    /** Planes, at least 1. */
    public static int planesAtOnce(AffinePlan plan) {
        int largest = 1;
        for (int plane = 0; plane < plan.planesUp(); plane++) {
            largest = Math.max(largest, plan.ciphertextsUp(plane));
        }
        return planesAtOnce(largest, plan.parameters().ringDimension(), plan.sorted());
    }

    /**
     * Bytes of a scan that is held, because tiles are sorted.
     *
     * @param halfRange half the declared range of voxels, in units of the quantum
     */
    public static long heldBytes(AffinePlan plan, double halfRange) {
        return (long) AffineShape.heldVoxel(halfRange, plan.along(0), plan.along(1), plan.along(2))
                * plan.inputs(0) * plan.inputs(1) * plan.inputs(2);
    }

    static int planesAtOnce(double largestPlane, int ringDimension, boolean held) {
        double bytes = held ? BYTES_BESIDE_SCAN : BYTES;
        return (int) Math.max(1, bytes / (Math.max(1, largestPlane) * ringDimension * Double.BYTES));
    }

    /** Bytes of slots that the owner holds. */
    static double bytes(double largestPlane, double inputs, int ringDimension, boolean held) {
        return Math.min(inputs, largestPlane * planesAtOnce(largestPlane, ringDimension, held)) * ringDimension * Double.BYTES;
    }
}
