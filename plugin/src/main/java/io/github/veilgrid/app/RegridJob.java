package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.StageClock.Part;
import io.github.veilgrid.app.compare.PlaneView;
import io.github.veilgrid.app.report.RegridReport;
import io.github.veilgrid.app.report.WholeFile;
import io.github.veilgrid.app.report.page.ReportPage;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import io.github.veilgrid.remote.EmbeddedRemoteParty;
import io.github.veilgrid.remote.HttpRemoteParty;
import io.github.veilgrid.remote.RemoteParty;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The whole way in one process: read, encrypt, have the remote party regrid, decrypt, check, write. The key is made for
 * this job and never written. Stateless and thread safe.
 */
public final class RegridJob {

    private RegridJob() {
    }

    /**
     * Runs with the remote party that the request names, else with the embedded one.
     *
     * @throws JobFailure if the job did not finish; then nothing is left behind
     */
    public static RegridResult run(RegridRequest request, Progress progress, Cancellation cancellation)
            throws JobFailure {
        return JobFailures.guard(Kind.REMOTE, () -> {
            HeapPeak.start();
            StageClock clock = new StageClock(request.threads());
            Path output = OutputPlace.requireFreeResult(request.output().orElseThrow(() ->
                    new JobFailure(Kind.USAGE, "The output is missing: name one with --output.")));
            PrivateTarget.requireMap(request);
            OutputPlace.requireWritable(request.report());
            OutputPlace.requireWritable(request.picture());
            progress.at(Progress.Stage.READ, 0);
            Preparation ready = clock.time(Part.READ, () -> Reading.of(() -> Preparation.of(request), cancellation));
            progress.planned(ready.figures(request.threads()), ready.remarks());
            RemoteParty party = party(request, output, cancellation);
            try (OwnedResult result = new OwnedResult(ResultWriter.open(output,
                    request.form().withToolkit(request.toolkit()), ready.source().origin(), ready.target(), ready.plan().task().values(), ready.derivation()), ready.target(), clock,
                    cancellation)) {
                List<Exchange.Outcome> outcomes = new ArrayList<>();
                for (int volume = 0; volume < ready.volumes().size(); volume++) {
                    Exchange exchange = new Exchange(party, request.threads(),
                            progress.part(volume, ready.volumes().size()), cancellation, clock);
                    outcomes.add(exchange.run(ready.plan(), ready.volumes().get(volume), result.volume(volume)));
                }
                Optional<List<PlaneView>> planes =
                        planes(request, ready, outcomes.get(0), result, progress, cancellation);
                progress.at(Progress.Stage.WRITE, 1);
                result.finish();
                return new RegridResult(request.series(), output, ready.source().origin().modality(),
                        report(request, ready, outcomes, result, planes, clock), ready.remarks());
            }
        });
    }

    private static RemoteParty party(RegridRequest request, Path output, Cancellation cancellation) throws IOException {
        if (request.map().isPresent()) {
            return new EmbeddedRemoteParty(request.threads(), request.map().get());
        }
        return request.remote().isEmpty()
                ? new EmbeddedRemoteParty(request.threads())
                : new HttpRemoteParty(request.remote().get(), output.toAbsolutePath().getParent(), cancellation::check,
                        PrivateTarget.mapName(request));
    }

    /** What a page shows. Made before the result is published, so that cancelling still leaves nothing behind. */
    private static Optional<List<PlaneView>> planes(RegridRequest request, Preparation ready, Exchange.Outcome outcome,
            OwnedResult result, Progress progress, Cancellation cancellation) throws IOException {
        if (request.report().filter(ReportFile::isPage).isEmpty()) {
            return Optional.empty();
        }
        if (ready.plan().wire() instanceof PrivatePlan) {
            return Optional.of(List.of(PictureSource.of(ready.plan(), ready.volume()).plane(outcome.seen(), result.planes())));
        }
        ClearPass pass = new ClearPass(ready.plan().task(), ready.volume(), request.threads());
        pass.run((z, values) -> { }, progress, cancellation);
        return Optional.of(PlaneView.of(
                pass.scan(), outcome.seen(), Chunk.HEADER_BYTES, result.planes(), pass.clear()));
    }

    private static RegridReport report(RegridRequest request, Preparation ready, List<Exchange.Outcome> outcomes,
            OwnedResult result, Optional<List<PlaneView>> planes, StageClock clock) throws IOException {
        RegridReport.Times times = OwnedResult.times(clock);
        RegridReport.Traffic bytes = new RegridReport.Traffic(
                outcomes.stream().mapToLong(outcome -> outcome.bytes().up()).sum(),
                outcomes.stream().mapToLong(outcome -> outcome.bytes().down()).sum());
        RegridReport report = ready.reports().of(ready.plan().wire(), bytes, times,
                Reports.together(outcomes.stream().map(Exchange.Outcome::error).toList()));
        Exchange.Outcome first = outcomes.get(0);
        if (request.picture().isPresent()) {
            PictureSource.of(ready.plan(), ready.volume())
                    .write(request.picture().get(), first.seen(), result.planes().image());
        }
        if (request.report().isPresent()) {
            WholeFile.write(request.report().get(), planes.isEmpty() ? report.toJson() : ReportPage.of(
                    ready.source().origin().modality(), report, first.errors(), planes.get()));
        }
        return report;
    }
}
