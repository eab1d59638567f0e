package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.ckks.CkksParameters;

/**
 * A plan for a map that only the remote party knows: an affine map within slices, the same for all of them. The owner
 * knows the size of the result and by how many voxels the map may move it at most (the <em>reach</em>), nothing else.
 *
 * <p>No rotations are needed for that either. Tiles lie in the slots and places within a tile in the ciphertexts' numbers,
 * so the neighbours that an output may be moved to are other ciphertexts: {@code 2 reach + 2} along each axis. Weights are
 * zero for all but two of them, which nobody sees. They factor by axes, slot by slot: a sum along x for each row, then one
 * along y.
 *
 * <p>Slices lie side by side in the slots ({@link PrivateSlots}), as many as there is room for, and all have the same
 * weights.
 *
 * <p>A plane sent is one row of all windows, planes go from block of slices to block, and from row to row; the last
 * ciphertext of plane 0 is an encryption of zero, the public key with which answers are hidden
 * ({@link WeightHiding}). A plane answered is one row of all tiles. Messages are counted from the fill value, so that
 * weights of zero mean outside.
 *
 * <p>The plan says more than others do: the voxel's size, which a map in millimetres needs. Immutable, thread safe.
 */
public final class PrivatePlan implements SwitchedPlan {

    /** More would be a window of the whole scan. */
    public static final int MAX_REACH = 256;

    /** Millimetres. */
    private static final double LARGEST_VOXEL = 1e4;

    /** No modulus that is secure holds more. */
    private static final int MAX_SHIFT = 400;

    /** Fractions of the modulus are known to 52 bits; so far above them rounding is exact. */
    public static final int MAX_ANSWER_BITS = 42;

    private final Interpolation interpolation;
    private final PrivateAxis x;
    private final PrivateAxis y;
    private final int slices;
    private final int slicesInBlock;
    private final PrivateSlots slots;
    private final double[] spacing;
    private final double magnitude;
    private final int shift;
    private final int weightBits;
    private final int floodBits;
    private final AnswerForm answerForm;
    private final CkksParameters parameters;

    /**
     * @param interpolation nearest, linear or cubic
     * @param slices of scan and result
     * @param slicesInBlock how many of them lie side by side in the slots
     * @param period of weights in the slots: a power of two, {@link PrivateSlots#MIN_PERIOD} to N, that leaves room for the slices
     * @param spacing millimetres from voxel to voxel along x, y, z
     * @param magnitude largest message, stored units from the fill value
     * @param shift log2 of what encoded messages are multiplied by before encryption
     * @param weightBits log2 of the scale of weights, along each axis
     * @param floodBits log2 of the flooding
     * @throws IllegalArgumentException with a sentence if the parts do not fit together, or would not hide weights
     */
    public PrivatePlan(Interpolation interpolation, PrivateAxis x, PrivateAxis y, int slices, int slicesInBlock,
            int period, double[] spacing, double magnitude, int shift, int weightBits, int floodBits, AnswerForm answerForm,
            CkksParameters parameters) {
        require(suits(interpolation), "interpolation for a private map");
        require(slices >= 1 && slices <= WireAxis.MAX_SAMPLES, "number of slices");
        require(slicesInBlock >= 1 && slicesInBlock <= slices, "block of slices");
        require(PrivateSlots.possible(period, parameters.ringDimension()), "period of weights");
        require(slicesInBlock <= PrivateSlots.room(parameters.ringDimension(), period, (long) x.tiles() * y.tiles()), "number of tiles");
        for (double millimetres : spacing) {
            require(millimetres > 0 && millimetres <= LARGEST_VOXEL, "size of a voxel");
        }
        require(magnitude > 0 && magnitude <= Integer.MAX_VALUE * 2.0, "range of values");
        require(shift >= 0 && shift <= MAX_SHIFT, "scale of messages");
        require(weightBits >= 1 && weightBits <= WirePlan.MAX_WEIGHT_BITS
                && WeightHiding.fineEnough(period, Math.max(x.mostTaps(), y.mostTaps()), weightBits), "weight scale");
        require(answerForm.maskBits() <= MAX_ANSWER_BITS, "form of answers");
        this.interpolation = interpolation;
        this.x = x;
        this.y = y;
        this.slices = slices;
        this.slicesInBlock = slicesInBlock;
        this.slots = new PrivateSlots(period, x.tiles() * y.tiles());
        this.spacing = spacing.clone();
        this.magnitude = magnitude;
        this.shift = shift;
        this.weightBits = weightBits;
        this.floodBits = floodBits;
        this.answerForm = answerForm;
        this.parameters = parameters;
        require(floodBits >= WeightHiding.floodBits(interpolation, parameters.ringDimension(), weightBits, answers())
                && floodBits < parameters.log2Modulus() - 1, "flooding, which is what keeps a private map private");
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException("the plan has an impossible " + what);
        }
    }

    /** Whether a private map can interpolate so: weights must sum to one and need no filter beforehand. */
    public static boolean suits(Interpolation interpolation) {
        return interpolation == Interpolation.NEAREST || interpolation == Interpolation.LINEAR
                || interpolation == Interpolation.CUBIC;
    }

    @Override
    public Kernel kernel() {
        return Kernel.of(interpolation);
    }

    public Interpolation interpolation() {
        return interpolation;
    }

    /** An in-plane axis: 0 or 1. */
    public PrivateAxis axis(int axis) {
        return axis == 0 ? x : y;
    }

    public int slices() {
        return slices;
    }

    /** Slices side by side in the slots. */
    public int slicesInBlock() {
        return slicesInBlock;
    }

    /** Where slices lie in the slots. */
    public PrivateSlots slots() {
        return slots;
    }

    /** Blocks of slices, one after the other. */
    public int blocks() {
        return (slices + slicesInBlock - 1) / slicesInBlock;
    }

    /** Millimetres from voxel to voxel of the scan along an axis. */
    public double spacing(int axis) {
        return spacing[axis];
    }

    /** Largest message, stored units from the fill value. */
    public double magnitude() {
        return magnitude;
    }

    /** log2 of what encoded messages are multiplied by before encryption. */
    public int shift() {
        return shift;
    }

    /** log2 of the scale of weights along each axis. */
    public int weightBits() {
        return weightBits;
    }

    /** log2 of the flooding. */
    public int floodBits() {
        return floodBits;
    }

    private long answers() {
        return (long) blocks() * x.tileSize() * y.tileSize();
    }

    @Override
    public AnswerForm answerForm() {
        return answerForm;
    }

    @Override
    public CkksParameters parameters() {
        return parameters;
    }

    @Override
    public Packing packing() {
        return Packing.SLOTS;
    }

    @Override
    public int inputs(int axis) {
        return axis == 2 ? slices : axis(axis).inputs();
    }

    @Override
    public int outputs(int axis) {
        return axis == 2 ? slices : axis(axis).outputs();
    }

    @Override
    public int tiles(int axis) {
        return axis == 2 ? slicesInBlock : axis(axis).tiles();
    }

    @Override
    public int tileSize(int axis) {
        return axis == 2 ? blocks() : axis(axis).tileSize();
    }

    @Override
    public int planesUp() {
        return Math.multiplyExact(blocks(), y.window());
    }

    @Override
    public int planesDown() {
        return Math.multiplyExact(blocks(), y.tileSize());
    }

    @Override
    public int ciphertextsUp(int plane) {
        return x.window() + (plane == 0 ? 1 : 0);
    }

    @Override
    public int ciphertextsDown(int plane) {
        return x.tileSize();
    }

    @Override
    public double weightScale() {
        return Math.scalb(1.0, shift + 2 * weightBits);
    }

    @Override
    public long heldBytes() {
        return HeldMemory.bytes(this);
    }

    /** Answers that the remote party works on at a time: rows of a tile or a part of one. */
    public int answersTogether() {
        return HeldMemory.answersTogether(this);
    }

    @Override
    public long listedBytes() {
        return 2L * Integer.BYTES * (x.tileSize() + y.tileSize());
    }

    @Override
    public String layout() {
        return "tiles and slices in slots, weights private";
    }
}
