package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.ckks.CkksParameters;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A plan whose target axes run along the source's. Immutable and thread safe.
 *
 * <p>Work is done in two stages: within each plane of ciphertexts, then across planes along z. Along a uniform axis weights
 * are integers, and along z they always are. Along others they differ from slot to slot, in plaintext polynomials. A plane
 * with such an axis is done in one of two ways. <em>Direct</em>: the products of the weights along x and y are one
 * polynomial for each pair of taps, scaled by {@code 2^planeBits}; one scale takes little room in the modulus. Or
 * <em>separable</em>: first all sums along x, then of these along y, each with weights of its own scale; for wide kernels
 * that is far less work and far fewer polynomials, which leaves room for larger tiles. Where both axes are uniform, either
 * order of summing gives the same sums, and the remote party takes the one with fewer products.
 *
 * <p>Every plane is encrypted under a secret of its own, all planes with the same uniform polynomials a
 * ({@link io.github.veilgrid.he.ckks.SharedMaskEncryptor}). What happens in the plane happens to a once; what happens
 * along z happens to the secrets, at the owner's. So planes sent and answered are polynomials b alone, and the first
 * answer holds what became of a.
 *
 * <p>Tile {@code (x, y, z)} has slot {@code x + tilesX * (y + tilesY * z)}: x runs fastest and z slowest, so that in-plane
 * weights are periodic in the slot number.
 */
public final class WirePlan implements JobPlan {

    /** Largest {@code log2} of the scale of plaintext weights. */
    public static final int MAX_WEIGHT_BITS = 40;

    /** Fewest and most bits of a coefficient of an answer. */
    public static final int MIN_BODY_BITS = 4;
    public static final int MAX_BODY_BITS = 40;

    /** Most low bits of a coefficient that are not sent: more would drown the errors of encryption and save nothing. */
    public static final int MAX_DROPPED_BITS = 4;

    /** Largest error of sums along z, in units of an answer's last bit. */
    public static final double SUM_ERROR = 1.0 / 8;

    /** Planes that the remote party may take together, so that weights pass through its memory once for all of them. */
    public static final int PLANES_AT_ONCE = 2;

    private final Kernel kernel;
    private final List<WireAxis> axes;
    private final List<AxisTaps> taps;
    private final Packing packing;
    private final int planeBits;
    private final int droppedBits;
    private final int bodyBits;
    private final CkksParameters parameters;
    private final boolean exactSums;

    /**
     * @param kernel interpolation along every axis, and filter where it becomes coarser
     * @param axes x, y, z; z uniform
     * @param packing where ciphertexts carry voxels
     * @param planeBits log2 of the scale of products of in-plane weights; 0 where x and y are uniform, or separable, which
     *     they are if axes with weights that differ from tile to tile have scales of their own
     * @param droppedBits low bits of coefficients of b that are not sent; 0 unless coefficients carry voxels modulo one prime
     * @param bodyBits bits of a coefficient of b in an answer
     * @param parameters ring dimension and primes
     * @throws IllegalArgumentException with a sentence if the parts do not fit together
     */
    public WirePlan(Kernel kernel, List<WireAxis> axes, Packing packing, int planeBits, int droppedBits,
            int bodyBits, CkksParameters parameters) {
        this.kernel = kernel;
        this.axes = List.copyOf(axes);
        this.packing = packing;
        this.planeBits = planeBits;
        this.droppedBits = droppedBits;
        this.bodyBits = bodyBits;
        this.parameters = parameters;
        require(this.axes.size() == 3, "the plan needs three axes");
        require(slotsUsed() <= parameters.ringDimension(), "the plan has more tiles than slots");
        require(axis(2).uniform(), "the plan has weights along z that differ from tile to tile");
        require(planeUniform() ? planeBits == 0 : planeBits >= 0 && planeBits <= MAX_WEIGHT_BITS && scaled(0) && scaled(1),
                "the plan has an impossible weight scale in the plane");
        require(packing.inSlots() || planeUniform(),
                "the plan packs coefficients although weights differ from tile to tile");
        require(droppedBits == 0 || droppedBits > 0 && droppedBits <= MAX_DROPPED_BITS && !packing.inSlots()
                && parameters.limbs() == 1 && droppedBits < parameters.ring().modulus(0).bits(),
                "the plan leaves out bits that it cannot do without");
        require(bodyBits >= MIN_BODY_BITS && bodyBits <= MAX_BODY_BITS, "the plan has an impossible form of answers");
        AxisTaps.requireListable(listedBytes());
        this.taps = this.axes.stream().map(axis -> AxisTaps.of(axis, kernel)).toList();
        this.exactSums = sumError() > SUM_ERROR;
    }

    /** Whether an axis has a scale of its own exactly where it needs one. */
    private boolean scaled(int axis) {
        return axis(axis).uniform() || axis(axis).scale() > 0 == (planeBits == 0);
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

    /** Low bits of coefficients of b that are not sent. */
    public int droppedBits() {
        return droppedBits;
    }

    /** Bits of a coefficient of b in an answer. */
    public int bodyBits() {
        return bodyBits;
    }

    @Override
    public CkksParameters parameters() {
        return parameters;
    }

    /** Whether in-plane weights are integers, the same for all tiles. */
    public boolean planeUniform() {
        return axis(0).uniform() && axis(1).uniform();
    }

    /** Whether sums in the plane are taken along x first and then along y, not along both at once. */
    public boolean separable() {
        return planeUniform() ? planeProducts().fewerSeparate() : planeBits == 0;
    }

    /** Products that sums in the plane take. */
    PlaneProducts planeProducts() {
        return new PlaneProducts(taps(0).tapsInAll(), taps(1).tapsInAll(), axis(0).tileSize(), taps(1).window());
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

    /** Polynomials a of a plane, then for each output sample of a tile along z a plane. */
    @Override
    public int planesDown() {
        return 1 + axis(2).tileSize();
    }

    /** Whether sums along z must be taken modulo the primes: in {@code double} they might be off by more than {@link #SUM_ERROR}. */
    public boolean exactSums() {
        return exactSums;
    }

    /**
     * What sums in {@code double} may be off by. In units of 2^-54 of the sum of absolute weights (whatever the messages,
     * coefficients look uniform): a fraction of one prime by 2, that of the i-th with its addition by 2 + i, each tap by 1.
     */
    private double sumError() {
        AxisTaps z = taps(2);
        long largest = IntStream.range(0, axis(2).tileSize())
                .mapToLong(output -> LongStream.of(z.integerWeights(output)).map(Math::abs).sum()).max().orElseThrow();
        int limbs = parameters.limbs();
        return Math.scalb((limbs * (limbs + 5) / 2 - 1 + z.kernel().support()) * (double) largest, bodyBits - 54);
    }

    /** Rows of numbers that the remote party holds of a polynomial between the two stages. */
    public int rowsHeld() {
        return exactSums ? parameters.limbs() : 1;
    }

    /** Polynomials in one plane sent; the one at local position (i, j) has index {@code i + taps(0).window() * j}. */
    public int ciphertextsUp() {
        return Math.multiplyExact(taps(0).window(), taps(1).window());
    }

    /** Polynomials in one plane answered; local output (u, v) has index {@code u + axis(0).tileSize() * v}. */
    public int ciphertextsDown() {
        return Math.multiplyExact(axis(0).tileSize(), axis(1).tileSize());
    }

    @Override
    public double weightScale() {
        double plane = planeBits == 0 ? (double) axis(0).scale() * axis(1).scale() : Math.scalb(1.0, planeBits);
        return plane * axis(2).scale();
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
        return HeldMemory.bytes(this);
    }

    @Override
    public long listedBytes() {
        return axes.stream().mapToLong(axis -> AxisTaps.bytes(axis, kernel)).sum();
    }

    @Override
    public String layout() {
        return "tiles in " + packing.name().toLowerCase(Locale.ROOT)
                + (planeUniform() ? ", integer weights" : ", plaintext weights " + (separable() ? "along x, then y" : "in the plane"));
    }
}
