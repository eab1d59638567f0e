package io.github.veilgrid.remote;

import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.PlaneLayout;
import io.github.veilgrid.regrid.wire.WirePlan;
import io.github.veilgrid.regrid.wire.WirePlanCodec;
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
    private final WirePlan plan;
    private final PlaneLayout layout;
    private final byte[] digest;

    private JobShape(Chunk chunk, WirePlan plan) {
        this.chunk = chunk;
        this.plan = plan;
        this.layout = new PlaneLayout(plan);
        this.digest = Chunk.digest(chunk.bytes());
    }

    /** @throws WireFormatException if the chunk is not a sound plan, or one whose chunks no array could hold */
    public static JobShape of(byte[] planChunk) throws WireFormatException {
        Chunk chunk = Chunk.parse(planChunk, Chunk.Kind.PLAN);
        try {
            JobShape shape = new JobShape(chunk, WirePlanCodec.fromBytes(chunk.payload()));
            Math.addExact(Math.max(shape.layout.planeBytes(), shape.layout.answerBytes()), Chunk.FRAME_BYTES);
            return shape;
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

    public WirePlan plan() {
        return plan;
    }

    public int planes() {
        return plan.planesUp();
    }

    public int answers() {
        return plan.planesDown();
    }

    /** Bytes of a plane's chunk. */
    public int planeBytes() {
        return layout.planeBytes() + Chunk.FRAME_BYTES;
    }

    /** Bytes of an answer's chunk. */
    public int answerBytes() {
        return layout.answerBytes() + Chunk.FRAME_BYTES;
    }

    /** Bytes of the plan and all planes. */
    public long bytesUp() {
        return chunk.bytes().length + (long) planes() * planeBytes();
    }

    /** Bytes of all answers. */
    public long bytesDown() {
        return (long) answers() * answerBytes();
    }

    /** Memory that regridding needs. */
    public long workingBytes() {
        return layout.workingBytes();
    }

    /** The first bytes of a plane's chunk. */
    public byte[] planeHeader(int plane) {
        return header(Chunk.Kind.PLANE, plane, layout.planeBytes());
    }

    /** The first bytes of an answer's chunk. */
    public byte[] answerHeader(int answer) {
        return header(Chunk.Kind.ANSWER, answer, layout.answerBytes());
    }

    private byte[] header(Chunk.Kind kind, int index, int payload) {
        byte[] header = Arrays.copyOf(Chunk.frame(kind, index, chunk.jobId(), digest, 0), Chunk.HEADER_BYTES);
        ByteBuffer.wrap(header).putLong(LENGTH_OFFSET, payload);
        return header;
    }
}
