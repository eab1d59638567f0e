package io.github.veilgrid.he.wire;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What all serialised objects of the kernel have around them: magic, version, kind, the fingerprint of their parameters,
 * length, body, SHA-256 over everything before it. The layout stands in {@code he-kernel/WIRE.md}. Stateless, thread safe.
 */
public final class Envelope {

    /** Kinds of bodies. */
    public enum Kind {
        CIPHERTEXT(1, "ciphertext"), SEEDED_CIPHERTEXT(2, "seeded ciphertext"), PUBLIC_KEY(3, "public key"),
        EVALUATION_KEYS(4, "evaluation keys"), SWITCHED_CIPHERTEXT(5, "switched ciphertext");

        private final int code;
        private final String words;

        Kind(int code, String words) {
            this.code = code;
            this.words = words;
        }
    }

    /** Bytes before the body. */
    public static final int HEADER = 44;
    /** Bytes after the body. */
    public static final int TRAILER = 32;
    private static final int FINGERPRINT = 32;
    private static final int MAGIC = 'V' << 24 | 'G' << 16 | 'H' << 8 | 'E';
    private static final byte VERSION = 1;

    private Envelope() {
    }

    /**
     * An envelope with an empty body of that length, positioned at it; {@link #seal} finishes it.
     *
     * @param fingerprint 32 bytes
     */
    public static ByteBuffer open(Kind kind, byte[] fingerprint, int bodyLength) {
        ByteBuffer out = ByteBuffer.allocate(Math.addExact(HEADER + TRAILER, bodyLength));
        out.putInt(MAGIC).put(VERSION).put((byte) kind.code).putShort((short) 0).put(fingerprint, 0, FINGERPRINT).putInt(bodyLength);
        return out;
    }

    /** Adds the digest and returns the whole. */
    public static byte[] seal(ByteBuffer envelope) {
        byte[] bytes = envelope.array();
        MessageDigest digest = sha256();
        digest.update(bytes, 0, bytes.length - TRAILER);
        System.arraycopy(digest.digest(), 0, bytes, bytes.length - TRAILER, TRAILER);
        return bytes;
    }

    /**
     * Checks everything around the body.
     *
     * @return a view of the body, from position 0 to its limit; read only
     * @throws WireFormatException if anything is not as it must be
     */
    public static ByteBuffer check(byte[] bytes, Kind kind, byte[] fingerprint) throws WireFormatException {
        if (bytes.length < HEADER + TRAILER || ByteBuffer.wrap(bytes).getInt() != MAGIC) {
            throw new WireFormatException("This is not a " + kind.words + " of Veilgrid, or it was cut short.");
        }
        ByteBuffer header = ByteBuffer.wrap(bytes, Integer.BYTES, HEADER - Integer.BYTES);
        byte version = header.get();
        if (version != VERSION) {
            throw new WireFormatException("The " + kind.words + " has format version " + version + ", this program reads version "
                    + VERSION + ": use a matching release.");
        }
        byte code = header.get();
        if (code != kind.code || header.getShort() != 0) {
            throw new WireFormatException("This is not a " + kind.words + " (kind " + code + ").");
        }
        byte[] actual = new byte[FINGERPRINT];
        header.get(actual);
        if (!Arrays.equals(actual, fingerprint)) {
            throw new WireFormatException("The " + kind.words + " was made with other parameters.");
        }
        if (header.getInt() != bytes.length - HEADER - TRAILER) {
            throw new WireFormatException("The " + kind.words + " is cut short or has bytes too many.");
        }
        MessageDigest digest = sha256();
        digest.update(bytes, 0, bytes.length - TRAILER);
        if (!MessageDigest.isEqual(digest.digest(), Arrays.copyOfRange(bytes, bytes.length - TRAILER, bytes.length))) {
            throw new WireFormatException("The " + kind.words + " was altered: its digest does not match.");
        }
        return ByteBuffer.wrap(bytes, HEADER, bytes.length - HEADER - TRAILER).slice().asReadOnlyBuffer();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
