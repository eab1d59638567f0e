package io.github.veilgrid.bench;

import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.blind.BlindRegridder;
import io.github.veilgrid.regrid.owner.ErrorFigures;
import io.github.veilgrid.regrid.owner.JobKey;
import io.github.veilgrid.regrid.owner.MasterKey;
import io.github.veilgrid.regrid.owner.OwnerDecryption;
import io.github.veilgrid.regrid.owner.OwnerEncryption;
import io.github.veilgrid.regrid.plan.RegridPlan;
import java.util.ArrayList;
import java.util.List;

/**
 * A job whose stages alternate plane by plane, as in a real run, so that nothing is measured in a state it never has; wire
 * bytes to wire bytes.
 *
 * @param encrypt seconds
 * @param remote seconds
 * @param decrypt seconds
 * @param error what the sampled check found
 */
record StagedRun(double encrypt, double remote, double decrypt, ErrorFigures error) {

    /** Seconds of all stages. */
    double total() {
        return encrypt + remote + decrypt;
    }

    /** @param threads of each stage */
    static StagedRun of(RegridPlan plan, VoxelSource scan, int threads, BlindRegridder.Maps maps) throws Exception {
        long[] nanos = new long[3];
        try (MasterKey master = MasterKey.random()) {
            JobKey key = JobKey.create(master);
            long start = System.nanoTime();
            OwnerEncryption begun = new OwnerEncryption(plan, key, scan, threads);
            nanos[0] += System.nanoTime() - start;
            start = System.nanoTime();
            BlindRegridder prepared = new BlindRegridder(begun.planChunk(), threads, maps);
            nanos[1] += System.nanoTime() - start;
            start = System.nanoTime();
            try (OwnerEncryption encryption = begun;
                    BlindRegridder blind = prepared;
                    OwnerDecryption decryption = new OwnerDecryption(encryption.state(), key, threads)) {
                nanos[2] += System.nanoTime() - start;
                List<byte[]> answers = new ArrayList<>();
                for (int plane = 0; plane < encryption.planes(); plane++) {
                    start = System.nanoTime();
                    byte[] chunk = encryption.encryptPlane(plane);
                    nanos[0] += System.nanoTime() - start;
                    start = System.nanoTime();
                    blind.accept(chunk, (w, answer) -> answers.add(answer));
                    nanos[1] += System.nanoTime() - start;
                    start = System.nanoTime();
                    for (byte[] answer : answers) {
                        decryption.decryptPlane(answer, (z, slice) -> { });
                    }
                    nanos[2] += System.nanoTime() - start;
                    answers.clear();
                }
                return new StagedRun(nanos[0] * 1e-9, nanos[1] * 1e-9, nanos[2] * 1e-9, decryption.finish());
            }
        }
    }
}
