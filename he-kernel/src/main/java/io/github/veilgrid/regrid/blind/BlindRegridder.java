package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.he.ckks.CkksParameters;
import io.github.veilgrid.he.ckks.UniformExpander;
import io.github.veilgrid.he.wire.ResiduePacking;
import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import io.github.veilgrid.regrid.wire.WirePlan;
import io.github.veilgrid.regrid.wire.WirePlanCodec;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Resamples one encrypted job. Planes of ciphertexts come in ascending order; planes of answers leave as soon as their
 * last tap has come, so that only the planes between are held. For one caller at a time; close it when done.
 */
public final class BlindRegridder implements AutoCloseable {

    /** A plan that would need more working memory than this is refused before anything is allocated. */
    public static final long MAX_WORKING_BYTES = 4L << 30;

    /** Answers held at a time; in a usual job a plane completes two or three. */
    private static final int MAX_FRAMES = 4;

    private final WirePlan plan;
    private final PlaneLayout layout;
    private final byte[] jobId;
    private final byte[] planDigest;
    private final UniformExpander expander;
    private final Workers workers;
    private final Stages stages;
    private final SliceStage sliceStage;
    private final CipherPlane incoming;
    private final Map<Integer, CipherPlane> open = new HashMap<>();
    private final Deque<CipherPlane> free = new ArrayDeque<>();
    private int nextInput;
    private int nextOutput;

    /**
     * @param planChunk the job's plan
     * @param threads threads to work with, at least 1
     * @throws WireFormatException if the chunk is not a sound plan, or one too large for this machine
     */
    public BlindRegridder(byte[] planChunk, int threads) throws IOException {
        Chunk chunk = Chunk.parse(planChunk, Chunk.Kind.PLAN);
        plan = WirePlanCodec.fromBytes(chunk.payload());
        layout = new PlaneLayout(plan);
        if (layout.workingBytes() > Math.min(MAX_WORKING_BYTES, Runtime.getRuntime().maxMemory())) {
            throw new WireFormatException("the plan needs " + (layout.workingBytes() >> 20)
                    + " MB of working memory, more than there is here");
        }
        jobId = chunk.jobId();
        planDigest = Chunk.digest(planChunk);
        expander = new UniformExpander(plan.parameters(), jobId);
        workers = new Workers(threads);
        stages = new Stages(plan, workers);
        sliceStage = RealSlices.fits(plan) ? new RealSlices(plan) : new ModularSlices(plan, stages);
        incoming = new CipherPlane(plan.ciphertextsUp(), plan.parameters().limbs(), plan.parameters().ringDimension());
    }

    /** Planes this job takes in. */
    public int planes() {
        return plan.planesUp();
    }

    /** The plan of the job. */
    public WirePlan plan() {
        return plan;
    }

    /**
     * Takes the next plane and answers every plane that is complete with it.
     *
     * @throws WireFormatException if the chunk is not the next plane of this job, whole and unaltered
     * @throws IOException if the sink fails
     */
    public void accept(byte[] planeChunk, AnswerSink sink) throws IOException {
        Chunk chunk = Chunk.parse(planeChunk, Chunk.Kind.PLANE);
        if (!Arrays.equals(chunk.planDigest(), planDigest) || !Arrays.equals(chunk.jobId(), jobId)) {
            throw new WireFormatException("the plane belongs to another job");
        }
        if (chunk.index() != nextInput || nextInput >= plan.planesUp()) {
            throw new WireFormatException("plane " + chunk.index() + " came where plane " + nextInput + " was due");
        }
        if (chunk.payloadBytes() != layout.planeBytes()) {
            throw new WireFormatException("plane " + chunk.index() + " has " + chunk.payloadBytes()
                    + " bytes where the plan says " + layout.planeBytes());
        }
        workers.each(plan.ciphertextsUp(), i -> load(chunk, i));
        open.put(nextInput, planeStage());
        nextInput++;
        while (nextOutput < plan.planesDown() && lastTap(nextOutput) < nextInput) {
            answer(sink);
        }
        release();
    }

    /**
     * Says that no plane follows.
     *
     * @throws WireFormatException if planes are missing
     */
    public void finish() throws WireFormatException {
        if (nextInput < plan.planesUp()) {
            throw new WireFormatException("only " + nextInput + " of " + plan.planesUp() + " planes came");
        }
    }

    private void load(Chunk chunk, int index) throws WireFormatException {
        CkksParameters parameters = plan.parameters();
        int offset = Chunk.HEADER_BYTES + index * layout.polynomialBytes();
        for (int limb = 0; limb < parameters.limbs(); limb++) {
            ResiduePacking.unpack(chunk.bytes(), offset, parameters.ring().modulus(limb), incoming.b[index][limb]);
            offset += layout.limbBytes(limb);
        }
        expander.expand(chunk.index(), index, incoming.a[index]);
    }

    private CipherPlane planeStage() throws IOException {
        int dimension = plan.parameters().ringDimension();
        CipherPlane out = free.isEmpty()
                ? new CipherPlane(plan.ciphertextsDown(), sliceStage.rowsHeld(), dimension) : free.pop();
        workers.each(plan.ciphertextsDown(), i -> {
            WeightedSum sum = stages.plane(i);
            double[][] scratch = plan.parameters().ring().allocate();
            sliceStage.hold(inPlane(sum, incoming.b, scratch), scratch, out.b[i]);
            sliceStage.hold(inPlane(sum, incoming.a, scratch), scratch, out.a[i]);
        });
        return out;
    }

    /** An in-plane result; nothing is computed where it is an input. */
    private static double[][] inPlane(WeightedSum sum, double[][][] polynomials, double[][] scratch) {
        if (sum.equalTo() >= 0) {
            return polynomials[sum.equalTo()];
        }
        sum.apply(input -> polynomials[input], scratch);
        return scratch;
    }

    /** Answers the next planes whose last tap has come; ciphertext by ciphertext, so that what they share stays in cache. */
    private void answer(AnswerSink sink) throws IOException {
        int first = nextOutput;
        int end = first;
        while (end < plan.planesDown() && end - first < MAX_FRAMES && lastTap(end) < nextInput) {
            end++;
        }
        byte[][] frames = new byte[end - first][];
        for (int w = first; w < end; w++) {
            frames[w - first] = Chunk.frame(Chunk.Kind.ANSWER, w, jobId, planDigest, layout.answerBytes());
        }
        workers.each(plan.ciphertextsDown(), i -> {
            double[][] scratch = new double[sliceStage.rowsHeld()][plan.parameters().ringDimension()];
            int offset = Chunk.HEADER_BYTES + i * layout.answerCiphertextBytes();
            for (int w = first; w < first + frames.length; w++) {
                byte[] frame = frames[w - first];
                sliceStage.answer(w, input -> open.get(input).b[i], false, scratch, frame, offset);
                sliceStage.answer(w, input -> open.get(input).a[i], true, scratch, frame, offset + layout.bodyBytes());
            }
        });
        for (byte[] frame : frames) {
            Chunk.seal(frame);
            sink.answer(nextOutput++, frame);
        }
    }

    private int lastTap(int w) {
        return plan.taps(2).input(w, plan.taps(2).taps(w) - 1);
    }

    /** Frees the planes that no later answer draws on. An answer on a voxel centre draws on fewer than its neighbours. */
    private void release() {
        int needed = Integer.MAX_VALUE;
        for (int w = nextOutput; w < plan.planesDown(); w++) {
            needed = Math.min(needed, plan.taps(2).input(w, 0));
        }
        int first = needed;
        open.entrySet().removeIf(entry -> {
            if (entry.getKey() < first) {
                free.push(entry.getValue());
                return true;
            }
            return false;
        });
    }

    @Override
    public void close() {
        workers.close();
    }
}
