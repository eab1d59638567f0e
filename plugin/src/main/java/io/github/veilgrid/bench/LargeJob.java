package io.github.veilgrid.bench;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.regrid.blind.BlindRegridder;
import io.github.veilgrid.regrid.owner.JobKey;
import io.github.veilgrid.regrid.owner.MasterKey;
import io.github.veilgrid.regrid.owner.OwnerDecryption;
import io.github.veilgrid.regrid.owner.OwnerEncryption;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.Planner;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.plan.TargetGrid;
import io.github.veilgrid.regrid.plan.TurnedGrid;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/**
 * One side of a large job in a process of its own: chunks go out on standard output and come in on standard input, each
 * after its length. The scan is made up slice by slice. At the end the peak of the heap is written to a file.
 */
final class LargeJob {

    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private final DataInputStream in = new DataInputStream(new BufferedInputStream(System.in));
    private final DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));

    private LargeJob() {
    }

    /**
     * Arguments: {@code owner} or {@code remote}, slices, the file for the peak in bytes; and, for a turned target, three
     * angles in degrees.
     */
    public static void main(String[] arguments) throws Exception {
        HeapWatch watch = HeapWatch.start();
        LargeJob job = new LargeJob();
        if (arguments[0].equals("owner")) {
            job.owner(Integer.parseInt(arguments[1]),
                    Arrays.stream(arguments).skip(3).mapToDouble(Double::parseDouble).toArray());
        } else {
            job.remote();
        }
        Files.writeString(Path.of(arguments[2]), String.valueOf(watch.peak()));
    }

    private void owner(int slices, double[] degrees) throws Exception {
        Size size = new Size(512, 512, slices);
        Grid source = Grid.of(size, new double[3], new double[] {0.684, 0, 0}, new double[] {0, 0.684, 0},
                new double[] {0, 0, 0.5});
        Grid covered = degrees.length == 0 ? source : TurnedGrid.turned(source, degrees);
        Grid target = TargetGrid.spacing(covered, new double[] {1, 1, 1});
        RegridPlan plan = Planner.plan(new RegridTask(source, target, Interpolation.LINEAR, Outside.FILL,
                MadeUpScan.VALUES, MadeUpScan.VALUES.minimum(), 0.5));
        try (MasterKey master = MasterKey.random()) {
            JobKey key = JobKey.create(master);
            try (OwnerEncryption encryption = new OwnerEncryption(plan, key, new MadeUpScan(size), THREADS);
                    OwnerDecryption decryption = new OwnerDecryption(encryption.state(), key, THREADS)) {
                CompletableFuture<Void> answers = CompletableFuture.runAsync(() -> decrypt(decryption, plan.planesDown()),
                        work -> new Thread(work, "veilgrid-decrypt").start());
                write(encryption.planChunk());
                for (int plane = 0; plane < encryption.planes(); plane++) {
                    write(encryption.encryptPlane(plane));
                }
                answers.get();
                decryption.finish();
            }
        }
    }

    private void decrypt(OwnerDecryption decryption, int planes) {
        try {
            for (int plane = 0; plane < planes; plane++) {
                decryption.decryptPlane(read(), (z, values) -> { });
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remote() throws IOException {
        try (BlindRegridder blind = new BlindRegridder(read(), THREADS)) {
            for (int plane = 0; plane < blind.planes(); plane++) {
                blind.accept(read(), (w, chunk) -> write(chunk));
            }
            blind.finish();
        }
    }

    private byte[] read() throws IOException {
        byte[] chunk = new byte[in.readInt()];
        in.readFully(chunk);
        return chunk;
    }

    private void write(byte[] chunk) throws IOException {
        out.writeInt(chunk.length);
        out.write(chunk);
        out.flush();
    }
}
