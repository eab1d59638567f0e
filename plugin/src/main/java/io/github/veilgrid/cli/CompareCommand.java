package io.github.veilgrid.cli;

import io.github.veilgrid.app.AffineMap;
import io.github.veilgrid.app.CompareJob;
import io.github.veilgrid.app.Framing;
import io.github.veilgrid.app.GridTarget;
import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.RegridRequest;
import io.github.veilgrid.app.compare.Comparison;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.wire.Antialias;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code veilgrid compare}. */
@Command(name = "compare", sortOptions = false,
        description = "For the owner: compare every voxel of a regridded series with the same resampling of its scan in "
                + "the clear. Ends with 0 if all are within the tolerance and half a stored unit, else with 5; with 3 for the result "
                + "of a map that only the remote party knows, which cannot be compared.",
        footerHeading = "%nExample:%n",
        footer = {"  veilgrid compare sample-scans/ct-skull out --report out.html"})
final class CompareCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SOURCE", description = "Folder (or one file) of the scan.")
    private Path source;

    @Parameters(index = "1", paramLabel = "RESULT", description = "Folder of the regridded series.")
    private Path result;

    @Mixin
    private SeriesOptions which;

    @Option(names = "--interpolation", paramLabel = "HOW", defaultValue = "linear",
            description = "As it was regridded: ${COMPLETION-CANDIDATES} (default: linear).")
    private Interpolation interpolation;

    @Option(names = "--antialias", paramLabel = "HOW", defaultValue = "none",
            description = "As it was regridded: ${COMPLETION-CANDIDATES} (default: none).")
    private Antialias antialias;

    @Option(names = "--outside", paramLabel = "WHAT", defaultValue = "fill", converter = OutsideWord.class,
            description = "fill or hull (default), itk or edge: as it was regridded.")
    private Outside outside;

    @Option(names = "--affine", paramLabel = "FILE", description = "The registration it was regridded with, if any.")
    private Path affine;

    @Option(names = "--tolerance", paramLabel = "UNITS", defaultValue = "0.5",
            description = "Tolerance it was regridded with, in units of the stored integers (default 0.5).")
    private double tolerance;

    @Option(names = "--report", paramLabel = "FILE",
            description = "Write the comparison: FILE.html as a page with pictures, else JSON.")
    private Path report;

    @Option(names = "--picture", paramLabel = "FILE.png",
            description = "Draw scan, what the remote party sees, result, difference and histogram.")
    private Path picture;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws Exception {
        RegridRequest built = which
                .into(RegridRequest.of(source, new GridTarget.LikeSeries(result, Optional.empty(), true)))
                .interpolation(interpolation).antialias(antialias).outside(outside).tolerance(tolerance)
                .framing(Framing.PLAIN.by(Optional.ofNullable(affine).map(AffineMap::read)))
                .report(report).picture(picture).build();
        Comparison comparison = console.run((progress, cancellation) ->
                CompareJob.write(built, result, progress, cancellation));
        console.result(String.join("\n", comparison.lines()));
        return comparison.kept() ? 0 : JobFailure.Kind.ERROR_BOUND.exitCode();
    }
}
