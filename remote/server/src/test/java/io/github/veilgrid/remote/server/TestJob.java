package io.github.veilgrid.remote.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.blind.AnswerSink;
import io.github.veilgrid.regrid.owner.JobKey;
import io.github.veilgrid.regrid.owner.MasterKey;
import io.github.veilgrid.regrid.owner.OwnerEncryption;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.Planner;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.plan.TargetGrid;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.remote.ChunkFolder;
import io.github.veilgrid.remote.EmbeddedRemoteParty;
import io.github.veilgrid.remote.JobShape;
import io.github.veilgrid.remote.RemoteParty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A small job as it leaves its owner, and the answers that the embedded party gives to it: the oracle of every test here.
 *
 * @param plan the plan chunk
 * @param planes chunks
 * @param answers chunks
 */
record TestJob(byte[] plan, List<byte[]> planes, List<byte[]> answers) {

    /** A job whose planes are a hundred kilobytes or so. */
    static TestJob small(long seed) throws Exception {
        return of(new Size(24, 20, 12), seed);
    }

    static TestJob of(Size size, long seed) throws Exception {
        Grid source = Grid.of(size, new double[3], new double[] {0.684, 0, 0}, new double[] {0, 0.684, 0},
                new double[] {0, 0, 2.5});
        RegridTask task = new RegridTask(source, TargetGrid.spacing(source, new double[] {1, 1, 1}), Interpolation.LINEAR,
                Outside.FILL, new ValueScale(1, -1024, 0, 4095), -1024, 0.5);
        Random random = new Random(seed);
        try (MasterKey master = MasterKey.random();
                OwnerEncryption encryption =
                        new OwnerEncryption(Planner.plan(task), JobKey.create(master), noise(size, random), 1)) {
            TestJob unanswered = unanswered(encryption);
            return new TestJob(unanswered.plan, unanswered.planes, unanswered.through(new EmbeddedRemoteParty(1)));
        }
    }

    static TestJob unanswered(OwnerEncryption encryption) throws IOException {
        List<byte[]> planes = new ArrayList<>();
        for (int plane = 0; plane < encryption.planes(); plane++) {
            planes.add(encryption.encryptPlane(plane));
        }
        return new TestJob(encryption.planChunk(), planes, List.of());
    }

    private static VoxelSource noise(Size size, Random random) {
        return new VoxelSource() {
            @Override
            public Size size() {
                return size;
            }

            @Override
            public void readSlice(int z, double[] into) {
                for (int i = 0; i < into.length; i++) {
                    into[i] = random.nextInt(4096) - 1024;
                }
            }
        };
    }

    /** Answers of a party to this job. */
    List<byte[]> through(RemoteParty party) throws IOException {
        List<byte[]> answers = new ArrayList<>();
        AnswerSink sink = (number, chunk) -> answers.add(chunk);
        try (RemoteParty.Session session = party.open(plan, sink)) {
            for (byte[] plane : planes) {
                session.send(plane);
            }
            session.finish();
        }
        return answers;
    }

    JobShape shape() throws IOException {
        return JobShape.of(plan);
    }

    String id() throws IOException {
        return shape().job();
    }

    /** Lays the job out as {@code veilgrid encrypt} does. */
    Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        ChunkFolder chunks = new ChunkFolder(folder);
        ChunkFolder.write(chunks.plan(), plan);
        for (int plane = 0; plane < planes.size(); plane++) {
            ChunkFolder.write(chunks.plane(plane), planes.get(plane));
        }
        return folder;
    }

    void assertAnswered(List<byte[]> found) {
        assertEquals(answers.size(), found.size());
        for (int i = 0; i < found.size(); i++) {
            assertArrayEquals(answers.get(i), found.get(i), "answer " + i);
        }
    }

    void assertAnswered(Path folder) throws IOException {
        List<byte[]> found = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            found.add(ChunkFolder.read(new ChunkFolder(folder).answer(i)));
        }
        assertAnswered(found);
    }
}
