package io.github.veilgrid.regrid.wire;

/**
 * What a plan makes the remote party hold, beside chunks: judged before anything of it is allocated, so never less than
 * what is. Stateless.
 */
final class HeldMemory {

    /** Bytes of a weight that is a number, in an array of its own, with what leads to it. */
    private static final long NUMBER_BYTES = 64;

    /** Bytes of an array beside its numbers, with what leads to it. */
    private static final long STRIP_BYTES = 24;

    /** Answers with weights of their own that are taken to be worked on at a time, one for each thread. */
    private static final int SIDE_BY_SIDE = 16;

    /** What private answers that are worked on together may take with their weights. */
    private static final long TOGETHER_BYTES = 128L << 20;

    private HeldMemory() {
    }

    private static long row(JobPlan plan) {
        return (long) plan.parameters().ringDimension() * Double.BYTES;
    }

    /** Weights, the planes coming in with sums between two passes, and the planes that sums along z draw on. */
    static long bytes(WirePlan plan) {
        long row = row(plan);
        boolean separable = plan.separable();
        long weights = separable ? weightBytes(plan, 0) + weightBytes(plan, 1)
                : plan.planeProducts().direct() * (plan.planeUniform() ? NUMBER_BYTES : row);
        // Sums along x of one column for each thread, at most of all.
        long between = separable ? row * WirePlan.PLANES_AT_ONCE * plan.tileSize(0) * plan.taps(1).window() : 0;
        long held = plan.taps(2).kernel().support() + 2L + WirePlan.PLANES_AT_ONCE;
        return plan.parameters().limbs() * (weights + between + row * WirePlan.PLANES_AT_ONCE * plan.ciphertextsUp())
                + row * held * plan.rowsHeld() * plan.ciphertextsDown();
    }

    private static long weightBytes(WirePlan plan, int axis) {
        return plan.taps(axis).tapsInAll() * (plan.axis(axis).uniform() ? NUMBER_BYTES : row(plan));
    }

    /**
     * Planes that an answer draws on; and for every answer that is worked on its sum, that of each plane where there are two
     * passes, with weights along the axes.
     */
    static long bytes(AffinePlan plan) {
        int largest = 0;
        for (int plane = 0; plane < plan.planesUp(); plane++) {
            largest = Math.max(largest, plan.ciphertextsUp(plane));
        }
        int answers = 1;
        for (int plane = 0; plane < plan.planesDown() && answers < SIDE_BY_SIDE; plane++) {
            answers = Math.max(answers, Math.min(SIDE_BY_SIDE, plan.ciphertextsDown(plane)));
        }
        long limbs = plan.parameters().limbs();
        long planes = plan.along(2).support() + 2L;
        long sums = 2 * limbs * (plan.twoPasses() ? planes : 1);
        long weights = planes + plan.along(0).support() + plan.along(1).support() + 1;
        return row(plan) * (2 * limbs * planes * largest + answers * (sums + weights));
    }

    /**
     * Rows of windows that answers draw on which are worked on together, the polynomials b of the one that is coming in, the
     * answers, and what each thread encodes weights in.
     */
    static long bytes(PrivatePlan plan) {
        long limbs = plan.parameters().limbs();
        PrivateAxis y = plan.axis(1);
        int answers = answersTogether(plan);
        int more = (answers - 1) / plan.axis(0).tileSize();
        long rows = Math.min(y.window(), y.mostTaps() + (long) more * y.farthestStep()) + 1;
        long strips = 2 * rows * plan.axis(0).window();
        long whole = plan.axis(0).window() + 4L;
        long taps = Math.max(plan.axis(0).mostTaps(), y.mostTaps());
        long scratch = Double.BYTES * Math.min(SIDE_BY_SIDE, (long) answers)
                * ((taps + 3) * plan.slots().period() + limbs * plan.parameters().ringDimension());
        return limbs * (strips * stripBytes(plan.parameters().ringDimension()) + whole * row(plan))
                + answers * answerBytes(plan) + scratch;
    }

    /** So many numbers in strips, each an array of its own. */
    private static long stripBytes(long numbers) {
        return numbers * Double.BYTES + numbers / PrivateSlots.MIN_PERIOD * STRIP_BYTES;
    }

    /** An answer and its weights. */
    private static long answerBytes(PrivatePlan plan) {
        long taps = (long) plan.axis(0).mostTaps() + plan.axis(1).mostTaps();
        return plan.parameters().limbs() * (2 * row(plan) + taps * stripBytes(plan.slots().period()));
    }

    /** How many answers a private job works on together: some rows of them, fewer where their weights would take too much. */
    static int answersTogether(PrivatePlan plan) {
        long width = plan.axis(0).tileSize();
        long most = TOGETHER_BYTES / answerBytes(plan);
        long rows = Math.min(plan.axis(1).rowsTogether(), most / width);
        return (int) (rows == 0 ? Math.max(1, most) : rows * width);
    }
}
