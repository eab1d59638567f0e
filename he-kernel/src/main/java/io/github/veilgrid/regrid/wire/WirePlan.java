package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.ckks.CkksParameters;
import java.util.List;
import java.util.Locale;

/**
 * A plan whose target axes run along the source's. Immutable and thread safe.
 *
 * <p>Work is done in two stages: within each plane of ciphertexts along x and y together (the products of the two axes'
 * weights), then across planes along z. A stage whose axes are all uniform multiplies by integers; any other stage
 * multiplies by plaintext polynomials whose weights are scaled by {@code 2^bits}.
 *
 * <p>Tile {@code (x, y, z)} has slot {@code x + tilesX * (y + tilesY * z)}: x runs fastest and z slowest, so that in-plane
 * weights are periodic in the slot number.
 */
public final class WirePlan implements JobPlan {

    /** Largest {@code log2} of the scale of plaintext weights. */
    public static final int MAX_WEIGHT_BITS = 40;

    private final Kernel kernel;
    private final List<WireAxis> axes;
    private final List<AxisTaps> taps;
    private final Packing packing;
    private final int planeBits;
    private final int sliceBits;
    private final AnswerForm answerForm;
    private final CkksParameters parameters;

    /**
     * @param kernel interpolation along every axis, and filter where it becomes coarser
     * @param axes x, y, z
     * @param packing where ciphertexts carry voxels
     * @param planeBits log2 of the scale of in-plane plaintext weights; 0 if and only if x and y are uniform
     * @param sliceBits log2 of the scale of plaintext weights along z; 0 if and only if z is uniform
     * @param answerForm how answers travel
     * @param parameters ring dimension and primes
     * @throws IllegalArgumentException with a sentence if the parts do not fit together
     */
    public WirePlan(Kernel kernel, List<WireAxis> axes, Packing packing, int planeBits, int sliceBits,
            AnswerForm answerForm, CkksParameters parameters) {
        this.kernel = kernel;
        this.axes = List.copyOf(axes);
        this.packing = packing;
        this.planeBits = planeBits;
        this.sliceBits = sliceBits;
        this.answerForm = answerForm;
        this.parameters = parameters;
        require(this.axes.size() == 3, "the plan needs three axes");
        require(slotsUsed() <= parameters.ringDimension(), "the plan has more tiles than slots");
        require(planeUniform() ? planeBits == 0 : planeBits >= 1 && planeBits <= MAX_WEIGHT_BITS,
                "the plan has an impossible weight scale in the plane");
        require(sliceUniform() ? sliceBits == 0 : sliceBits >= 1 && sliceBits <= MAX_WEIGHT_BITS,
                "the plan has an impossible weight scale along z");
        require(packing.inSlots() || planeUniform() && sliceUniform(),
                "the plan packs coefficients although weights differ from tile to tile");
        require(packing.transformed() || answerForm.switched(), "the plan answers coefficients as transformed residues");
        require(answerForm.fits(parameters.ringDimension()), "the plan has an impossible form of answers");
        this.taps = this.axes.stream().map(axis -> AxisTaps.of(axis, kernel)).toList();
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new IllegalArgumentException(sentence);
        }
    }

    @Override
    public Kernel kernel() {
        return kernel;
    }

    /** Axis 0 (x), 1 (y) or 2 (z). */
    public WireAxis axis(int axis) {
        return axes.get(axis);
    }

    /** Taps of an axis. */
    public AxisTaps taps(int axis) {
        return taps.get(axis);
    }

    @Override
    public Packing packing() {
        return packing;
    }

    public int planeBits() {
        return planeBits;
    }

    public int sliceBits() {
        return sliceBits;
    }

    @Override
    public AnswerForm answerForm() {
        return answerForm;
    }

    @Override
    public CkksParameters parameters() {
        return parameters;
    }

    /** Whether in-plane weights are integers, the same for all tiles. */
    public boolean planeUniform() {
        return axis(0).uniform() && axis(1).uniform();
    }

    /** Whether weights along z are integers, the same for all tiles. */
    public boolean sliceUniform() {
        return axis(2).uniform();
    }

    @Override
    public int tiles(int axis) {
        return axis(axis).tiles();
    }

    @Override
    public int tileSize(int axis) {
        return axis(axis).tileSize();
    }

    @Override
    public int planesUp() {
        return taps(2).window();
    }

    @Override
    public int planesDown() {
        return axis(2).tileSize();
    }

    /** Ciphertexts in one plane sent; the one at local position (i, j) has index {@code i + taps(0).window() * j}. */
    public int ciphertextsUp() {
        return Math.multiplyExact(taps(0).window(), taps(1).window());
    }

    /** Ciphertexts in one plane answered; local output (u, v) has index {@code u + axis(0).tileSize() * v}. */
    public int ciphertextsDown() {
        return Math.multiplyExact(axis(0).tileSize(), axis(1).tileSize());
    }

    @Override
    public double weightScale() {
        double plane = planeUniform() ? (double) axis(0).scale() * axis(1).scale() : Math.scalb(1.0, planeBits);
        double slice = sliceUniform() ? axis(2).scale() : Math.scalb(1.0, sliceBits);
        return plane * slice;
    }

    @Override
    public int inputs(int axis) {
        return axis(axis).inputs();
    }

    @Override
    public int outputs(int axis) {
        return axis(axis).outputs();
    }

    @Override
    public int ciphertextsUp(int plane) {
        return ciphertextsUp();
    }

    @Override
    public int ciphertextsDown(int plane) {
        return ciphertextsDown();
    }

    @Override
    public long heldBytes() {
        long polynomial = (long) parameters.ringDimension() * parameters.limbs() * Double.BYTES;
        long weights = planeUniform() ? 0 : (long) taps(0).tapsInAll() * taps(1).tapsInAll();
        weights += sliceUniform() ? 0 : taps(2).tapsInAll();
        long held = taps(2).kernel().support() + 2L;
        return polynomial * (weights + 2 * (ciphertextsUp() + held * ciphertextsDown()));
    }

    @Override
    public String layout() {
        return "tiles in " + packing.name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + (planeUniform() ? ", integer weights in the plane" : ", plaintext weights in the plane")
                + (sliceUniform() ? ", integer weights along z" : ", plaintext weights along z");
    }
}
