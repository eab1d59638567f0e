package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.ckks.CkksParameters;

/**
 * A plan whose target axes do not run along the source's: oblique reformats, gantry tilt, registrations. Target voxel
 * {@code o} (x, y, z) lies at source position {@code p(o) = step * o + offset}; the target is cut into tiles of equal
 * size, tile {@code (i, j, k)} has number {@code i + tilesX * (j + tilesY * k)}. Every target voxel of a tile is one sum of
 * ciphertexts with weights that differ from slot to slot, all at one scale: one product deep, one prime for 12-bit scans.
 *
 * <p>Slots hold the tiles of a <em>block</em>, as many as there are slots for ({@link AffineBlocks}). Blocks are carried out
 * one after the other, all with the same planes: source slices complete a turned target in an order that cuts across its
 * own slices, so that nothing of a block may leave before its end, and without blocks nothing of the target.
 * Tiles that lie beyond the scan take no slot, unless the scan's edge is wanted there: the box around a turned scan is
 * much of it empty.
 *
 * <p>Immutable and thread safe.
 */
public final class AffinePlan implements SwitchedPlan {

    /** More tiles or planes are refused: both sides list them. */
    private static final long MAX_TILES = 1 << 18;
    private static final long MAX_PLANES = 1 << 18;

    private final Kernel kernel;
    private final int[] inputs;
    private final int[] outputs;
    private final int[] tileSize;
    private final boolean everywhere;
    private final double[] step;
    private final double[] offset;
    private final int weightBits;
    private final AnswerForm answerForm;
    private final CkksParameters parameters;
    private final AffineWindow window;
    private final AffineBlocks blocks;

    /**
     * @param kernel along every source axis; filters act along those on which target voxels lie far apart
     * @param inputs source voxels x, y, z
     * @param outputs target voxels x, y, z
     * @param tileSize target voxels of a tile along x, y, z
     * @param everywhere whether tiles beyond the scan are used, too
     * @param step nine numbers, row by row: row = source axis, column = target axis
     * @param offset source position of target voxel (0, 0, 0)
     * @param weightBits log2 of the scale of weights
     * @param answerForm how answers travel
     * @param parameters ring dimension and primes
     * @throws IllegalArgumentException with a sentence if the parts do not fit together
     */
    public AffinePlan(Kernel kernel, int[] inputs, int[] outputs, int[] tileSize, boolean everywhere, double[] step,
            double[] offset, int weightBits, AnswerForm answerForm, CkksParameters parameters) {
        for (int axis = 0; axis < 3; axis++) {
            require(inputs[axis] >= 1 && inputs[axis] <= WireAxis.MAX_SAMPLES, "input size");
            require(outputs[axis] >= 1 && outputs[axis] <= WireAxis.MAX_SAMPLES, "output size");
            require(tileSize[axis] >= 1 && tileSize[axis] <= outputs[axis], "tile size");
        }
        require(weightBits >= 1 && weightBits <= WirePlan.MAX_WEIGHT_BITS, "weight scale");
        require(answerForm.fits(parameters.ringDimension()), "form of answers");
        this.kernel = kernel;
        this.inputs = inputs.clone();
        this.outputs = outputs.clone();
        this.tileSize = tileSize.clone();
        this.everywhere = everywhere;
        this.step = step.clone();
        this.offset = offset.clone();
        this.weightBits = weightBits;
        this.answerForm = answerForm;
        this.parameters = parameters;
        require((long) tiles(0) * tiles(1) * tiles(2) <= MAX_TILES, "number of tiles");
        this.window = AffineWindow.of(kernel, everywhere ? null : inputs, outputs, tileSize, step, offset);
        this.blocks = new AffineBlocks(window.used(), parameters.ringDimension(), tiles(0) * tiles(1));
        require((long) blocks.count() * window.planes() <= MAX_PLANES, "number of planes");
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new IllegalArgumentException("the plan has an impossible " + what);
        }
    }

    @Override
    public Kernel kernel() {
        return kernel;
    }

    @Override
    public AnswerForm answerForm() {
        return answerForm;
    }

    @Override
    public CkksParameters parameters() {
        return parameters;
    }

    /** Which source voxels of a tile are needed where; planes and groups of one block. */
    public AffineWindow window() {
        return window;
    }

    /** Whether tiles beyond the scan are used, too. */
    public boolean everywhere() {
        return everywhere;
    }

    /** The blocks, carried out one after the other, and their tiles. */
    public AffineBlocks blocks() {
        return blocks;
    }

    /** Move along a source axis from one target voxel to the next along a target axis, source voxels. */
    public double step(int sourceAxis, int targetAxis) {
        return step[3 * sourceAxis + targetAxis];
    }

    /** Source position of target voxel (0, 0, 0). */
    public double offset(int sourceAxis) {
        return offset[sourceAxis];
    }

    public int weightBits() {
        return weightBits;
    }

    @Override
    public Packing packing() {
        return Packing.SLOTS;
    }

    @Override
    public int inputs(int axis) {
        return inputs[axis];
    }

    @Override
    public int outputs(int axis) {
        return outputs[axis];
    }

    @Override
    public int tileSize(int axis) {
        return tileSize[axis];
    }

    @Override
    public int tiles(int axis) {
        return (outputs[axis] + tileSize[axis] - 1) / tileSize[axis];
    }

    @Override
    public long slotsUsed() {
        return blocks.tiles(0).length;
    }

    @Override
    public int planesUp() {
        return blocks.count() * window.planes();
    }

    @Override
    public int planesDown() {
        return blocks.count() * window.groups();
    }

    @Override
    public int ciphertextsUp(int plane) {
        return window.inputs(plane % window.planes());
    }

    @Override
    public int ciphertextsDown(int plane) {
        return window.outputs(plane % window.groups()).length;
    }

    @Override
    public double weightScale() {
        return Math.scalb(1.0, weightBits);
    }

    @Override
    public long heldBytes() {
        int largest = 0;
        for (int plane = 0; plane < window.planes(); plane++) {
            largest = Math.max(largest, ciphertextsUp(plane));
        }
        return 2L * largest * (window.kernel(2).support() + 2) * parameters.limbs() * parameters.ringDimension() * Double.BYTES;
    }

    @Override
    public String layout() {
        return "tiles in slots, oblique, plaintext weights" + (blocks.count() > 1 ? ", " + blocks.count() + " blocks" : "");
    }
}
