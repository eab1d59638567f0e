package io.github.veilgrid.regrid.blind;

import io.github.veilgrid.he.ckks.UniformExpander;
import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.wire.AffinePlan;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.JobPlan;
import io.github.veilgrid.regrid.wire.JobPlanCodec;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import io.github.veilgrid.regrid.wire.WirePlan;
import io.github.veilgrid.regrid.wire.Workers;
import java.io.IOException;
import java.util.Arrays;

/**
 * Resamples one encrypted job. Planes of ciphertexts come in ascending order; planes of answers leave as soon as their
 * last tap has come. For one caller at a time; close it when done.
 */
public final class BlindRegridder implements AutoCloseable {

    /** A plan that would need more working memory than this is refused before anything is allocated. */
    public static final long MAX_WORKING_BYTES = 4L << 30;

    private final JobPlan plan;
    private final PlaneLayout layout;
    private final byte[] jobId;
    private final byte[] planDigest;
    private final Workers workers;
    private final Resampling resampling;
    private int nextInput;
    private int nextAnswer;

    /**
     * @param planChunk the job's plan
     * @param threads threads to work with, at least 1
     * @throws WireFormatException if the chunk is not a sound plan, or one too large for this machine
     */
    public BlindRegridder(byte[] planChunk, int threads) throws IOException {
        this(planChunk, threads, NO_MAPS);
    }

    /** Where the map of a private job comes from. */
    @FunctionalInterface
    public interface Maps {
        /** The map of a plan; asked for private plans only. */
        PrivateMap map(PrivatePlan plan) throws IOException;
    }

    /** A party without a map of its own, which refuses private jobs. */
    public static final Maps NO_MAPS = plan -> {
        throw new WireFormatException("the job waits for a map that only the remote party knows, and there is none here; "
                + "the remote party gives its own with --map");
    };

    /**
     * The same for a party with a map of its own.
     *
     * @throws MapRefusedException if the map does not go with the plan
     */
    public BlindRegridder(byte[] planChunk, int threads, Maps maps) throws IOException {
        Chunk chunk = Chunk.parse(planChunk, Chunk.Kind.PLAN);
        plan = JobPlanCodec.fromBytes(chunk.payload());
        layout = new PlaneLayout(plan);
        if (layout.workingBytes() > Math.min(MAX_WORKING_BYTES, Runtime.getRuntime().maxMemory())) {
            throw new WireFormatException("the plan needs " + (layout.workingBytes() >> 20)
                    + " MB of working memory, more than there is here");
        }
        jobId = chunk.jobId();
        planDigest = Chunk.digest(planChunk);
        UniformExpander expander = new UniformExpander(plan.parameters(), jobId);
        PrivateMap map = plan instanceof PrivatePlan hidden ? maps.map(hidden).requireWithin(hidden) : null;
        workers = new Workers(threads);
        resampling = resampling(expander, map);
    }

    private Resampling resampling(UniformExpander expander, PrivateMap map) throws IOException {
        if (plan instanceof PrivatePlan hidden) {
            return new PrivateResampling(hidden, map, expander, workers);
        }
        return plan instanceof AffinePlan affine
                ? new AffineResampling(affine, expander, workers)
                : new SeparableResampling((WirePlan) plan, expander, workers);
    }

    /** Planes this job takes in. */
    public int planes() {
        return plan.planesUp();
    }

    /** The plan of the job. */
    public JobPlan plan() {
        return plan;
    }

    /**
     * Takes the next plane and answers every plane that is complete with it.
     *
     * @throws WireFormatException if the chunk is not the next plane of this job, whole and unaltered
     * @throws IOException if the sink fails
     */
    public void accept(byte[] planeChunk, AnswerSink sink) throws IOException {
        accept(Chunk.parse(planeChunk, Chunk.Kind.PLANE), sink);
    }

    /**
     * The same with a chunk that was parsed as a plane before, and whose checksum need not be computed again.
     *
     * @throws WireFormatException if the chunk is not the next plane of this job
     * @throws IOException if the sink fails
     */
    public void accept(Chunk chunk, AnswerSink sink) throws IOException {
        if (!Arrays.equals(chunk.planDigest(), planDigest) || !Arrays.equals(chunk.jobId(), jobId)) {
            throw new WireFormatException("the plane belongs to another job");
        }
        if (chunk.index() != nextInput || nextInput >= plan.planesUp()) {
            throw new WireFormatException("plane " + chunk.index() + " came where plane " + nextInput + " was due");
        }
        if (chunk.payloadBytes() != layout.planeBytes(nextInput)) {
            throw new WireFormatException("plane " + chunk.index() + " has " + chunk.payloadBytes()
                    + " bytes where the plan says " + layout.planeBytes(nextInput));
        }
        double[][][] incoming = resampling.incoming(nextInput);
        workers.each(plan.ciphertextsUp(nextInput), i -> load(chunk, i, incoming));
        resampling.received(nextInput++, new Resampling.Answers() {
            @Override
            public byte[] frame(int plane) {
                return Chunk.frame(Chunk.Kind.ANSWER, plane, jobId, planDigest, layout.answerBytes(plane));
            }

            @Override
            public void send(byte[] frame) throws IOException {
                Chunk.seal(frame);
                sink.answer(nextAnswer++, frame);
            }
        });
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

    private void load(Chunk chunk, int index, double[][][] incoming) throws WireFormatException {
        layout.sent().unpack(chunk.bytes(), Chunk.HEADER_BYTES + index * layout.sent().bytes(), incoming[index]);
    }

    @Override
    public void close() {
        workers.close();
    }
}
