package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.ckks.CkksParameters;

/**
 * A plan whose target axes do not run along the source's: oblique reformats, gantry tilt, registrations. Target voxel
 * {@code o} (x, y, z) lies at source position {@code p(o) = step * o + offset}; the target is cut into tiles of equal
 * size, tile {@code (i, j, k)} has number {@code i + tilesX * (j + tilesY * k)}. Every target voxel of a tile is one sum of
 * ciphertexts with weights that differ from slot to slot. In one <em>pass</em> each tap has a weight of its own, the product
 * of those along the axes: one product deep, one prime for 12-bit scans. In two passes the taps of a plane are summed
 * first, with the same weights in each plane, and then these sums across planes: far fewer weights to encode where kernels
 * are wide, but a second scale of weights in the modulus.
 *
 * <p>Slots hold the tiles of a <em>block</em>, as many as there are slots for ({@link AffineBlocks}). Blocks are carried out
 * one after the other, each with planes of its own: source slices complete a turned target in an order that cuts across its
 * own slices, so that nothing of a block may leave before its end, and without blocks nothing of the target. Blocks are
 * best filled with tiles that lie alike between source voxels, which may lie anywhere in a <em>batch</em> of blocks.
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
    private final int batch;
    private final int weightBits;
    private final int planeWeightBits;
    private final AnswerForm answerForm;
    private final CkksParameters parameters;
    private final AffineBlocks blocks;
    private final KernelTable[] tables;

    /**
     * @param kernel along every source axis; filters act along those on which target voxels lie far apart
     * @param inputs source voxels x, y, z
     * @param outputs target voxels x, y, z
     * @param tileSize target voxels of a tile along x, y, z
     * @param everywhere whether tiles beyond the scan are used, too
     * @param step nine numbers, row by row: row = source axis, column = target axis
     * @param offset source position of target voxel (0, 0, 0)
     * @param batch blocks whose tiles are sorted together by how they lie between source voxels; 1 if tiles are not sorted
     * @param weightBits log2 of the scale of weights, in two passes of those within planes
     * @param planeWeightBits log2 of the scale of weights of planes; 0 if all is done in one pass
     * @param answerForm how answers travel
     * @param parameters ring dimension and primes
     * @throws IllegalArgumentException with a sentence if the parts do not fit together
     */
    public AffinePlan(Kernel kernel, int[] inputs, int[] outputs, int[] tileSize, boolean everywhere, double[] step,
            double[] offset, int batch, int weightBits, int planeWeightBits, AnswerForm answerForm, CkksParameters parameters) {
        for (int axis = 0; axis < 3; axis++) {
            require(inputs[axis] >= 1 && inputs[axis] <= WireAxis.MAX_SAMPLES, "input size");
            require(outputs[axis] >= 1 && outputs[axis] <= WireAxis.MAX_SAMPLES, "output size");
            require(tileSize[axis] >= 1 && tileSize[axis] <= outputs[axis], "tile size");
        }
        require(batch >= 1 && batch <= MAX_TILES, "number of blocks in a batch");
        require(weightBits >= 1 && weightBits <= WirePlan.MAX_WEIGHT_BITS, "weight scale");
        require(planeWeightBits >= 0 && planeWeightBits <= WirePlan.MAX_WEIGHT_BITS, "scale of planes' weights");
        require(answerForm.fits(parameters.ringDimension()), "form of answers");
        this.kernel = kernel;
        this.inputs = inputs.clone();
        this.outputs = outputs.clone();
        this.tileSize = tileSize.clone();
        this.everywhere = everywhere;
        this.step = step.clone();
        this.offset = offset.clone();
        this.batch = batch;
        this.weightBits = weightBits;
        this.planeWeightBits = planeWeightBits;
        this.answerForm = answerForm;
        this.parameters = parameters;
        require((long) tiles(0) * tiles(1) * tiles(2) <= MAX_TILES, "number of tiles");
        double windowCells = AffineWindow.largest(kernel, outputs, tileSize, step, offset);
        require(windowCells <= AffineWindow.MAX_CELLS, "size of tiles");
        AffinePositions positions = new AffinePositions(kernel, everywhere ? null : inputs, outputs, tileSize, step, offset);
        this.tables = new KernelTable[] {positions.table(0), positions.table(1), positions.table(2)};
        this.blocks = new AffineBlocks(positions, parameters.ringDimension(), batch, tiles(0) * tiles(1), windowCells);
        require(planesUp() <= MAX_PLANES, "number of planes");
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

    /** The kernel along a source axis. */
    public AxisKernel along(int axis) {
        return kernel.along(AffineWindow.stretch(step, axis), false);
    }

    /** The same for many positions. */
    public KernelTable table(int axis) {
        return tables[axis];
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

    /** Blocks whose tiles are sorted together. */
    public int batch() {
        return batch;
    }

    /** Whether there are blocks whose tiles are sorted together. */
    public boolean sorted() {
        return batch > 1 && blocks.count() > 1;
    }

    public int weightBits() {
        return weightBits;
    }

    /** Whether sums within planes come first, and then those across. */
    public boolean twoPasses() {
        return planeWeightBits > 0;
    }

    public int planeWeightBits() {
        return planeWeightBits;
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
        return blocks.firstPlane(blocks.count());
    }

    @Override
    public int planesDown() {
        return blocks.firstAnswer(blocks.count());
    }

    @Override
    public int ciphertextsUp(int plane) {
        int block = blocks.ofPlane(plane);
        return blocks.window(block).inputs(plane - blocks.firstPlane(block));
    }

    @Override
    public int ciphertextsDown(int plane) {
        int block = blocks.ofAnswer(plane);
        return blocks.window(block).outputs(plane - blocks.firstAnswer(block)).length;
    }

    @Override
    public double weightScale() {
        return Math.scalb(1.0, weightBits + planeWeightBits);
    }

    @Override
    public long heldBytes() {
        return HeldMemory.bytes(this);
    }

    @Override
    public long listedBytes() {
        return blocks.listedBytes();
    }

    @Override
    public String layout() {
        return "tiles in slots, oblique, plaintext weights" + (twoPasses() ? " in two passes" : "")
                + (blocks.count() > 1 ? ", " + blocks.count() + " blocks" : "") + (sorted() ? " of sorted tiles" : "");
    }
}
