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
                1e-9 * prices.total(encrypt(shape, bytesUp)),
                1e-9 * prices.total(remote(shape, bytesUp, bytesDown)),
                1e-9 * prices.total(decrypt(shape, bytesDown)),
                ownerMemory(shape), remoteMemory(shape));
    }

    private static int levels(Shape shape) {
        return Integer.numberOfTrailingZeros(shape.ringDimension());
    }

    private static void add(double[] counts, Operation operation, double count) {
        counts[operation.ordinal()] += count;
    }

    private static double[] encrypt(Shape shape, double bytesUp) {
        double[] counts = new double[Operation.values().length];
        double up = shape.up();
        double residues = up * shape.limbs();
        add(counts, Operation.READ, shape.voxelsRead());
        add(counts, Operation.GATHER, up);
        encode(counts, shape, up);
        add(counts, Operation.ERROR, up);
        add(counts, Operation.EXPAND, residues);
        add(counts, Operation.TRANSFORM, residues * levels(shape) * (shape.packing().transformed() ? 1 : 2));
        add(counts, Operation.PRODUCT, residues);
        add(counts, Operation.PACK, residues);
        add(counts, Operation.DIGEST, bytesUp);
        return counts;
    }

    private static double[] remote(Shape shape, double bytesUp, double bytesDown) {
        double[] counts = new double[Operation.values().length];
        double residuesUp = shape.up() * shape.limbs();
        double held = 2 * shape.planeDown() * shape.planesUp() * shape.ringDimension();
        double answered = 2 * shape.down();
        double limbs = shape.limbs();
        add(counts, Operation.DIGEST, bytesUp + bytesDown);
        add(counts, Operation.UNPACK, residuesUp);
        add(counts, Operation.EXPAND, residuesUp);
        if (!shape.planeKept()) {
            double planeTaps = (double) shape.cuts()[0].taps() * shape.cuts()[1].taps();
            add(counts, shape.planeUniform() ? Operation.SCALE : Operation.PRODUCT,
                    2 * planeTaps * shape.planesUp() * shape.ringDimension() * limbs);
        }
        double sliceTaps = 2 * shape.planeDown() * shape.cuts()[2].taps() * shape.ringDimension();
        if (shape.realSlices()) {
            add(counts, Operation.TRANSFORM, shape.packing().transformed() ? held * limbs * levels(shape) : 0);
            add(counts, Operation.SWITCH, held * limbs);
            add(counts, Operation.WEIGH, sliceTaps);
            add(counts, Operation.PACK, answered);
        } else {
            add(counts, shape.sliceUniform() ? Operation.SCALE : Operation.PRODUCT, sliceTaps * limbs);
            add(counts, Operation.TRANSFORM, shape.form().switched() ? answered * limbs * levels(shape) : 0);
            add(counts, Operation.SWITCH, shape.form().switched() ? answered * limbs : 0);
            add(counts, Operation.PACK, answered * (shape.form().switched() ? 1 : limbs));
        }
        double weights = shape.plaintexts() * shape.ringDimension();
        add(counts, Operation.ENCODE, weights * levels(shape));
        add(counts, Operation.GATHER, weights);
        add(counts, Operation.TRANSFORM, weights * limbs * levels(shape));
        return counts;
    }

    private static double[] decrypt(Shape shape, double bytesDown) {
        double[] counts = new double[Operation.values().length];
        double down = shape.down();
        double residues = shape.form().switched() ? down : down * shape.limbs();
        add(counts, Operation.DIGEST, bytesDown);
        add(counts, Operation.UNPACK, 2 * residues);
        add(counts, Operation.TRANSFORM, residues * levels(shape) * (shape.form().switched() ? 2 : 1));
        add(counts, Operation.PRODUCT, residues);
        encode(counts, shape, down);
        add(counts, Operation.SCATTER, down);
        return counts;
    }

    /** Between messages and coefficients, either way. */
    private static void encode(double[] counts, Shape shape, double coefficients) {
        if (shape.packing().inSlots()) {
            add(counts, Operation.ENCODE, coefficients * levels(shape));
        } else {
            add(counts, Operation.SWITCH, 2 * coefficients);
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
