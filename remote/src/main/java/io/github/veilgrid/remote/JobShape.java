package io.github.veilgrid.remote;

import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.JobPlan;
import io.github.veilgrid.regrid.wire.JobPlanCodec;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * What a plan chunk says of its job's other chunks: how many there are, how long they are, how each begins. Whoever
 * receives knows every header byte by byte before it comes. Immutable, thread safe.
 */
public final class JobShape {

    private static final int LENGTH_OFFSET = 16;

    private final Chunk chunk;
    private final JobPlan plan;
    private final PlaneLayout layout;
    private final byte[] digest;
    private final long bytesUp;
    private final long bytesDown;
    private final long workingBytes;

    private JobShape(Chunk chunk, JobPlan plan) {
        this.chunk = chunk;
        this.plan = plan;
        this.layout = new PlaneLayout(plan);
        this.digest = Chunk.digest(chunk.bytes());
        this.bytesUp = layout.bytesUp();
        this.bytesDown = layout.bytesDown();
        this.workingBytes = layout.workingBytes();
    }

    /** @throws WireFormatException if the chunk is not a sound plan, or one whose chunks no array could hold */
    public static JobShape of(byte[] planChunk) throws WireFormatException {
        Chunk chunk = Chunk.parse(planChunk, Chunk.Kind.PLAN);
        try {
            return new JobShape(chunk, JobPlanCodec.fromBytes(chunk.payload()));
        } catch (ArithmeticException | IllegalArgumentException e) {
            throw new WireFormatException("the plan is too large", e);
        }
    }

    /** The job's public id, 64 lower-case hexadecimal digits. */
    public String job() {
        return HexFormat.of().formatHex(chunk.jobId());
    }

    public byte[] planChunk() {
        return chunk.bytes().clone();
    }

    public JobPlan plan() {
        return plan;
    }

    public int planes() {
        return plan.planesUp();
    }

    public int answers() {
        return plan.planesDown();
    }

    /** Bytes of a plane's chunk. */
    public int planeBytes(int plane) {
        return Math.addExact(layout.planeBytes(plane), Chunk.FRAME_BYTES);
    }

    /** Bytes of an answer's chunk. */
    public int answerBytes(int answer) {
        return Math.addExact(layout.answerBytes(answer), Chunk.FRAME_BYTES);
    }

    /** Bytes of the plan and all planes. */
    public long bytesUp() {
        return bytesUp;
    }

    /** Bytes of all answers. */
    public long bytesDown() {
        return bytesDown;
    }

    /** Memory that regridding needs. */
    public long workingBytes() {
        return workingBytes;
    }

    /** Memory that the plan itself takes as long as its job is known. */
    public long listedBytes() {
        return plan.listedBytes();
    }

    /** The first bytes of a plane's chunk. */
    public byte[] planeHeader(int plane) {
        return header(Chunk.Kind.PLANE, plane, layout.planeBytes(plane));
    }

    /** The first bytes of an answer's chunk. */
    public byte[] answerHeader(int answer) {
        return header(Chunk.Kind.ANSWER, answer, layout.answerBytes(answer));
    }

    /** An answer whose bytes were sealed in this process, and need no check. */
    public Chunk sealedAnswer(int answer, byte[] bytes) {
        return new Chunk(answer, chunk.jobId(), digest, bytes);
    }

    private byte[] header(Chunk.Kind kind, int index, int payload) {
        byte[] header = Arrays.copyOf(Chunk.frame(kind, index, chunk.jobId(), digest, 0), Chunk.HEADER_BYTES);
        ByteBuffer.wrap(header).putLong(LENGTH_OFFSET, payload);
        return header;
    }
}
