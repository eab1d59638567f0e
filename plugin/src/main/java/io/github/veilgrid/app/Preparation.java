package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.dicom.Derivation;
import io.github.veilgrid.dicom.ReadOptions;
import io.github.veilgrid.dicom.SeriesTemplate;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Scan;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.he.ring.HardwareCheck;
import io.github.veilgrid.regrid.owner.OrientedVoxels;
import io.github.veilgrid.regrid.plan.PlanRefusedException;
import io.github.veilgrid.regrid.plan.Planner;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is settled before the first voxel is encrypted. The volumes of a scan share one plan.
 *
 * @param source the scan
 * @param volumes its voxels in the target's order of axes
 * @param plan what will be sent for each volume
 * @param derivation how the result will describe itself
 */
record Preparation(ScanInput source, List<VoxelSource> volumes, RegridPlan plan, Derivation derivation) {

    /** Reads the headers and plans. */
    static Preparation of(RegridRequest request) throws JobFailure, IOException, PlanRefusedException {
        ScanInput read = ScanInput.read(request.series(), options(request), request.range());
        Optional<ScanInput> model = request.target() instanceof GridTarget.LikeSeries other
                ? Optional.of(likeSeries(request, other, read.origin())) : Optional.empty();
        Optional<GridTarget.PrivateSize> hidden = PrivateTarget.of(request);
        ScanInput source = hidden.isPresent() ? PrivateTarget.elsewhere(read) : request.framing().map().map(map -> read.movedTo(map.toTarget(read.scan().grid()),
                model.map(other -> frameOfReference(other.origin())).orElse(""))).orElse(read);
        Scan scan = source.scan();
        Placement placement = Placement.of(request.target(), request.framing(), scan.grid(),
                model.map(input -> input.scan().grid()));
        RegridPlan plan = plan(new RegridTask(placement.source(), placement.target(), request.kernel(),
                request.outside(), scan.values(), scan.fill(), request.tolerance()), source.origin(), request, hidden);
        List<VoxelSource> volumes = scan.volumes().stream().map(volume ->
                OrientedVoxels.of(volume, placement.orientation(), plan.wire().tiles(2))).toList();
        return new Preparation(source, volumes, plan, hidden.isPresent() ? PrivateTarget.derivation(plan, request) : derivation(request, placement, model.flatMap(input -> input.origin().series())));
    }

    private static RegridPlan plan(RegridTask task, Origin origin, RegridRequest request,
            Optional<GridTarget.PrivateSize> hidden) throws JobFailure, PlanRefusedException {
        try {
            return hidden.isPresent() ? hidden.get().plan(task, request.preference()) : Planner.plan(task, request.preference());
        } catch (PlanRefusedException refused) {
            if (origin.series().isPresent() || request.range().isPresent()) {
                throw refused;
            }
            throw new JobFailure(Kind.INPUT, request.series() + ": " + refused.getMessage()
                    + "; or say with --range what values the file can hold.", refused);
        }
    }

    private static ReadOptions options(RegridRequest request) {
        ReadOptions options = ReadOptions.standard().withThreads(request.threads());
        if (request.choice().isPresent()) {
            options = options.withSeries(request.choice().get());
        }
        if (request.files().isPresent()) {
            options = options.withFiles(request.files().get());
        }
        if (request.volume().isPresent()) {
            options = options.withVolume(request.volume().getAsInt());
        }
        if (request.allVolumes()) {
            options = options.withAllVolumes();
        }
        return request.toolkit().isPresent() ? options.withToolkit(request.toolkit().get()) : options;
    }

    private static ScanInput likeSeries(RegridRequest request, GridTarget.LikeSeries other, Origin source)
            throws JobFailure, IOException {
        if (!Files.exists(other.series())) {
            throw new JobFailure(Kind.INPUT, other.series() + " does not exist: name the series whose grid is wanted.");
        }
        ReadOptions options = ReadOptions.standard().withThreads(request.threads()).withVolume(0);
        ScanInput model = ScanInput.model(
                other.series(), other.choice().isPresent() ? options.withSeries(other.choice().get()) : options);
        String here = frameOfReference(source);
        if (!other.sameSpace() && request.framing().map().isEmpty() && (here.isEmpty() || !here.equals(frameOfReference(model.origin())))) {
            throw new JobFailure(Kind.INPUT, "The two scans do not say that they share one frame of reference, so "
                    + "their positions may not match: register them first, or add --same-space if you know they do.");
        }
        return model;
    }

    private static String frameOfReference(Origin origin) {
        return origin.series().map(SeriesTemplate::frameOfReferenceUid).orElse("");
    }

    private static Derivation derivation(RegridRequest request, Placement placement, Optional<SeriesTemplate> like) {
        String text = "Resampled to " + Figures.spacing(placement.target()) + " mm, " + request.kernel().description()
                + ", under CKKS encryption by Veilgrid";
        Derivation derivation = Derivation.of(text, placement.reach(request.kernel()));
        if (request.description().isPresent()) {
            derivation = derivation.named(request.description().get());
        }
        return like.isPresent() ? derivation.like(like.get()) : derivation;
    }

    /** What is worth knowing about this machine, the input, and what is asked of it. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>(HardwareCheck.slowFma().stream().toList());
        remarks.addAll(source.remarks());
        if (plan.wire() instanceof PrivatePlan hidden) {
            remarks.add(PrivateTarget.remark(hidden));
        } else {
            Coarsening.hint(plan.task()).ifPresent(remarks::add);
        }
        return remarks;
    }

    /** The first volume, which pictures show. */
    VoxelSource volume() {
        return volumes.get(0);
    }

    Grid target() {
        return plan.task().target();
    }

    PlanFigures figures(int threads) {
        return new PlanFigures(plan, volumes().size(), source.origin().modality(), threads);
    }

    Reports reports() {
        return new Reports(plan.task().source(), target(), plan.task().values().slope(), plan.layout(), plan.blocks(),
                volumes().size());
    }
}
