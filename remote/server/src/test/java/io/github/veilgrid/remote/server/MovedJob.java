package io.github.veilgrid.remote.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.blind.PrivateMap;
import io.github.veilgrid.regrid.owner.JobKey;
import io.github.veilgrid.regrid.owner.MasterKey;
import io.github.veilgrid.regrid.owner.OwnerDecryption;
import io.github.veilgrid.regrid.owner.OwnerEncryption;
import io.github.veilgrid.regrid.owner.OwnerState;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.Preference;
import io.github.veilgrid.regrid.plan.PrivatePlanner;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.remote.ChunkFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A job whose owner does not know where the result lies, and its key. The maps here move by whole pixels, so that what must
 * come out needs no arithmetic.
 */
final class MovedJob implements AutoCloseable {

    static final Size SIZE = new Size(96, 80, 4);
    private static final int FILL = -1024;

    private final double[][] voxels = new double[SIZE.z()][SIZE.x() * SIZE.y()];
    private final MasterKey master = MasterKey.random();
    private final JobKey key = JobKey.create(master);
    private final OwnerState state;
    private final TestJob sent;

    /** @param reach pixels by which a map may move others, along both axes */
    MovedJob(long seed, int reach) throws Exception {
        Random random = new Random(seed);
        for (double[] slice : voxels) {
            java.util.Arrays.setAll(slice, i -> random.nextInt(4096) + FILL);
        }
        Grid grid = Grid.of(SIZE, new double[3], new double[] {1, 0, 0}, new double[] {0, 1, 0}, new double[] {0, 0, 2.5});
        RegridTask task = new RegridTask(grid, PrivatePlanner.nominal(grid, SIZE.x(), SIZE.y()), Interpolation.LINEAR,
                Outside.FILL, new ValueScale(1, FILL, 0, 4095), FILL, 0.5);
        VoxelSource source = new VoxelSource() {
            @Override
            public Size size() {
                return SIZE;
            }

            @Override
            public void readSlice(int z, double[] into) {
                System.arraycopy(voxels[z], 0, into, 0, into.length);
            }
        };
        try (OwnerEncryption encryption = new OwnerEncryption(
                PrivatePlanner.plan(task, new int[] {reach, reach}, Preference.BALANCED), key, source, 1)) {
            state = encryption.state();
            sent = TestJob.unanswered(encryption);
        }
    }

    /** The map by which pixel (x, y) of the result is pixel (x + right, y + down) of the scan. */
    static ServedMap map(String name, int right, int down) {
        return new ServedMap(name, plan -> PrivateMap.of(1, 0, right, 0, 1, down), List.of(SIZE.x(), SIZE.y(), 0), List.of(4, 4),
                ("moved by " + right + " and " + down).getBytes(StandardCharsets.UTF_8));
    }

    TestJob sent() {
        return sent;
    }

    /** The same of a folder of answers. */
    void assertMoved(Path folder, int right, int down) throws Exception {
        List<byte[]> answers = new ArrayList<>();
        for (int i = 0; i < sent.shape().answers(); i++) {
            answers.add(ChunkFolder.read(new ChunkFolder(folder).answer(i)));
        }
        assertMoved(answers, right, down);
    }

    /** Decrypts, and compares every voxel. */
    void assertMoved(List<byte[]> answers, int right, int down) throws Exception {
        double[][] found = new double[SIZE.z()][];
        try (OwnerDecryption decryption = new OwnerDecryption(state, key, 1)) {
            for (byte[] answer : answers) {
                decryption.decryptPlane(answer, (z, values) -> found[z] = values.clone());
            }
            decryption.finish();
        }
        for (int z = 0; z < SIZE.z(); z++) {
            for (int i = 0; i < found[z].length; i++) {
                int x = i % SIZE.x() + right;
                int y = i / SIZE.x() + down;
                double expected = x < SIZE.x() && y < SIZE.y() ? voxels[z][y * SIZE.x() + x] : FILL;
                assertEquals(expected, found[z][i], 0.5, "slice " + z + ", pixel " + i);
            }
        }
    }

    @Override
    public void close() {
        master.close();
    }
}
