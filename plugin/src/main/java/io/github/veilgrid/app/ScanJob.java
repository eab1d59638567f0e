package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.report.RegridReport;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Scan;
import io.github.veilgrid.regrid.owner.SliceSink;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.PlanRefusedException;
import io.github.veilgrid.regrid.plan.Planner;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.wire.Interpolation;
import io.github.veilgrid.regrid.wire.Kernel;
import io.github.veilgrid.remote.EmbeddedRemoteParty;
import io.github.veilgrid.remote.HttpRemoteParty;
import io.github.veilgrid.remote.RemoteAddress;
import io.github.veilgrid.remote.RemoteParty;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Regrids a scan that is in memory already, every volume of it: what {@link RegridJob} does for DICOM. Each volume is
 * encrypted under a key of its own.
 */
public final class ScanJob {

    /**
     * What is asked for.
     *
     * @param scan volumes on one grid
     * @param target grid of the result, in the scan's own orientation
     * @param framing what else is said of that grid
     * @param kernel interpolation along every axis, and filter along those that become coarser
     * @param outside what lies beyond the scan
     * @param tolerance largest error before rounding, in units of {@code scan.values().slope()}
     * @param threads of each side
     */
    public record Request(
            Scan scan, GridTarget target, Framing framing, Kernel kernel, Outside outside, double tolerance,
            int threads) {

        public Request {
            if (target instanceof GridTarget.PrivateSize) {
                throw new IllegalArgumentException("a map that only the remote party knows takes the three steps of a series or "
                        + "a NIfTI file: encrypt, regrid, decrypt");
            }
            if (target instanceof GridTarget.LikeSeries || framing.plane().isPresent()) {
                throw new IllegalArgumentException("an image in memory keeps its own axes: name a spacing or a size");
            }
        }

        /** A request without framing and filter. */
        public Request(Scan scan, GridTarget target, Interpolation interpolation, Outside outside, double tolerance,
                int threads) {
            this(scan, target, Framing.PLAIN, Kernel.of(interpolation), outside, tolerance, threads);
        }
    }

    /** Where the volumes of the result go. */
    @FunctionalInterface
    public interface Volumes {
        /** The sink of a volume; its slices are only good once {@link ScanJob#run} has returned. */
        SliceSink volume(int index);
    }

    private ScanJob() {
    }

    /** The grid that the result will have. */
    public static Grid target(Request request) throws JobFailure {
        return JobFailures.guard(Kind.INPUT, () -> request.framing().frame(
                request.target().on(request.scan().grid(), request.framing().fit())));
    }

    /** How every volume will be encrypted, and what that takes. */
    public static PlanFigures plan(Request request) throws JobFailure {
        return JobFailures.guard(Kind.INPUT, () -> new PlanFigures(planned(request), request.scan().volumes().size(), "", request.threads()));
    }

    private static RegridPlan planned(Request request) throws JobFailure, PlanRefusedException {
        Scan scan = request.scan();
        return Planner.plan(new RegridTask(scan.grid(), target(request), request.kernel(), request.outside(),
                scan.values(), scan.fill(), request.tolerance()));
    }

    /**
     * @param service that regrids; empty for the embedded party
     * @return a report for each volume
     * @throws JobFailure if a volume failed; what the sinks got until then is worthless
     */
    public static List<RegridReport> run(Request request, Optional<RemoteAddress> service, Volumes volumes,
            Progress progress, Cancellation cancellation) throws JobFailure {
        return JobFailures.guard(Kind.REMOTE, () -> {
            RemoteParty party = service.isEmpty() ? new EmbeddedRemoteParty(request.threads()) : new HttpRemoteParty(
                    service.get(), Path.of(System.getProperty("java.io.tmpdir")), cancellation::check);
            Scan scan = request.scan();
            RegridPlan plan = planned(request);
            progress.planned(new PlanFigures(plan, scan.volumes().size(), "", request.threads()), List.of());
            Reports figures = new Reports(scan.grid(), plan.task().target(), scan.values().slope(), plan.layout(),
                    plan.blocks(), 1);
            List<RegridReport> reports = new ArrayList<>();
            int count = scan.volumes().size();
            for (int i = 0; i < count; i++) {
                int volume = i;
                HeapPeak.start();
                StageClock clock = new StageClock(request.threads());
                Progress part = progress.part(volume, count);
                Exchange exchange = new Exchange(party, request.threads(), part, cancellation, clock);
                Exchange.Outcome outcome = exchange.run(plan, scan.volumes().get(i), volumes.volume(i));
                reports.add(figures.of(plan.wire(), outcome.bytes(), OwnedResult.times(clock), outcome.error()));
            }
            return reports;
        });
    }
}
