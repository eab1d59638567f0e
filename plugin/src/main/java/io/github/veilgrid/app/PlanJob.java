package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.regrid.plan.Planner;
import io.github.veilgrid.regrid.plan.Preference;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import io.github.veilgrid.remote.HttpRemoteParty;
import io.github.veilgrid.remote.RemoteAddress;
import io.github.veilgrid.remote.ServiceException;
import io.github.veilgrid.remote.ServiceOffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Says what a regridding would send and how exact it would be, before anything is encrypted. Thread safe. */
public final class PlanJob {

    /**
     * A plan, not yet carried out.
     *
     * @param modality of the scan
     * @param volumes how many times: time points or echoes that are regridded alike
     * @param plan what would be sent for each volume
     * @param remarks what is worth knowing about the input
     * @param threads of each side, for the time
     * @param service what the remote service says to it, if one was named
     * @param preference what the choice went by
     */
    public record Result(String modality, int volumes, RegridPlan plan, List<String> remarks, int threads,
            Optional<String> service, Preference preference) {

        public Result {
            remarks = List.copyOf(remarks);
        }

        /** What dialogs show. */
        public PlanFigures figures() {
            return new PlanFigures(plan, volumes, modality, threads);
        }

        /**
         * What the user should know, a line each; other ways with their cost last.
         *
         * @throws JobFailure never, as there is a plan already
         */
        public List<String> lines() throws JobFailure {
            String unit = modality.equals("CT") ? " HU" : "";
            List<String> lines = new ArrayList<>();
            lines.add("From     " + Figures.grid(plan.task().source()));
            lines.add("To       " + Figures.grid(plan.task().target()));
            lines.add(String.format(Locale.ROOT, "Layout   %s, tiles %d x %d x %d, %d planes up, %d down",
                    plan.layout(), plan.tiles()[0], plan.tiles()[1], plan.tiles()[2], plan.planesUp(),
                    plan.planesDown()));
            lines.add(String.format(Locale.ROOT, "Ring     N = %d, log2 q = %.1f, %d-bit security, no rotations",
                    plan.parameters().ringDimension(), plan.parameters().log2Modulus(),
                    plan.parameters().securityBits()));
            lines.add(String.format(Locale.ROOT, "Bytes    %s up (%.1f bits per voxel), %s down",
                    Figures.bytes(plan.bytesUp()), 8.0 * plan.bytesUp() / plan.task().source().size().voxels(),
                    Figures.bytes(plan.bytesDown())));
            lines.add("Time     " + figures().time().words());
            lines.add("Error    at most " + Figures.significant(plan.predictedBound(), 3) + unit
                    + " before rounding to stored integers (half a unit: "
                    + Figures.significant(0.5 * plan.task().values().slope(), 3) + unit + ")");
            if (volumes > 1) {
                lines.add("Volumes  " + volumes + ", each sent so under a key of its own");
            }
            if (plan.wire() instanceof PrivatePlan hidden) {
                lines.addAll(PrivateTarget.lines(hidden));
            }
            service.ifPresent(said -> lines.add("Service  " + said));
            lines.addAll(ways().lines());
            return lines;
        }

        /** Every way worth a look as JSON, the plan first. */
        public String toJson() throws JobFailure {
            return ways().toJson();
        }

        private PlannedWays ways() throws JobFailure {
            return JobFailures.guard(Kind.INPUT, () ->
                    new PlannedWays(plan.wire() instanceof PrivatePlan ? List.of(plan) : Planner.ways(plan.task(), preference),
                            preference, PriceFile.ofUser().prices()));
        }
    }

    private PlanJob() {
    }

    /**
     * @param request series and target; output, report and picture are not used
     * @throws JobFailure if the series or the target is refused, the remote service cannot be asked, or the job was
     *     cancelled
     */
    public static Result run(RegridRequest request, Cancellation cancellation) throws JobFailure {
        return JobFailures.guard(Kind.INPUT, () -> {
            Preparation ready = Reading.of(() -> Preparation.of(request), cancellation);
            Optional<String> service = request.remote().isEmpty()
                    ? Optional.empty() : Optional.of(ask(request.remote().get(), ready.plan(), PrivateTarget.mapName(request)));
            return new Result(ready.source().origin().modality(), ready.volumes().size(), ready.plan(), ready.remarks(),
                    request.threads(), service, request.preference());
        });
    }

    private static String ask(RemoteAddress address, RegridPlan plan, Optional<String> mapName) throws IOException {
        ServiceOffer offer = HttpRemoteParty.offer(address);
        return address.uri() + (address.secure() ? " (TLS)" : " (without TLS)")
                + (offer.takes(plan.wire()) ? withMap(offer, plan, mapName) : " does not take this job: at most "
                        + Figures.bytes(offer.jobBytes()) + " and only " + String.join(", ", offer.interpolations()))
                + (offer.text().isBlank() ? "" : "; it says: " + offer.text());
    }

    private static String withMap(ServiceOffer offer, RegridPlan plan, Optional<String> mapName) {
        try {
            return offer.map(plan.wire(), mapName).isEmpty() ? " takes this job"
                    : " takes this job, for its map " + mapName.orElseThrow() + " if the reach is wide enough";
        } catch (ServiceException none) {
            return " does not take this job: " + none.getMessage();
        }
    }
}
