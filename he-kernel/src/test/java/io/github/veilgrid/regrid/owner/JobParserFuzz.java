package io.github.veilgrid.regrid.owner;

import io.github.veilgrid.he.ckks.ParserFuzz;
import io.github.veilgrid.he.wire.IntegerPacking;
import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.Jobs;
import io.github.veilgrid.regrid.PrivateJobs;
import io.github.veilgrid.regrid.plan.PlanRefusedException;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.JobPlanCodec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Every parser of jobs: plans, chunks, integers, what the owner keeps, sealed or not, and key files; the second target of
 * {@code he-kernel/fuzz}. Input as for the kernel's {@code ParserFuzz}: a byte for the parser, one for the way, then bytes
 * or patches (offset in four bytes, value) of a valid object, with or without a digest computed anew.
 */
public final class JobParserFuzz {

    private static final int ROUNDS_AT = 8;
    private static final int FEW_ROUNDS = 64;
    private static final char[] PASSPHRASE = "fuzz".toCharArray();
    private static final JobKey KEY = JobKey.create(MasterKey.random());
    private static final Path KEY_FILE = keyFile();
    private static final byte[][] SAMPLES = samples();
    private static final int TURNED = 6;
    private static final byte[] PRIVATE = privatePlan();

    private JobParserFuzz() {
    }

    private static Path keyFile() {
        try {
            Path file = Files.createTempDirectory("veilgrid-fuzz").resolve("key");
            file.toFile().deleteOnExit();
            file.getParent().toFile().deleteOnExit();
            MasterKeyFile.save(MasterKey.random(), file, PASSPHRASE);
            return file;
        } catch (IOException | KeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[][] samples() {
        try {
            RegridPlan plan = Jobs.general();
            byte[] state;
            try (OwnerEncryption encryption = new OwnerEncryption(plan, KEY, Jobs.volume(plan, 1), 1)) {
                for (int plane = 0; plane < encryption.planes(); plane++) {
                    encryption.encryptPlane(plane);
                }
                state = encryption.state().toBytes();
            }
            byte[] wire = JobPlanCodec.toBytes(plan.wire());
            byte[] chunk = Chunk.frame(Chunk.Kind.PLANE, 3, new byte[32], new byte[32], 40);
            Chunk.seal(chunk);
            return new byte[][] {wire, chunk, new byte[IntegerPacking.bytes(64, 13)], state, KEY.seal("state", new byte[40]),
                Files.readAllBytes(KEY_FILE), JobPlanCodec.toBytes(Jobs.oblique().wire())};
        } catch (IOException | PlanRefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] privatePlan() {
        try {
            return JobPlanCodec.toBytes(PrivateJobs.small().wire());
        } catch (PlanRefusedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Plans of the later kinds share a parser's number, so that inputs once kept mean what they meant. */
    private static byte[] sample(int parser, byte way) {
        return parser == TURNED && (way & 4) != 0 ? PRIVATE : SAMPLES[parser];
    }

    /** The entry point that fuzzers look for. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length < 2) {
            return;
        }
        int parser = (input[0] & 0xff) % SAMPLES.length;
        byte[] bytes = (input[1] & 1) == 0 ? Arrays.copyOfRange(input, 2, input.length) : ParserFuzz.patched(sample(parser, input[1]), input);
        try {
            read(parser, bytes, (input[1] & 2) != 0);
        } catch (WireFormatException | KeyException refused) {
            if (refused.getMessage().isBlank()) {
                throw new AssertionError("refused without a reason");
            }
        }
    }

    private static void read(int parser, byte[] bytes, boolean repair) throws IOException, KeyException {
        switch (parser) {
            case 0, TURNED -> requireSame(bytes, JobPlanCodec.toBytes(JobPlanCodec.fromBytes(bytes)));
            case 1 -> {
                if (repair && bytes.length >= Chunk.FRAME_BYTES) {
                    Chunk.seal(bytes);
                }
                Chunk chunk = Chunk.parse(bytes, Chunk.Kind.PLANE);
                byte[] again = Chunk.frame(Chunk.Kind.PLANE, chunk.index(), chunk.jobId(), chunk.planDigest(), chunk.payloadBytes());
                System.arraycopy(chunk.payload(), 0, again, Chunk.HEADER_BYTES, chunk.payloadBytes());
                Chunk.seal(again);
                requireSame(bytes, again);
            }
            case 2 -> {
                double[] integers = new double[64];
                IntegerPacking.unpack(bytes, 0, 13, integers);
                byte[] again = new byte[IntegerPacking.bytes(64, 13)];
                IntegerPacking.pack(integers, 13, again, 0);
                requireSame(Arrays.copyOf(bytes, again.length), again);
            }
            case 3 -> OwnerState.fromBytes(bytes).toBytes();
            case 4 -> KEY.unseal("state", bytes);
            default -> {
                fewRounds(bytes);
                Files.write(KEY_FILE, bytes);
                MasterKeyFile.load(KEY_FILE, PASSPHRASE);
            }
        }
    }

    /** Ten million rounds are a legal wish of a key file, and no subject of this test. */
    private static void fewRounds(byte[] bytes) {
        if (bytes.length >= ROUNDS_AT + Integer.BYTES) {
            ByteBuffer file = ByteBuffer.wrap(bytes);
            file.putInt(ROUNDS_AT, file.getInt(ROUNDS_AT) % FEW_ROUNDS);
        }
    }

    private static void requireSame(byte[] accepted, byte[] written) {
        if (!Arrays.equals(accepted, written)) {
            throw new AssertionError("accepted, but written again otherwise");
        }
    }
}
