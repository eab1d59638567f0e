package io.github.veilgrid.app;

import io.github.veilgrid.app.StageClock.Part;
import io.github.veilgrid.app.report.RegridReport;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.owner.ErrorFigures;
import io.github.veilgrid.regrid.owner.JobKey;
import io.github.veilgrid.regrid.owner.MasterKey;
import io.github.veilgrid.regrid.owner.OwnerDecryption;
import io.github.veilgrid.regrid.owner.OwnerEncryption;
import io.github.veilgrid.regrid.owner.SliceSink;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.remote.RemoteParty;
import java.io.IOException;
import java.util.Arrays;

/**
 * One volume through the remote party and back. A plane is encrypted and sent, and what comes back is decrypted and
 * handed on, before the next plane is touched. The key is made here and never leaves.
 *
 * @param party who regrids
 * @param threads of the owner's side
 * @param progress hears of planes
 * @param cancellation asked between planes
 * @param clock counts the time
 */
record Exchange(RemoteParty party, int threads, Progress progress, Cancellation cancellation, StageClock clock) {

    /** The picture needs no more of a plane than this. */
    private static final int SEEN_BYTES = 1 << 22;

    /**
     * A volume that came back and passed the sampled check.
     *
     * @param error what the check found
     * @param bytes what travelled
     * @param seen bytes of the middle plane of ciphertexts, for the picture
     * @param errors of the sample, one by one
     */
    record Outcome(ErrorFigures error, RegridReport.Traffic bytes, byte[] seen, double[] errors) {
    }

    /**
     * @param sink receives every slice of the target once, before the check: it must not publish them until this returns
     */
    Outcome run(RegridPlan plan, VoxelSource volume, SliceSink sink) throws Exception {
        WatchedVoxels watched = new WatchedVoxels(volume, clock, cancellation);
        try (MasterKey master = MasterKey.random()) {
            JobKey key = JobKey.create(master);
            try (OwnerEncryption encryption = new OwnerEncryption(plan, key, watched, threads);
                    OwnerDecryption decryption = new OwnerDecryption(encryption.state(), key, threads)) {
                return new Volley(encryption, decryption, sink, plan.wire().planesDown()).go();
            }
        }
    }

    /** Encrypts a plane; a scan that turns out to be unreadable half-way is a refused input. */
    static byte[] encrypt(OwnerEncryption encryption, int plane) throws IOException, JobFailure {
        try {
            return encryption.encryptPlane(plane);
        } catch (DicomException | JobCancelledException known) {
            throw known;
        } catch (IOException unreadable) {
            throw new JobFailure(JobFailure.Kind.INPUT, "The scan cannot be read to its end: "
                    + unreadable.getMessage() + ".", unreadable);
        }
    }

    /** The planes of one volume, forth and back. */
    private final class Volley {
        private final OwnerEncryption encryption;
        private final OwnerDecryption decryption;
        private final SliceSink sink;
        private final int answers;
        private int sent;
        private int received;
        private long up;
        private long down;
        private byte[] seen = new byte[0];

        Volley(OwnerEncryption encryption, OwnerDecryption decryption, SliceSink sink, int answers) {
            this.encryption = encryption;
            this.decryption = decryption;
            this.sink = sink;
            this.answers = answers;
        }

        Outcome go() throws Exception {
            byte[] planChunk = encryption.planChunk();
            up += planChunk.length;
            try (RemoteParty.Session session = party.open(planChunk, (plane, chunk) -> receive(chunk))) {
                int planes = encryption.planes();
                for (int plane = 0; plane < planes; plane++) {
                    cancellation.check();
                    sent = plane;
                    tell();
                    send(session, plane);
                }
                clock.time(Part.REMOTE, () -> {
                    session.finish();
                    return null;
                });
            }
            progress.at(Progress.Stage.CHECK, 1);
            return new Outcome(decryption.finish(), new RegridReport.Traffic(up, down), seen,
                    decryption.sampledErrors());
        }

        /** Answers count as well: a service may be far behind what was sent. */
        private void tell() {
            int all = encryption.planes() + answers;
            progress.at(Progress.Stage.REGRID, (double) (sent + received) / all);
        }

        private void send(RemoteParty.Session session, int plane) throws Exception {
            byte[] chunk = clock.time(Part.ENCRYPT, () -> encrypt(encryption, plane));
            up += chunk.length;
            if (plane == encryption.planes() / 2) {
                seen = Arrays.copyOf(chunk, Math.min(chunk.length, SEEN_BYTES));
            }
            clock.time(Part.REMOTE, () -> {
                session.send(chunk);
                return null;
            });
        }

        private void receive(byte[] chunk) throws IOException {
            down += chunk.length;
            cancellation.check();
            clock.time(Part.DECRYPT, () -> {
                decryption.decryptPlane(chunk, sink);
                return null;
            });
            received++;
            tell();
        }
    }
}
