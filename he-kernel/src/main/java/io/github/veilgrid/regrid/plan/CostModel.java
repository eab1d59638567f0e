package io.github.veilgrid.regrid.plan;

/**
 * From the counts of a plan to bytes, time and memory. Time is a sum over {@link Operation}s as the two sides carry them
 * out, plane by plane; memory is what they hold at once, garbage not counted. Stateless.
 */
final class CostModel {

    /** Working memory of the remote party, and of its weights alone, above which a tiling is dropped. */
    private static final double MAX_WORKING_BYTES = 800L << 20;
    private static final double MAX_WEIGHT_BYTES = 256L << 20;

    /** Source and target slices that the owner holds at a time. */
    private static final double MAX_SLICE_BYTES = 400L << 20;

    /** Answers of a plane that the remote party holds at a time. */
    private static final int FRAMES = 3;

    private CostModel() {
    }

    static Forecast forecast(Shape shape, Prices prices) {
        double bytesUp = shape.up() * shape.modulusBits() / 8;
        double bytesDown = shape.down() * shape.answerBits() / 8;
        return new Forecast(bytesUp, bytesDown,
                encrypt(shape, bytesUp).seconds(prices), remote(shape, bytesUp, bytesDown).seconds(prices),
                decrypt(shape, bytesDown).seconds(prices),
                ownerMemory(shape), remoteMemory(shape));
    }

    private static int levels(Shape shape) {
        return Integer.numberOfTrailingZeros(shape.ringDimension());
    }

    private static Work encrypt(Shape shape, double bytesUp) {
        Work work = new Work();
        double up = shape.up();
        double residues = up * shape.limbs();
        work.add(Operation.READ, shape.voxelsRead());
        work.add(Operation.GATHER, up);
        encode(work, shape, up);
        work.add(Operation.ERROR, up);
        work.add(Operation.EXPAND, residues);
        work.add(Operation.TRANSFORM, residues * levels(shape) * (shape.packing().transformed() ? 1 : 2));
        work.add(Operation.PRODUCT, residues);
        work.add(Operation.PACK, residues);
        work.add(Operation.DIGEST, bytesUp);
        return work;
    }

    private static Work remote(Shape shape, double bytesUp, double bytesDown) {
        Work work = new Work();
        double residuesUp = shape.up() * shape.limbs();
        double held = 2 * shape.planeDown() * shape.planesUp() * shape.ringDimension();
        double answered = 2 * shape.down();
        double limbs = shape.limbs();
        work.add(Operation.DIGEST, bytesUp + bytesDown);
        work.add(Operation.UNPACK, residuesUp);
        work.add(Operation.EXPAND, residuesUp);
        if (!shape.planeKept()) {
            double planeTaps = (double) shape.cuts()[0].taps() * shape.cuts()[1].taps();
            work.add(shape.planeUniform() ? Operation.SCALE : Operation.PRODUCT,
                    2 * planeTaps * shape.planesUp() * shape.ringDimension() * limbs);
        }
        double sliceTaps = 2 * shape.planeDown() * shape.cuts()[2].taps() * shape.ringDimension();
        if (shape.realSlices()) {
            work.add(Operation.TRANSFORM, shape.packing().transformed() ? held * limbs * levels(shape) : 0);
            work.add(Operation.SWITCH, held * limbs);
            work.add(Operation.WEIGH, sliceTaps);
            work.add(Operation.PACK, answered);
        } else {
            work.add(shape.sliceUniform() ? Operation.SCALE : Operation.PRODUCT, sliceTaps * limbs);
            work.add(Operation.TRANSFORM, shape.form().switched() ? answered * limbs * levels(shape) : 0);
            work.add(Operation.SWITCH, shape.form().switched() ? answered * limbs : 0);
            work.add(Operation.PACK, answered * (shape.form().switched() ? 1 : limbs));
        }
        double weights = shape.plaintexts() * shape.ringDimension();
        work.add(Operation.ENCODE, weights * levels(shape));
        work.add(Operation.GATHER, weights);
        work.add(Operation.TRANSFORM, weights * limbs * levels(shape));
        return work;
    }

    private static Work decrypt(Shape shape, double bytesDown) {
        Work work = new Work();
        double down = shape.down();
        double residues = shape.form().switched() ? down : down * shape.limbs();
        work.add(Operation.DIGEST, bytesDown);
        work.add(Operation.UNPACK, 2 * residues);
        work.add(Operation.TRANSFORM, residues * levels(shape) * (shape.form().switched() ? 2 : 1));
        work.add(Operation.PRODUCT, residues);
        encode(work, shape, down);
        work.add(Operation.SCATTER, down);
        return work;
    }

    /** Between messages and coefficients, either way. */
    private static void encode(Work work, Shape shape, double coefficients) {
        if (shape.packing().inSlots()) {
            work.add(Operation.ENCODE, coefficients * levels(shape));
        } else {
            work.add(Operation.SWITCH, 2 * coefficients);
        }
    }

    /** Slices of one plane, source and target, and a chunk of each kind. */
    private static double ownerMemory(Shape shape) {
        return sliceBytes(shape) + chunkUp(shape) + chunkDown(shape);
    }

    private static double sliceBytes(Shape shape) {
        return (double) shape.cuts()[2].axis().tiles() * Double.BYTES
                * ((double) shape.cuts()[0].axis().inputs() * shape.cuts()[1].axis().inputs()
                + (double) shape.cuts()[0].axis().outputs() * shape.cuts()[1].axis().outputs());
    }

    private static double chunkUp(Shape shape) {
        return shape.planeUp() * shape.ringDimension() * shape.modulusBits() / 8;
    }

    private static double chunkDown(Shape shape) {
        return shape.planeDown() * shape.ringDimension() * shape.answerBits() / 8;
    }

    /** Weights, the plane coming in, the planes held for z, and chunks. */
    private static double remoteMemory(Shape shape) {
        double row = (double) shape.ringDimension() * Double.BYTES;
        int held = Math.min(shape.planesUp(), shape.cuts()[2].tapsOfOne() + 1);
        double rowsHeld = shape.realSlices() ? 1 : shape.limbs();
        return row * (shape.plaintexts() * shape.limbs() + 2 * shape.planeUp() * shape.limbs()
                + 2 * held * shape.planeDown() * rowsHeld) + chunkUp(shape) + FRAMES * chunkDown(shape);
    }

    /** Whether a tiling needs more memory, on either side, than a plan may. */
    static boolean tooLarge(Shape shape) {
        double polynomial = (double) shape.ringDimension() * shape.limbs() * Double.BYTES;
        double weights = shape.plaintexts() * polynomial;
        double ciphertexts = shape.planeUp() + 5.0 * shape.planeDown();
        return weights > MAX_WEIGHT_BYTES || sliceBytes(shape) > MAX_SLICE_BYTES
                || weights + 2 * ciphertexts * polynomial > MAX_WORKING_BYTES;
    }
}
