package io.github.veilgrid.he.ckks;

import io.github.veilgrid.he.wire.ResiduePacking;
import io.github.veilgrid.he.wire.WireFormatException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/**
 * Every parser of the kernel, driven by arbitrary bytes: the target of the coverage-guided fuzzer ({@code he-kernel/fuzz})
 * and of the corpus that {@link ParserFuzzTest} replays. What is accepted must be what is written again; what is refused
 * must be refused with the one checked exception.
 *
 * <p>Input: one byte chooses the parser, one the way: the rest as it is, or as patches (offset in four bytes, value) of a
 * valid object, with or without a digest computed anew.
 */
public final class ParserFuzz {

    private static final int PATCH = 5;
    private static final CkksParameters PLAIN = CkksParameters.of(1024, 25);
    private static final CkksParameters SWITCHING = CkksParameters.of(new CkksLiteral(2048, List.of(24), List.of(25)));
    private static final byte[][] SAMPLES = samples();

    private ParserFuzz() {
    }

    private static byte[][] samples() {
        SecureRandom random = new SecureRandom();
        SecretKey key = SecretKey.derive(PLAIN, new byte[32]);
        SeededCiphertext seeded = new SecretKeyEncryption(key, random).encrypt(new double[1024], 1, 0x1p22);
        return new byte[][] {
            PLAIN.toBytes(), CkksWire.toBytes(seeded.expand()), CkksWire.toBytes(seeded),
            CkksWire.toBytes(PublicKey.generate(key, random)),
            CkksWire.toBytes(EvaluationKeys.generate(SecretKey.derive(SWITCHING, new byte[32]), random, 1)),
            new byte[ResiduePacking.bytes(1024, 25)], CkksWire.toBytes(SwitchedCiphertext.of(seeded.expand(), 1_000_003)),
        };
    }

    /** The entry point that fuzzers look for. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length < 2) {
            return;
        }
        int parser = (input[0] & 0xff) % SAMPLES.length;
        byte[] bytes = (input[1] & 1) == 0 ? Arrays.copyOfRange(input, 2, input.length) : patched(SAMPLES[parser], input);
        if ((input[1] & 2) != 0) {
            bytes = CkksWireTest.repaired(bytes);
        }
        try {
            byte[] written = readAndWrite(parser, bytes);
            if (!Arrays.equals(written, Arrays.copyOf(bytes, written.length))) {
                throw new AssertionError("accepted, but written again otherwise");
            }
        } catch (WireFormatException refused) {
            if (refused.getMessage().isBlank()) {
                throw new AssertionError("refused without a reason");
            }
        }
    }

    /** A valid object with the patches that an input asks for. */
    public static byte[] patched(byte[] sample, byte[] input) {
        byte[] bytes = sample.clone();
        for (int at = 2; at + PATCH <= input.length; at += PATCH) {
            int offset = Math.floorMod(ByteBuffer.wrap(input, at, Integer.BYTES).getInt(), bytes.length);
            bytes[offset] = input[at + Integer.BYTES];
        }
        return bytes;
    }

    private static byte[] readAndWrite(int parser, byte[] bytes) throws WireFormatException {
        return switch (parser) {
            case 0 -> CkksParameters.fromBytes(bytes).toBytes();
            case 1 -> CkksWire.toBytes(CkksWire.ciphertext(PLAIN, bytes));
            case 2 -> CkksWire.toBytes(CkksWire.seededCiphertext(PLAIN, bytes));
            case 3 -> CkksWire.toBytes(CkksWire.publicKey(PLAIN, bytes));
            case 4 -> CkksWire.toBytes(CkksWire.evaluationKeys(SWITCHING, bytes));
            case 6 -> CkksWire.toBytes(CkksWire.switchedCiphertext(PLAIN, bytes));
            default -> {
                double[] row = new double[1024];
                ResiduePacking.unpack(bytes, 0, PLAIN.ring().modulus(0), row);
                byte[] out = new byte[ResiduePacking.bytes(1024, 25)];
                ResiduePacking.pack(row, PLAIN.ring().modulus(0), out, 0);
                yield out;
            }
        };
    }
}
