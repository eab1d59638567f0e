package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.regrid.wire.WirePlan;

/**
 * From the counts of a plan to bytes, time and memory. Time is a sum over {@link Operation}s as the two sides carry them
 * out, plane by plane; memory is what they hold at once, garbage not counted. Stateless.
 */
final class CostModel {

    /**
     * Working memory of the remote party, chunks with it, and of its weights alone, above which a tiling is dropped: a service
     * with a heap of 1 GB has 60 % of it for its jobs.
     */
    private static final double MAX_WORKING_BYTES = 560L << 20;
    private static final double MAX_WEIGHT_BYTES = 256L << 20;

    /** The same for a wide filter along z, which holds many planes: half of what a remote party may accept. */
    private static final double MAX_REMOTE_BYTES = 2L << 30;

    /** Source and target slices that the owner holds at a time. */
    private static final double MAX_SLICE_BYTES = 400L << 20;

    /** Answers of a plane that the remote party holds at a time. */
    private static final int FRAMES = 4;

    /** Voxels that the owner checks. */
    static final double CHECKED = 4096;

    /** Drawing a voxel to be checked and computing it in the clear takes as long as gathering so many; and finding it again. */
    static final double CHECKED_GATHERS = 500;
    static final double FOUND_GATHERS = 0.7;

    /** A number that a quick loop writes is fetched before, and brought back; slow ones do not wait for either. */
    private static final double WRITTEN = 2;

    private CostModel() {
    }

    static Forecast forecast(Shape shape, Prices prices) {
        double owner = ownerMemory(shape);
        double remote = remoteMemory(shape);
        double fetches = Traffic.fetches(owner + remote);
        return new Forecast(shape.bytesUp(), shape.bytesDown(), encrypt(shape, fetches).seconds(prices),
                remote(shape, fetches).seconds(prices), decrypt(shape, fetches).seconds(prices), owner, remote);
    }

    /** @param fetches that a number takes which was last used a plane ago */
    private static Work encrypt(Shape shape, double fetches) {
        Work work = new Work();
        double up = shape.up();
        double residues = up * shape.limbs();
        work.add(Operation.READ, shape.voxelsRead());
        work.add(Operation.SECRET, shape.planesUp() * (double) shape.ringDimension() * shape.limbs());
        work.add(Operation.GATHER, up + CHECKED_GATHERS * CHECKED);
        // Slices, voxels of them that tiles share, and polynomials a.
        work.add(Operation.FETCH, fetches * (shape.voxelsRead() + up + residues));
        code(work, Operation.ENCODE, shape, up);
        work.add(Operation.ERROR, up);
        work.add(Operation.EXPAND, residues / shape.planesUp());
        work.add(Operation.TRANSFORM, residues);
        work.add(Operation.PRODUCT, residues);
        work.add(Operation.PACK, residues);
        work.add(Operation.CHECKSUM, shape.bytesUp());
        return work;
    }

    private static Work remote(Shape shape, double fetches) {
        Work work = new Work();
        double limbs = shape.limbs();
        double residuesUp = shape.up() * limbs;
        double row = shape.ringDimension();
        double heldOnce = shape.planeDown() * row;
        double held = heldOnce * shape.planesUp();
        work.add(Operation.RING, row * limbs);
        work.add(Operation.CHECKSUM, shape.bytesUp() + shape.bytesDown());
        work.add(Operation.UNPACK, residuesUp);
        // Polynomials a are one plane more, with nothing along z.
        work.add(Operation.EXPAND, residuesUp / shape.planesUp());
        work.add(Operation.PACK, heldOnce * limbs);
        double summed = (shape.planesUp() + 1) * row * limbs;
        work.add(Operation.PRODUCT, shape.planeProducts() * summed);
        work.add(Operation.FETCH, Traffic.BESIDES * (shape.planeProducts() + shape.planeScalings()) * summed);
        // Where every output is an input they pass through all the same.
        work.add(Operation.SCALE, shape.planeKept() ? residuesUp : shape.planeScalings() * summed);
        work.add(Operation.FETCH, fetches * remoteTraffic(shape));
        work.add(Operation.TRANSFORM, shape.packing().inSlots() ? held * limbs : 0);
        work.add(Operation.SWITCH, held * limbs);
        work.add(Operation.WEIGH, shape.planeDown() * shape.cuts()[2].taps() * row);
        work.add(Operation.PACK_ANSWER, shape.down());
        double weights = shape.plaintexts() * row;
        work.add(Operation.ENCODE, weights);
        work.add(Operation.GATHER, weights);
        work.add(Operation.TRANSFORM, weights * limbs);
        return work;
    }

    /**
     * Numbers that loops of the remote party wait for: polynomials that come in, when they are first used, planes held for
     * z, which answers of a few planes at a time draw on, and weights, which a few planes that came in share. Neighbouring
     * sums in a plane share operands, which they find nearby.
     */
    private static double remoteTraffic(Shape shape) {
        double incoming = shape.up() * shape.limbs();
        double plane = shape.planeDown() * shape.ringDimension();
        double together = (FRAMES - 1.0) * shape.planesUp() / shape.planesDown() + shape.cuts()[2].tapsOfOne();
        double held = plane * (WRITTEN * shape.planesUp() + together * shape.planesDown() / FRAMES);
        // While they are made, for the polynomials a, and for every few planes of b.
        double times = 2 + Math.ceil((double) shape.planesUp() / WirePlan.PLANES_AT_ONCE);
        return incoming + held + times * shape.plaintexts() * shape.ringDimension() * shape.limbs();
    }

    private static Work decrypt(Shape shape, double fetches) {
        Work work = new Work();
        double down = shape.down();
        double residues = down * shape.limbs();
        work.add(Operation.CHECKSUM, shape.bytesDown());
        work.add(Operation.UNPACK, residues / shape.planesDown());
        work.add(Operation.UNPACK_ANSWER, down);
        work.add(Operation.TRANSFORM, residues);
        work.add(Operation.PRODUCT, residues);
        work.add(Operation.SECRET, shape.planesUp() * (double) shape.ringDimension() * shape.limbs());
        // Secrets of planes that a plane of answers is under, combined.
        double secrets = (double) shape.cuts()[2].taps() * shape.ringDimension() * shape.limbs();
        work.add(Operation.SCALE, 2 * secrets);
        work.add(Operation.SWITCH, residues);
        code(work, Operation.DECODE, shape, down);
        work.add(Operation.FETCH, fetches * (residues + WRITTEN * down));
        work.add(Operation.GATHER, FOUND_GATHERS * CHECKED * shape.cuts()[2].axis().outputs());
        work.add(Operation.SCATTER, down);
        return work;
    }

    /** Between messages and coefficients, either way. */
    private static void code(Work work, Operation way, Shape shape, double coefficients) {
        if (shape.packing().inSlots()) {
            work.add(way, coefficients);
        } else {
            work.add(Operation.SWITCH, 2 * coefficients);
        }
    }

    /** Slices of one plane, source and target, polynomials a before and after, and a chunk of each kind. */
    private static double ownerMemory(Shape shape) {
        double masks = (shape.planeUp() + shape.planeDown()) * shape.limbs() * shape.ringDimension() * Double.BYTES;
        return sliceBytes(shape) + masks + chunkUp(shape) + chunkDown(shape);
    }

    private static double sliceBytes(Shape shape) {
        return (double) shape.cuts()[2].axis().tiles() * Double.BYTES
                * ((double) shape.cuts()[0].axis().inputs() * shape.cuts()[1].axis().inputs()
                + (double) shape.cuts()[0].axis().outputs() * shape.cuts()[1].axis().outputs());
    }

    private static double chunkUp(Shape shape) {
        return shape.bytesUp() / shape.planesUp();
    }

    private static double chunkDown(Shape shape) {
        return shape.planeDown() * shape.ringDimension() * shape.bodyBits() / 8;
    }

    /** Weights, the planes coming in, the planes held for z, and chunks. */
    private static double remoteMemory(Shape shape) {
        double row = (double) shape.ringDimension() * Double.BYTES;
        int held = Math.min(shape.planesUp(), shape.cuts()[2].tapsOfOne() + WirePlan.PLANES_AT_ONCE);
        double together = WirePlan.PLANES_AT_ONCE * (shape.planeUp() + shape.planeBetween());
        return row * ((shape.plaintexts() + together) * shape.limbs()
                + held * shape.planeDown()) + chunkUp(shape) + FRAMES * chunkDown(shape);
    }

    /** Whether a tiling needs more memory, on either side, than a plan may. */
    static boolean tooLarge(Shape shape) {
        double polynomial = (double) shape.ringDimension() * shape.limbs() * Double.BYTES;
        double weights = shape.plaintexts() * polynomial;
        double polynomials = WirePlan.PLANES_AT_ONCE * (shape.planeUp() + shape.planeBetween()) + 5.0 * shape.planeDown();
        return weights > MAX_WEIGHT_BYTES || sliceBytes(shape) > MAX_SLICE_BYTES
                || weights + polynomials * polynomial + chunkUp(shape) + 5 * chunkDown(shape) > MAX_WORKING_BYTES || remoteMemory(shape) > MAX_REMOTE_BYTES;
    }
}
