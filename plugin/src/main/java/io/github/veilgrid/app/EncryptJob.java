package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.StageClock.Part;
import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.regrid.owner.JobKey;
import io.github.veilgrid.regrid.owner.MasterKey;
import io.github.veilgrid.regrid.owner.OwnerEncryption;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.remote.ChunkFolder;
import java.nio.file.Path;

/** First of the three steps: encrypts a series into a job folder. Stateless and thread safe. */
public final class EncryptJob {

    /**
     * An encrypted job.
     *
     * @param send the folder to give to the remote party
     * @param plan what it holds
     * @param bytes its size
     * @param seconds reading and encryption together
     */
    public record Result(Path send, RegridPlan plan, long bytes, double seconds) {

        /** One line for the user. */
        public String summary() {
            return send + ": " + plan.planesUp() + " planes of ciphertexts, " + Figures.bytes(bytes) + ", in "
                    + Figures.seconds(seconds) + " s; give this folder, and nothing else, to the remote party";
        }
    }

    private EncryptJob() {
    }

    /**
     * @param request series and target; output, report and picture are not used
     * @param access the owner's key
     * @param job folder to make
     * @throws JobFailure if the job did not finish; then no folder is left behind
     */
    public static Result run(
            RegridRequest request, KeyAccess access, Path job, Progress progress, Cancellation cancellation)
            throws JobFailure {
        return JobFailures.guard(Kind.INPUT, () -> {
            StageClock clock = new StageClock(request.threads());
            OutputPlace.requireFree(job);
            try (MasterKey master = access.open()) {
                progress.at(Progress.Stage.READ, 0);
                Preparation ready = clock.time(Part.READ, () -> Reading.of(() -> Preparation.of(request), cancellation));
                if (ready.volumes().size() > 1) {
                    throw new JobFailure(Kind.USAGE, "A job holds one volume: encrypt the " + ready.volumes().size()
                            + " volumes one by one with --volume 0, 1 and so on, or regrid them together with "
                            + "'veilgrid run'.");
                }
                progress.planned(ready.figures(request.threads()), ready.remarks());
                JobKey key = JobKey.create(master);
                WatchedVoxels volume = new WatchedVoxels(ready.volume(), clock, cancellation);
                try (NewFolder folder = new NewFolder(job);
                        OwnerEncryption encryption =
                                new OwnerEncryption(ready.plan(), key, volume, request.threads())) {
                    JobFolder files = new JobFolder(folder.path());
                    files.create();
                    files.writeId(key.jobId());
                    long bytes = encrypt(encryption, files, progress, cancellation, clock);
                    files.seal(key, new KeptJob(ready.source().origin(), ready.derivation(),
                            ready.plan().task().values(), ready.plan().layout(), ready.plan().blocks(),
                            PictureSource.of(ready.plan(), volume), clock.seconds(Part.READ),
                            clock.seconds(Part.ENCRYPT), bytes), encryption.state().toBytes());
                    cancellation.check();
                    folder.finish();
                    return new Result(new JobFolder(job).send(), ready.plan(), bytes, clock.total());
                }
            }
        });
    }

    private static long encrypt(OwnerEncryption encryption, JobFolder files, Progress progress, Cancellation cancellation,
            StageClock clock) throws Exception {
        ChunkFolder send = new ChunkFolder(files.send());
        byte[] plan = encryption.planChunk();
        ChunkFolder.write(send.plan(), plan);
        long bytes = plan.length;
        for (int plane = 0; plane < encryption.planes(); plane++) {
            cancellation.check();
            progress.at(Progress.Stage.ENCRYPT, (double) plane / encryption.planes());
            int number = plane;
            byte[] chunk = clock.time(Part.ENCRYPT, () -> Exchange.encrypt(encryption, number));
            ChunkFolder.write(send.plane(plane), chunk);
            bytes += chunk.length;
        }
        progress.at(Progress.Stage.ENCRYPT, 1);
        return bytes;
    }
}
