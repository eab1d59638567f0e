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

    private CostModel() {
    }

    static Forecast forecast(Shape shape, Prices prices) {
        return new Forecast(shape.bytesUp(), shape.bytesDown(), encrypt(shape).seconds(prices), remote(shape).seconds(prices),
                decrypt(shape).seconds(prices), ownerMemory(shape), remoteMemory(shape));
    }

    private static Work encrypt(Shape shape) {
        Work work = new Work();
        double up = shape.up();
        double residues = up * shape.limbs();
        work.add(Operation.READ, shape.voxelsRead());
        work.add(Operation.SECRET, shape.planesUp() * (double) shape.ringDimension() * shape.limbs());
        work.add(Operation.GATHER, up);
        code(work, Operation.ENCODE, shape, up);
        work.add(Operation.ERROR, up);
        work.add(Operation.EXPAND, residues / shape.planesUp());
        work.add(Operation.TRANSFORM, residues);
        work.add(Operation.PRODUCT, residues);
        work.add(Operation.PACK, residues);
        work.add(Operation.CHECKSUM, shape.bytesUp());
        return work;
    }

    private static Work remote(Shape shape) {
        Work work = new Work();
        double limbs = shape.limbs();
        double residuesUp = shape.up() * limbs;
        double row = shape.ringDimension();
        double heldOnce = shape.planeDown() * row;
        double held = heldOnce * shape.planesUp();
        work.add(Operation.CHECKSUM, shape.bytesUp() + shape.bytesDown());
        work.add(Operation.UNPACK, residuesUp);
        // Polynomials a are one plane more, with nothing along z.
        work.add(Operation.EXPAND, residuesUp / shape.planesUp());
        work.add(Operation.PACK, heldOnce * limbs);
        double summed = (shape.planesUp() + 1) * row * limbs;
        work.add(Operation.PRODUCT, shape.planeProducts() * summed);
        // Where every output is an input they pass through all the same.
        work.add(Operation.SCALE, shape.planeKept() ? residuesUp : shape.planeScalings() * summed);
        work.add(Operation.FETCH, remoteTraffic(shape));
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
     * Numbers that the remote party writes and reads beyond its caches: polynomials that come in, and planes held for z,
     * which answers of a few planes at a time draw on. Weights are not among them: products are priced with operands from
     * afar.
     */
    private static double remoteTraffic(Shape shape) {
        double incoming = 2 * shape.up() * shape.limbs();
        double reads = 1 + (double) shape.cuts()[2].tapsOfOne() / WirePlan.PLANES_AT_ONCE;
        double held = shape.planeDown() * shape.ringDimension() * shape.planesUp();
        return incoming + (1 + reads) * held;
    }

    private static Work decrypt(Shape shape) {
        Work work = new Work();
        double down = shape.down();
        double residues = down * shape.limbs();
        work.add(Operation.CHECKSUM, shape.bytesDown());
        work.add(Operation.UNPACK, residues / shape.planesDown());
        work.add(Operation.UNPACK_ANSWER, down);
        work.add(Operation.TRANSFORM, residues);
        work.add(Operation.PRODUCT, residues);
        work.add(Operation.SECRET, shape.planesUp() * (double) shape.ringDimension() * shape.limbs());
        work.add(Operation.SWITCH, residues);
        code(work, Operation.DECODE, shape, down);
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
