package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.StageClock.Part;
import io.github.veilgrid.app.report.RegridReport;
import io.github.veilgrid.app.report.WholeFile;
import io.github.veilgrid.regrid.owner.ErrorFigures;
import io.github.veilgrid.regrid.owner.JobKey;
import io.github.veilgrid.regrid.owner.MasterKey;
import io.github.veilgrid.regrid.owner.OwnerDecryption;
import io.github.veilgrid.regrid.owner.OwnerEncryption;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.remote.EmbeddedRemoteParty;
import io.github.veilgrid.remote.RemoteParty;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The whole way in one process: read, encrypt, have the remote party regrid, decrypt, check, write. Planes stream: one
 * is encrypted, sent, and what comes back is decrypted and written before the next. The key is made for this job and
 * never written. Stateless and thread safe.
 */
public final class RegridJob {

    private RegridJob() {
    }

    /**
     * Runs with the embedded remote party.
     *
     * @throws JobFailure if the job did not finish; then nothing is left behind
     */
    public static RegridResult run(RegridRequest request, Progress progress, Cancellation cancellation)
            throws JobFailure {
        return run(request, new EmbeddedRemoteParty(request.threads()), progress, cancellation);
    }

    /** The same with a remote party of the caller's choice. */
    public static RegridResult run(
            RegridRequest request, RemoteParty party, Progress progress, Cancellation cancellation) throws JobFailure {
        return JobFailures.guard(Kind.REMOTE, () -> {
            HeapPeak.start();
            StageClock clock = new StageClock(request.threads());
            Path output = OutputPlace.requireFree(request.output().orElseThrow(() ->
                    new JobFailure(Kind.USAGE, "The output folder is missing: name one with --output.")));
            progress.at(Progress.Stage.READ, 0);
            Preparation ready = clock.time(Part.READ, () -> Preparation.of(request));
            cancellation.check();
            return new Run(request, ready, output, party, progress, cancellation, clock).go();
        });
    }

    /** One run; a record only to name its parts. */
    private record Run(
            RegridRequest request, Preparation ready, Path output, RemoteParty party, Progress progress,
            Cancellation cancellation, StageClock clock) {

        RegridResult go() throws Exception {
            RegridPlan plan = ready.plan();
            WatchedVoxels volume = new WatchedVoxels(ready.volume(), clock, cancellation);
            Traffic traffic = new Traffic();
            try (MasterKey master = MasterKey.random();
                    OwnedResult result = new OwnedResult(output, ready.source().template(), ready.target(),
                            plan.task().values(), ready.derivation(), clock, cancellation)) {
                JobKey key = JobKey.create(master);
                try (OwnerEncryption encryption = new OwnerEncryption(plan, key, volume, request.threads());
                        OwnerDecryption decryption =
                                new OwnerDecryption(encryption.state(), key, request.threads())) {
                    exchange(encryption, decryption, result, traffic);
                    progress.at(Progress.Stage.CHECK, 1);
                    ErrorFigures error = decryption.finish();
                    result.finish();
                    return report(error, traffic, volume, result);
                }
            }
        }

        private void exchange(
                OwnerEncryption encryption, OwnerDecryption decryption, OwnedResult result, Traffic traffic)
                throws Exception {
            int planes = encryption.planes();
            byte[] planChunk = encryption.planChunk();
            traffic.up += planChunk.length;
            try (RemoteParty.Session session = party.open(planChunk, (plane, chunk) -> {
                traffic.down += chunk.length;
                cancellation.check();
                clock.time(Part.DECRYPT, () -> {
                    decryption.decryptPlane(chunk, result);
                    return null;
                });
            })) {
                for (int plane = 0; plane < planes; plane++) {
                    cancellation.check();
                    progress.at(Progress.Stage.REGRID, (double) plane / planes);
                    int number = plane;
                    byte[] chunk = clock.time(Part.ENCRYPT, () -> ready.encrypt(encryption, number));
                    traffic.up += chunk.length;
                    if (plane == planes / 2) {
                        traffic.seen = Arrays.copyOf(chunk, Math.min(chunk.length, 4 * 1024 * 1024));
                    }
                    clock.time(Part.REMOTE, () -> {
                        session.send(chunk);
                        return null;
                    });
                }
                clock.time(Part.REMOTE, () -> {
                    session.finish();
                    return null;
                });
            }
            progress.at(Progress.Stage.REGRID, 1);
        }

        private RegridResult report(ErrorFigures error, Traffic traffic, WatchedVoxels volume, OwnedResult result)
                throws Exception {
            RegridReport.Times times = OwnedResult.times(clock, clock.seconds(Part.READ), clock.seconds(Part.ENCRYPT),
                    clock.seconds(Part.REMOTE));
            RegridReport report = ready.reports().of(ready.plan().wire(),
                    new RegridReport.Traffic(traffic.up, traffic.down), times, error);
            if (request.picture().isPresent()) {
                PictureSource.of(ready.plan(), volume).write(request.picture().get(), traffic.seen, result.middle());
            }
            if (request.report().isPresent()) {
                WholeFile.write(request.report().get(), report.toJson());
            }
            return new RegridResult(request.series(), output, ready.source().template().modality(), report,
                    ready.source().remarks());
        }
    }

    /** What went over the wire, and a piece of it for the picture. */
    private static final class Traffic {
        private long up;
        private long down;
        private byte[] seen = new byte[0];
    }
}
