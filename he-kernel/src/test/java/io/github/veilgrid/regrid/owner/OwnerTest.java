package io.github.veilgrid.regrid.owner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.Jobs;
import io.github.veilgrid.regrid.TestVolume;
import io.github.veilgrid.regrid.Walk;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.wire.Chunk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the owner refuses, and what padding does. */
class OwnerTest {

    private final MasterKey master = MasterKey.random();
    private final JobKey key = JobKey.create(master);
    private RegridPlan plan;
    private TestVolume volume;
    private List<byte[]> answers;
    private OwnerState state;

    @BeforeEach
    void encryptAndRegrid() throws Exception {
        plan = Jobs.general();
        volume = Jobs.volume(plan, 5);
        run(key);
    }

    private void run(JobKey with) throws Exception {
        try (OwnerEncryption encryption = new OwnerEncryption(plan, with, volume, 1)) {
            List<byte[]> request = new ArrayList<>(List.of(encryption.planChunk()));
            for (int plane = 0; plane < encryption.planes(); plane++) {
                request.add(encryption.encryptPlane(plane));
            }
            state = OwnerState.fromBytes(encryption.state().toBytes());
            answers = Walk.regrid(request, 1);
        }
    }

    private double[][] decrypt(JobKey with) throws Exception {
        double[][] slices = new double[plan.task().target().size().z()][];
        try (OwnerDecryption decryption = new OwnerDecryption(state, with, 2)) {
            for (byte[] answer : answers) {
                decryption.decryptPlane(answer, (z, values) -> slices[z] = values.clone());
            }
            ErrorFigures figures = decryption.finish();
            assertTrue(figures.sampledMax() > 0 && figures.sampledMax() <= plan.predictedBound(), figures.toString());
            assertTrue(figures.sampledRms() <= figures.sampledMax());
        }
        return slices;
    }

    @Test
    void anImpossibleSizeInWhatWasKeptIsRefusedBeforeMemoryIsTaken() {
        byte[] bytes = state.toBytes();
        int sizes = 4 + 4 + ByteBuffer.wrap(bytes).getInt(4) + 32;
        for (int axis = 0; axis < 3; axis++) {
            for (int wrong : new int[] {Integer.MAX_VALUE, -1, 0, 65536}) {
                byte[] altered = bytes.clone();
                ByteBuffer.wrap(altered).putInt(sizes + 24 * axis, wrong);
                assertThrows(WireFormatException.class, () -> OwnerState.fromBytes(altered));
            }
        }
    }

    @Test
    void theRightKeyDecryptsAndSamplesAgree() throws Exception {
        decrypt(key);
    }

    @Test
    void aJobIsEncryptedOnceAndAReopenedKeyNeverEncrypts() throws Exception {
        assertThrows(IllegalStateException.class, () -> new OwnerEncryption(plan, key, volume, 1));
        JobKey reopened = JobKey.reopen(master, key.jobId());
        assertThrows(IllegalStateException.class, () -> new OwnerEncryption(plan, reopened, volume, 1));
    }

    @Test
    void anotherMasterKeyDecryptsNothing() throws Exception {
        JobKey other = JobKey.reopen(MasterKey.random(), key.jobId());
        assertThrows(AnswerRejectedException.class, () -> decrypt(other));
        byte[] sealed = key.seal("a", new byte[] {1, 2, 3});
        assertThrows(KeyException.class, () -> other.unseal("a", sealed));
        assertThrows(KeyException.class, () -> key.unseal("b", sealed));
        assertArrayEquals(new byte[] {1, 2, 3}, key.unseal("a", sealed));
        sealed[sealed.length / 2] ^= 1;
        assertThrows(KeyException.class, () -> key.unseal("a", sealed));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void anAnswerWithOneWrongPlaneIsRejectedAfterDecryption(int wrong) throws Exception {
        byte[] first = answers.get(wrong);
        byte[] last = answers.get(answers.size() - 1);
        System.arraycopy(last, Chunk.HEADER_BYTES, first, Chunk.HEADER_BYTES, last.length - Chunk.FRAME_BYTES);
        Chunk.seal(first);
        AnswerRejectedException e = assertThrows(AnswerRejectedException.class, () -> decrypt(key));
        assertTrue(e.getMessage().startsWith("the answer is wrong"), e.getMessage());
    }

    @Test
    void polynomialsOfNoResiduesOrOfAnotherLengthOrOutOfTurnAreRefused() throws Exception {
        byte[] masks = answers.get(0);
        byte[] beyond = masks.clone();
        Arrays.fill(beyond, Chunk.HEADER_BYTES, Chunk.HEADER_BYTES + 64, (byte) 0xff);
        Chunk.seal(beyond);
        try (OwnerDecryption decryption = new OwnerDecryption(state, key, 2)) {
            refused(decryption, answers.get(1), "answer plane 1 came before plane 0, which it needs");
            refused(decryption, beyond, "An encrypted value is outside its range: the data was altered or belongs to other parameters.");
            refused(decryption, relabelled(masks, 1), "answer plane 1 has ");
            refused(decryption, relabelled(answers.get(1), 0), "answer plane 0 has ");
            refused(decryption, relabelled(answers.get(1), answers.size()), "answer plane " + answers.size() + " was not due");
            decryption.decryptPlane(masks, (z, values) -> fail("polynomials a hold no slice"));
            refused(decryption, masks, "answer plane 0 was not due");
        }
    }

    private static void refused(OwnerDecryption decryption, byte[] answer, String sentence) {
        String said = assertThrows(WireFormatException.class,
                () -> decryption.decryptPlane(answer, (z, values) -> fail("a slice came of it"))).getMessage();
        assertTrue(said.startsWith(sentence), said);
    }

    /** The same answer as that to another plane. */
    private static byte[] relabelled(byte[] answer, int plane) {
        byte[] other = answer.clone();
        ByteBuffer.wrap(other).putInt(12, plane);
        Chunk.seal(other);
        return other;
    }

    @Test
    void answersMayComeInAnyOrderAfterTheFirst() throws Exception {
        double[][] inOrder = decrypt(key);
        answers = new ArrayList<>(answers);
        Collections.reverse(answers.subList(1, answers.size()));
        double[][] reversed = decrypt(key);
        for (int z = 0; z < inOrder.length; z++) {
            assertArrayEquals(inOrder[z], reversed[z]);
        }
    }

    @Test
    void missingRepeatedAlteredAndForeignAnswersAreRefused() throws Exception {
        byte[] altered = answers.get(1).clone();
        altered[Chunk.HEADER_BYTES + 100] ^= 4;
        try (OwnerDecryption decryption = new OwnerDecryption(state, key, 1)) {
            decryption.decryptPlane(answers.get(0), (z, values) -> { });
            assertThrows(WireFormatException.class, () -> decryption.decryptPlane(answers.get(0), (z, values) -> { }));
            assertThrows(WireFormatException.class, () -> decryption.decryptPlane(altered, (z, values) -> { }));
            assertEquals("answer plane 1 is missing",
                    assertThrows(WireFormatException.class, decryption::finish).getMessage());
        }
        List<byte[]> others = answers;
        run(JobKey.create(master));
        List<byte[]> mine = answers;
        assertFalse(Arrays.equals(others.get(0), mine.get(0)));
        try (OwnerDecryption decryption = new OwnerDecryption(state, key, 1)) {
            assertThrows(WireFormatException.class, () -> decryption.decryptPlane(mine.get(0), (z, values) -> { }));
        }
    }

    @Test
    void whatTouchesPaddingIsPaddingAndNothingElseChanges() throws Exception {
        double[][] whole = decrypt(key);
        double[] voxels = volume.voxels().clone();
        int width = volume.size().x();
        int padded = 5 + width * 6 + volume.size().slice() * 2;
        voxels[padded] = Double.NaN;
        volume = new TestVolume(volume.size(), voxels);
        JobKey second = JobKey.create(master);
        run(second);
        double[][] slices = decrypt(second);
        int found = 0;
        for (int z = 0; z < slices.length; z++) {
            for (int i = 0; i < slices[z].length; i++) {
                int u = i % plan.task().target().size().x();
                int v = i / plan.task().target().size().x();
                boolean touches = Math.abs(u / 0.684 - 5) < 1 && Math.abs(v / 0.684 - 6) < 1 && Math.abs(z * 0.4 - 2) < 1 - 1e-9;
                assertEquals(touches, Double.isNaN(slices[z][i]), "voxel " + u + ", " + v + ", " + z);
                if (!touches) {
                    assertEquals(whole[z][i], slices[z][i], 2 * plan.predictedBound());
                }
                found += touches ? 1 : 0;
            }
        }
        assertTrue(found > 0);
    }

    @Test
    void aValueOutsideTheDeclaredRangeIsRefusedNotWrapped() {
        double[] voxels = volume.voxels().clone();
        voxels[77] = plan.task().values().maximum() + 1;
        TestVolume beyond = new TestVolume(volume.size(), voxels);
        try (OwnerEncryption encryption = new OwnerEncryption(plan, JobKey.create(master), beyond, 2)) {
            IOException e = assertThrows(IOException.class, () -> encryption.encryptPlane(0));
            assertTrue(e.getMessage().contains("outside the range"), e.getMessage());
        }
    }
}
