package io.github.veilgrid.app.batch;

import io.github.veilgrid.app.Cancellation;
import io.github.veilgrid.app.GridTarget;
import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.Progress;
import io.github.veilgrid.app.Reading;
import io.github.veilgrid.app.RegridJob;
import io.github.veilgrid.app.RegridRequest;
import io.github.veilgrid.app.RegridResult;
import io.github.veilgrid.app.report.RegridReport;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.regrid.plan.Preference;
import io.github.veilgrid.remote.RemoteAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Runs a batch. Each row is one {@link RegridJob}; results.csv and results.json tell of all. Thread safe. */
public final class BatchJob {

    /**
     * What is to be done.
     *
     * @param input a folder, every series below which becomes a row, or a CSV file of rows
     * @param target for rows that name none
     * @param output folder for the results; rows whose result is there already are not done again
     * @param parallel jobs side by side, at least 1
     * @param remote service that regrids; empty for the embedded party
     * @param preference what counts where a row can be carried out in several ways
     */
    public record Request(Path input, Optional<GridTarget> target, Path output, int parallel,
            Optional<RemoteAddress> remote, Preference preference) {
    }

    private BatchJob() {
    }

    /**
     * @return one result a row, in their order
     * @throws JobFailure if the batch as a whole cannot be run, or was cancelled; rows that fail are results
     */
    public static List<BatchResult> run(Request request, Progress progress, Cancellation cancellation)
            throws JobFailure {
        try {
            progress.at(Progress.Stage.READ, 0);
            List<BatchRow> found = Reading.of(() -> BatchRows.of(request.input()), cancellation);
            Files.createDirectories(request.output());
            BatchLedger ledger = BatchLedger.open(request.output());
            List<BatchResult> results = all(
                    request, ledger.number(found, request.target()), ledger, progress, cancellation);
            if (cancellation.isCancelled()) {
                throw new JobFailure(Kind.CANCELLED, "Cancelled; rows that were done stay, run again to go on.");
            }
            return results;
        } catch (JobFailure failure) {
            throw failure;
        } catch (IOException e) {
            throw new JobFailure(Kind.INPUT, "The batch cannot be run: " + e.getMessage(), e);
        } catch (Exception e) {
            throw new JobFailure(Kind.UNEXPECTED, "Something unforeseen went wrong (" + e + ").", e);
        }
    }

    private static List<BatchResult> all(
            Request request, List<BatchRow> rows, BatchLedger ledger, Progress progress, Cancellation cancellation)
            throws JobFailure, IOException {
        BatchTable table = BatchTable.open(request.output(), rows);
        ExecutorService workers = Executors.newFixedThreadPool(request.parallel());
        try {
            List<Future<BatchResult>> futures = new ArrayList<>();
            for (BatchRow row : rows) {
                futures.add(workers.submit(() -> table.enter(one(request, row, ledger, table, cancellation))));
            }
            List<BatchResult> results = new ArrayList<>();
            for (Future<BatchResult> future : futures) {
                results.add(future.get());
                progress.at(Progress.Stage.REGRID, (double) results.size() / rows.size());
            }
            return results;
        } catch (InterruptedException e) {
            cancellation.cancel();
            Thread.currentThread().interrupt();
            throw new JobFailure(Kind.CANCELLED, "Interrupted; rows that were done stay.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException unwritable) {
                throw unwritable;
            }
            throw new JobFailure(Kind.UNEXPECTED, "Something unforeseen went wrong (" + e.getCause() + ").", e);
        } finally {
            workers.shutdown();
        }
    }

    private static BatchResult one(Request request, BatchRow row, BatchLedger ledger,
            BatchTable table, Cancellation cancellation) {
        try {
            if (isDone(request.output().resolve(row.name()))) {
                if (ledger.isAnother(row, request.target())) {
                    throw new JobFailure(Kind.USAGE, row.name() + " holds the result of another job, since the table or "
                            + "its target was changed: name another output folder, or remove " + row.name() + ".");
                }
                return new BatchResult(row.number(), BatchResult.Status.DONE_BEFORE, 0, "",
                        table.before(row));
            }
            ledger.enter(row, request.target());
            if (row.damage().isPresent()) {
                throw new JobFailure(Kind.INPUT, row.damage().get());
            }
            RegridRequest job = row.request(request.target(), request.output(), request.preference())
                    .remote(request.remote().orElse(null)).build();
            RegridResult result = RegridJob.run(job, Progress.SILENT, cancellation);
            return new BatchResult(row.number(), BatchResult.Status.DONE, 0, "", Optional.of(done(result.report())));
        } catch (JobFailure failure) {
            return failed(row, failure.exitCode(), failure.getMessage());
        } catch (IllegalArgumentException | IOException refused) {
            return failed(row, Kind.USAGE.exitCode(), refused.getMessage());
        }
    }

    /** Result folders appear whole or not at all. */
    private static boolean isDone(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent();
        }
    }

    private static BatchResult failed(BatchRow row, int exitCode, String message) {
        return new BatchResult(row.number(), BatchResult.Status.FAILED, exitCode,
                PlainMessage.of(message, row.places()), Optional.empty());
    }

    private static BatchResult.Done done(RegridReport report) {
        Size size = report.output().size();
        return new BatchResult.Done(size.x() + "x" + size.y() + "x" + size.z(),
                report.seconds().total(), report.bytes().up(), report.bytes().down(),
                report.error().sampledVoxels() == 0 ? Optional.empty() : Optional.of(report.error().sampledMax()),
                report.error().predictedBound());
    }
}
