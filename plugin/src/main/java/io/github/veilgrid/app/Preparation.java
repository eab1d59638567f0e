package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.dicom.Derivation;
import io.github.veilgrid.dicom.ReadOptions;
import io.github.veilgrid.dicom.SeriesReader;
import io.github.veilgrid.dicom.SeriesTemplate;
import io.github.veilgrid.dicom.SourceSeries;
import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Scan;
import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.plan.PlanRefusedException;
import io.github.veilgrid.regrid.plan.Planner;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.plan.TargetGrid;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/**
 * Everything that is settled before the first voxel is encrypted.
 *
 * @param source the series
 * @param volume the volume of it that is regridded
 * @param like series whose grid is the target
 * @param plan what will be sent
 * @param derivation how the result will describe itself
 */
record Preparation(
        SourceSeries source, VoxelSource volume, Optional<SeriesTemplate> like, RegridPlan plan,
        Derivation derivation) {

    /** Reads the headers and plans. */
    static Preparation of(RegridRequest request) throws JobFailure, IOException, PlanRefusedException {
        if (!Files.exists(request.series())) {
            throw new JobFailure(Kind.INPUT, request.series() + " does not exist: name the folder of a DICOM series.");
        }
        SourceSeries source = SeriesReader.read(request.series(), options(request));
        Scan scan = source.scan();
        if (scan.volumes().size() > 1) {
            throw new JobFailure(Kind.INPUT, request.series() + " holds " + scan.volumes().size()
                    + " volumes: choose one, counted from 0, with --volume.");
        }
        Optional<SeriesTemplate> like = Optional.empty();
        Grid target;
        if (request.target() instanceof GridTarget.LikeSeries other) {
            SourceSeries model = likeSeries(request, other, source.template());
            like = Optional.of(model.template());
            target = TargetGrid.like(scan.grid(), model.scan().grid());
        } else {
            target = TargetGrid.spacing(scan.grid(), ((GridTarget.Spacing) request.target()).millimetres());
        }
        RegridPlan plan = Planner.plan(new RegridTask(scan.grid(), target, request.interpolation(),
                request.outside(), scan.values(), scan.fill(), request.tolerance()), request.preference());
        return new Preparation(source, scan.volumes().get(0), like, plan, derivation(request, target, like));
    }

    private static ReadOptions options(RegridRequest request) {
        ReadOptions options = ReadOptions.standard().withThreads(request.threads());
        if (request.choice().isPresent()) {
            options = options.withSeries(request.choice().get());
        }
        if (request.volume().isPresent()) {
            options = options.withVolume(request.volume().getAsInt());
        }
        return request.toolkit().isPresent() ? options.withToolkit(request.toolkit().get()) : options;
    }

    private static SourceSeries likeSeries(RegridRequest request, GridTarget.LikeSeries other, SeriesTemplate source)
            throws JobFailure, IOException {
        if (!Files.exists(other.series())) {
            throw new JobFailure(Kind.INPUT, other.series() + " does not exist: name the series whose grid is wanted.");
        }
        ReadOptions options = ReadOptions.standard().withThreads(request.threads()).withVolume(0);
        SourceSeries model = SeriesReader.read(
                other.series(), other.choice().isPresent() ? options.withSeries(other.choice().get()) : options);
        String here = source.frameOfReferenceUid();
        if (!other.sameSpace() && (here.isEmpty() || !here.equals(model.template().frameOfReferenceUid()))) {
            throw new JobFailure(Kind.INPUT, "The two series do not say that they share one frame of reference, so "
                    + "their positions may not match: register them first, or add --same-space if you know they do.");
        }
        return model;
    }

    private static Derivation derivation(RegridRequest request, Grid target, Optional<SeriesTemplate> like) {
        String text = "Resampled to " + Figures.spacing(target) + " mm, " + request.interpolation().description()
                + ", under CKKS encryption by Veilgrid";
        Derivation derivation = Derivation.of(text, request.interpolation().support() / 2.0);
        if (request.description().isPresent()) {
            derivation = derivation.named(request.description().get());
        }
        return like.isPresent() ? derivation.like(like.get()) : derivation;
    }

    Grid target() {
        return plan.task().target();
    }

    Reports reports() {
        return new Reports(plan.task().source(), target(), plan.task().values().slope(), plan.layout(), plan.blocks());
    }
}
