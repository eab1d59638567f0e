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
import io.github.veilgrid.regrid.wire.JobPlan;
import io.github.veilgrid.remote.ChunkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
            byte[] id = folder.readId();
            folder.requireNotRejected();
            OutputPlace.requireWritable(request.report());
            OutputPlace.requireWritable(request.picture());
            try (MasterKey master = access.open()) {
                JobKey key = JobKey.reopen(master, id);
                KeptJob kept = folder.openJob(key);
                OwnerState state = OwnerState.fromBytes(folder.openState(key));
                return decrypt(request, kept, state, key, progress, cancellation, clock);
            } catch (AnswerRejectedException rejected) {
                folder.markRejected();
                throw rejected;
            }
        });
    }

    private static RegridResult decrypt(Request request, KeptJob kept, OwnerState state, JobKey key, Progress progress,
            Cancellation cancellation, StageClock clock) throws Exception {
        JobPlan wire = state.wire();
        long down = 0;
        Grid target = kept.picture().target();
        try (OwnedResult result = new OwnedResult(ResultWriter.open(request.output(), request.form(), kept.origin(),
                        target, kept.values(), kept.derivation()), target, clock, cancellation);
                OwnerDecryption decryption = new OwnerDecryption(state, key, request.threads())) {
            for (int plane = 0; plane < wire.planesDown(); plane++) {
                cancellation.check();
                progress.at(Progress.Stage.DECRYPT, (double) plane / wire.planesDown());
                Path file = new ChunkFolder(request.answers()).answer(plane);
                byte[] chunk = ChunkFolder.read(file);
                down += chunk.length;
                clock.time(Part.DECRYPT, () -> {
                    decrypt(decryption, file, chunk, result);
                    return null;
                });
            }
            progress.at(Progress.Stage.CHECK, 1);
            ErrorFigures error = decryption.finish();
            result.finish();
            RegridReport report = kept.reports().of(wire,
                    new RegridReport.Traffic(kept.bytesUp(), down),
                    OwnedResult.times(clock, kept.readSeconds(), kept.encryptSeconds()), error);
            writeExtras(request, kept, wire, result, report, decryption.sampledErrors());
            return new RegridResult(request.job(), request.output(), kept.origin().modality(), report, List.of());
        }
    }

    private static void decrypt(OwnerDecryption decryption, Path file, byte[] chunk, OwnedResult result)
            throws IOException {
        try {
            decryption.decryptPlane(chunk, result.volume(0));
        } catch (WireFormatException e) {
            throw new WireFormatException(file + ": " + e.getMessage());
        }
    }

    private static void writeExtras(Request request, KeptJob kept, JobPlan wire, OwnedResult result,
            RegridReport report, double[] errors) throws IOException {
        boolean page = request.report().filter(ReportFile::isPage).isPresent();
        byte[] seen = page || request.picture().isPresent()
                ? ChunkFolder.read(new ChunkFolder(new JobFolder(request.job()).send()).plane(wire.planesUp() / 2))
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
