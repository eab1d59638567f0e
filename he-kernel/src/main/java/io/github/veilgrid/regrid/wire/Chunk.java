package io.github.veilgrid.regrid.wire;

import io.github.veilgrid.he.wire.WireFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The frame of every message, version 2, big endian:
 *
 * <pre>
 * offset  bytes
 *      0      8   "VEILGRID"
 *      8      2   version, 2
 *     10      2   kind: 1 plan, 2 plane of ciphertexts, 3 plane of answers
 *     12      4   index of the plane, 0 for a plan
 *     16      8   length of the payload
 *     24     32   job id
 *     56     32   digest of the job's plan chunk; zeros in the plan chunk itself
 *     88      n   payload
 *   88+n      8   {@link Checksum} of everything before
 * </pre>
 *
 * The plan chunk's digest, SHA-256 of the whole chunk, covers the job id, the ring parameters and the layout; every other
 * chunk repeats it, so a chunk of another job, plan or parameter set is refused. The checksum finds accidents and lets
 * chunks be resent; it is not a signature.
 *
 * @param index plane number
 * @param jobId 32 bytes, public
 * @param planDigest digest of the plan chunk
 * @param bytes the whole frame
 */
public record Chunk(int index, byte[] jobId, byte[] planDigest, byte[] bytes) {

    /** What a chunk carries. */
    public enum Kind {
        PLAN(1), PLANE(2), ANSWER(3);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    /** Version of the frame and of all that is in it. */
    public static final int VERSION = 2;
    /** Bytes before the payload. */
    public static final int HEADER_BYTES = 88;
    /** Bytes of a plan's digest and of a job id. */
    public static final int DIGEST_BYTES = 32;
    /** Bytes that a frame adds to its payload. */
    public static final int FRAME_BYTES = HEADER_BYTES + Checksum.BYTES;

    private static final byte[] MAGIC = "VEILGRID".getBytes(StandardCharsets.US_ASCII);
    private static final int KIND_OFFSET = 10;

    /** A frame with its header written and room for the payload; {@link #seal} finishes it. */
    public static byte[] frame(Kind kind, int index, byte[] jobId, byte[] planDigest, int payloadBytes) {
        ByteBuffer out = ByteBuffer.allocate(Math.addExact(payloadBytes, FRAME_BYTES));
        out.put(MAGIC).putShort((short) VERSION).putShort((short) kind.code).putInt(index).putLong(payloadBytes);
        out.put(jobId, 0, DIGEST_BYTES).put(planDigest, 0, DIGEST_BYTES);
        return out.array();
    }

    /** Writes the checksum into a frame whose payload is complete. */
    public static void seal(byte[] frame) {
        System.arraycopy(computed(frame), 0, frame, frame.length - Checksum.BYTES, Checksum.BYTES);
    }

    private static byte[] computed(byte[] frame) {
        Checksum checksum = new Checksum();
        checksum.update(frame, 0, frame.length - Checksum.BYTES);
        return checksum.value();
    }

    /** Whether the checksum of a frame is that of its bytes. */
    private static boolean isSound(byte[] frame) {
        return Arrays.equals(computed(frame), checksum(frame));
    }

    /** The checksum that a sealed frame carries. */
    public static byte[] checksum(byte[] frame) {
        return Arrays.copyOfRange(frame, frame.length - Checksum.BYTES, frame.length);
    }

    /** The digest of a sealed plan chunk. */
    public static byte[] digest(byte[] planChunk) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(planChunk);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Whether a file that starts with these bytes is meant to be a chunk, whole or not. */
    public static boolean recognises(byte[] start) {
        return start.length >= MAGIC.length && Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
    }

    /** The kind that a frame says it is of, which {@link #parse} then checks; empty if there is none such. */
    public static Optional<Kind> statedKind(byte[] frame) {
        int code = frame.length < FRAME_BYTES ? 0 : ByteBuffer.wrap(frame).getShort(KIND_OFFSET);
        return Arrays.stream(Kind.values()).filter(kind -> kind.code == code).findFirst();
    }

    /**
     * Checks a frame from outside.
     *
     * @throws WireFormatException if it is not one whole, unaltered chunk of the expected kind
     */
    public static Chunk parse(byte[] frame, Kind kind) throws WireFormatException {
        if (frame.length < FRAME_BYTES) {
            throw new WireFormatException("the chunk is cut short: " + frame.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(frame);
        if (!recognises(frame)) {
            throw new WireFormatException("this is not a Veilgrid chunk");
        }
        in.position(MAGIC.length);
        int version = in.getShort();
        if (version != VERSION) {
            throw new WireFormatException("the chunk has version " + version + ", this program reads version " + VERSION);
        }
        int code = in.getShort();
        int index = in.getInt();
        long length = in.getLong();
        if (length != frame.length - FRAME_BYTES) {
            throw new WireFormatException("the chunk announces " + length + " bytes but carries "
                    + (frame.length - FRAME_BYTES));
        }
        if (!isSound(frame)) {
            throw new WireFormatException("the chunk was altered: its checksum does not match");
        }
        if (code != kind.code) {
            throw new WireFormatException("the chunk is not a " + kind.name().toLowerCase(Locale.ROOT));
        }
        if (index < 0) {
            throw new WireFormatException("the chunk has a negative index");
        }
        byte[] jobId = new byte[DIGEST_BYTES];
        byte[] planDigest = new byte[DIGEST_BYTES];
        in.get(jobId).get(planDigest);
        if (kind == Kind.PLAN && (index != 0 || !Arrays.equals(planDigest, new byte[DIGEST_BYTES]))) {
            throw new WireFormatException("the plan chunk has a number or a digest, which belong to planes");
        }
        return new Chunk(index, jobId, planDigest, frame);
    }

    /** Length of the payload. */
    public int payloadBytes() {
        return bytes.length - FRAME_BYTES;
    }

    /** A copy of the payload. */
    public byte[] payload() {
        return Arrays.copyOfRange(bytes, HEADER_BYTES, bytes.length - Checksum.BYTES);
    }
}
