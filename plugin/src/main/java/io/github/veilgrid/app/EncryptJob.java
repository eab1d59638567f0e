package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.StageClock.Part;
import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.regrid.owner.JobKey;
import io.github.veilgrid.regrid.owner.MasterKey;
import io.github.veilgrid.regrid.owner.OwnerEncryption;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.remote.ChunkFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** First of the three steps: encrypts a series into a job folder. Stateless and thread safe. */
public final class EncryptJob {

    /**
     * An encrypted job.
     *
     * @param send the folder to give to the remote party
     * @param plan what it holds for each volume
     * @param volumes how many
     * @param bytes its size
     * @param seconds reading and encryption together
     */
    public record Result(Path send, RegridPlan plan, int volumes, long bytes, double seconds) {

        /** One line for the user. */
        public String summary() {
            return send + ": " + (volumes == 1 ? "" : volumes + " volumes of ") + plan.planesUp()
                    + " planes of ciphertexts, " + Figures.bytes(bytes) + ", in "
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
                progress.planned(ready.figures(request.threads()), ready.remarks());
                try (Growing growing = new Growing(job)) {
                    long bytes = encrypt(request, ready, master, new JobFolder(growing.folder()), progress, cancellation, clock);
                    cancellation.check();
                    growing.finish();
                    return new Result(new JobFolder(job).send(), ready.plan(), ready.volumes().size(), bytes, clock.total());
                }
            }
        });
    }

    /** Every volume under a key of its own, since no two may share one. */
    private static long encrypt(RegridRequest request, Preparation ready, MasterKey master, JobFolder files,
            Progress progress, Cancellation cancellation, StageClock clock) throws Exception {
        files.create();
        int volumes = ready.volumes().size();
        List<JobKey> keys = new ArrayList<>();
        long bytes = 0;
        for (int volume = 0; volume < volumes; volume++) {
            JobKey key = JobKey.create(master);
            keys.add(key);
            ChunkFolder send = new ChunkFolder(Files.createDirectories(VolumeFolders.of(files.send(), volume, volumes)));
            WatchedVoxels voxels = new WatchedVoxels(ready.volumes().get(volume), clock, cancellation);
            try (OwnerEncryption encryption = new OwnerEncryption(ready.plan(), key, voxels, request.threads())) {
                bytes += encrypt(encryption, send, progress.part(volume, volumes), cancellation, clock);
                files.sealState(key, encryption.state().toBytes(), volume, volumes);
            }
        }
        files.writeIds(keys.stream().map(JobKey::jobId).toList());
        files.sealJob(keys.get(0), new KeptJob(ready.source().origin(), ready.derivation(), ready.plan().task().values(),
                ready.plan().layout(), ready.plan().blocks(),
                PictureSource.of(ready.plan(), new WatchedVoxels(ready.volume(), clock, cancellation)),
                clock.seconds(Part.READ), clock.seconds(Part.ENCRYPT), bytes));
        return bytes;
    }

    private static long encrypt(OwnerEncryption encryption, ChunkFolder send, Progress progress,
            Cancellation cancellation, StageClock clock) throws Exception {
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
