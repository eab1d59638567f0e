package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.StageClock.Part;
import io.github.veilgrid.app.report.RegridReport;
import io.github.veilgrid.app.report.WholeFile;
import io.github.veilgrid.app.report.page.ReportPage;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.owner.AnswerRejectedException;
import io.github.veilgrid.regrid.owner.ErrorFigures;
import io.github.veilgrid.regrid.owner.JobKey;
import io.github.veilgrid.regrid.owner.MasterKey;
import io.github.veilgrid.regrid.owner.OwnerDecryption;
import io.github.veilgrid.regrid.owner.OwnerState;
import io.github.veilgrid.regrid.owner.SliceSink;
import io.github.veilgrid.regrid.wire.JobPlan;
import io.github.veilgrid.remote.ChunkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Last of the three steps: decrypts the remote party's answers and writes the derived series. Thread safe. */
public final class DecryptJob {

    /**
     * What is to be decrypted.
     *
     * @param answers folder that the remote party gave back
     * @param job folder of the job
     * @param output folder for the derived series, or new file that ends in .nii or .nii.gz
     * @param form how a derived series is written
     * @param report file to write: a page if its name ends in .html, else JSON
     * @param picture PNG file to write
     * @param threads at least 1
     */
    public record Request(Path answers, Path job, Path output, SeriesForm form, Optional<Path> report,
            Optional<Path> picture, int threads) {
    }

    private DecryptJob() {
    }

    /**
     * @param access the owner's key, the one that encrypted
     * @throws JobFailure if the job did not finish; then nothing is left behind
     */
    public static RegridResult run(Request request, KeyAccess access, Progress progress, Cancellation cancellation)
            throws JobFailure {
        return JobFailures.guard(Kind.REMOTE, () -> {
            HeapPeak.start();
            StageClock clock = new StageClock(request.threads());
            OutputPlace.requireFreeResult(request.output());
            if (!Files.isDirectory(request.answers())) {
                throw new JobFailure(Kind.INPUT, request.answers() + " does not exist: name the folder that the "
                        + "remote party gave back.");
            }
            JobFolder folder = new JobFolder(request.job());
            List<byte[]> ids = folder.readIds();
            folder.requireNotRejected();
            OutputPlace.requireWritable(request.report());
            OutputPlace.requireWritable(request.picture());
            try (MasterKey master = access.open()) {
                List<JobKey> keys = new ArrayList<>();
                for (byte[] id : ids) {
                    keys.add(JobKey.reopen(master, id));
                }
                return decrypt(request, folder, keys, progress, cancellation, clock);
            } catch (AnswerRejectedException rejected) {
                folder.markRejected();
                throw rejected;
            }
        });
    }

    private static RegridResult decrypt(Request request, JobFolder folder, List<JobKey> keys, Progress progress,
            Cancellation cancellation, StageClock clock) throws Exception {
        KeptJob kept = folder.openJob(keys.get(0));
        Grid target = kept.picture().target();
        requireAllVolumes(request, folder, keys.size(), kept.origin().volumes());
        try (OwnedResult result = new OwnedResult(ResultWriter.open(request.output(), request.form(), kept.origin(),
                        target, kept.values(), kept.derivation()), target, clock, cancellation)) {
            List<Volume> volumes = new ArrayList<>();
            for (int volume = 0; volume < keys.size(); volume++) {
                OwnerState state = OwnerState.fromBytes(folder.openState(keys.get(volume), volume, keys.size()));
                ChunkFolder answers = new ChunkFolder(VolumeFolders.of(request.answers(), volume, keys.size()));
                volumes.add(decrypt(answers, state, keys.get(volume), request.threads(), result.volume(volume),
                        progress.part(volume, keys.size()), cancellation, clock));
            }
            progress.at(Progress.Stage.CHECK, 1);
            result.finish();
            JobPlan wire = volumes.get(0).wire();
            RegridReport report = kept.reports().of(wire,
                    new RegridReport.Traffic(kept.bytesUp(), volumes.stream().mapToLong(Volume::bytes).sum()),
                    OwnedResult.times(clock, kept.readSeconds(), kept.encryptSeconds()),
                    Reports.together(volumes.stream().map(Volume::error).toList()));
            Path send = VolumeFolders.of(folder.send(), 0, keys.size());
            writeExtras(request, kept, wire, send, result, report, volumes.get(0).errors());
            return new RegridResult(request.job(), request.output(), kept.origin().modality(), report, List.of());
        }
    }

    private static void requireAllVolumes(Request request, JobFolder folder, int ids, int kept)
            throws JobFailure, IOException {
        if (ids != kept) {
            throw new JobFailure(Kind.INPUT, folder.path().resolve("job") + " was altered: restore the job's folder.");
        }
        int answered = VolumeFolders.count(request.answers());
        if (answered != ids) {
            throw new JobFailure(Kind.INPUT, request.answers() + " holds the answers to " + volumes(answered)
                    + ", the job is of " + volumes(ids) + ": name the folder that the remote party gave back for this job.");
        }
    }

    private static String volumes(int count) {
        return count == 1 ? "1 volume" : count + " volumes";
    }

    /** A volume that came back and passed the sampled check. */
    private record Volume(JobPlan wire, long bytes, ErrorFigures error, double[] errors) {
    }

    private static Volume decrypt(ChunkFolder answers, OwnerState state, JobKey key, int threads, SliceSink sink,
            Progress progress, Cancellation cancellation, StageClock clock) throws Exception {
        JobPlan wire = state.wire();
        long down = 0;
        try (OwnerDecryption decryption = new OwnerDecryption(state, key, threads)) {
            for (int plane = 0; plane < wire.planesDown(); plane++) {
                cancellation.check();
                progress.at(Progress.Stage.DECRYPT, (double) plane / wire.planesDown());
                Path file = answers.answer(plane);
                byte[] chunk = ChunkFolder.read(file);
                down += chunk.length;
                clock.time(Part.DECRYPT, () -> {
                    decrypt(decryption, file, chunk, sink);
                    return null;
                });
            }
            return new Volume(wire, down, decryption.finish(), decryption.sampledErrors());
        }
    }

    private static void decrypt(OwnerDecryption decryption, Path file, byte[] chunk, SliceSink sink)
            throws IOException {
        try {
            decryption.decryptPlane(chunk, sink);
        } catch (WireFormatException e) {
            throw new WireFormatException(file + ": " + e.getMessage());
        }
    }

    private static void writeExtras(Request request, KeptJob kept, JobPlan wire, Path send, OwnedResult result,
            RegridReport report, double[] errors) throws IOException {
        boolean page = request.report().filter(ReportFile::isPage).isPresent();
        byte[] seen = page || request.picture().isPresent()
                ? ChunkFolder.read(new ChunkFolder(send).plane(wire.planesUp() / 2))
                : new byte[0];
        if (request.picture().isPresent()) {
            kept.picture().write(request.picture().get(), seen, result.planes().image());
        }
        if (page) {
            WholeFile.write(request.report().get(), ReportPage.of(kept.origin().modality(), report, errors,
                    List.of(kept.picture().plane(seen, result.planes()))));
        } else if (request.report().isPresent()) {
            WholeFile.write(request.report().get(), report.toJson());
        }
    }
}
