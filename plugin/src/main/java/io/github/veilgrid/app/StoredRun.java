package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The whole way with every step kept: what was interrupted, however rudely, goes on where it was when it is run again. A job
 * that is encrypted is never encrypted again; its stored planes are sent, and its stored answers decrypted. Stateless and
 * thread safe.
 */
public final class StoredRun {

    private StoredRun() {
    }

    /**
     * @param request what to encrypt, if the job is not there yet, and where the result goes. A job that is there goes on
     *     as it was encrypted
     * @param access the owner's key
     * @param job folder that keeps the job; the user deletes it when the result is good
     * @throws JobFailure if the job did not finish; what was done stays in the folder
     */
    public static RegridResult run(
            RegridRequest request, KeyAccess access, Path job, Progress progress, Cancellation cancellation)
            throws JobFailure {
        Path output = request.output().orElseThrow(() ->
                new JobFailure(Kind.USAGE, "The output is missing: name one with --output."));
        JobFailures.guard(Kind.USAGE, () -> OutputPlace.requireFreeResult(output));
        if (!Files.isDirectory(job)) {
            EncryptJob.run(request, access, job, progress, cancellation);
        }
        Path answers = job.resolve("answers");
        if (!Files.isDirectory(answers)) {
            Path send = new JobFolder(job).send();
            if (request.remote().isPresent()) {
                RegridFiles.runAt(request.remote().get(), send, answers, PrivateTarget.mapName(request), progress, cancellation);
            } else {
                RegridFiles.run(send, answers, request.threads(), request.map(), progress, cancellation);
            }
        }
        return DecryptJob.run(new DecryptJob.Request(answers, job, output,
                request.form().withToolkit(request.toolkit()), request.report(), request.picture(), request.threads()),
                access, progress, cancellation);
    }
}
