package io.github.veilgrid.cli;

import io.github.veilgrid.app.CompareJob;
import io.github.veilgrid.app.GridTarget;
import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.RegridRequest;
import io.github.veilgrid.app.compare.Comparison;
import io.github.veilgrid.app.compare.ComparisonPicture;
import io.github.veilgrid.app.compare.HtmlReport;
import io.github.veilgrid.app.report.PngFile;
import io.github.veilgrid.app.report.WholeFile;
import io.github.veilgrid.regrid.plan.Outside;
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
        description = "Compare every voxel of a regridded series with the same resampling in the clear. Ends with 5 if "
                + "one is off by more than the bound.",
        footerHeading = "%nExample:%n",
        footer = {"  veilgrid compare sample-scans/ct-skull out --picture compare.png --report compare.html"})
final class CompareCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "SERIES", description = "The series that was regridded.")
    private Path series;

    @Parameters(index = "1", paramLabel = "RESULT", description = "The regridded series.")
    private Path result;

    @Option(names = "--interpolation", paramLabel = "HOW", defaultValue = "linear", description = "As it was made.")
    private Interpolation interpolation;

    @Option(names = "--outside", paramLabel = "WHAT", defaultValue = "fill", description = "As it was made.")
    private Outside outside;

    @Option(names = "--tolerance", paramLabel = "UNITS", defaultValue = "0.5", description = "As it was made.")
    private double tolerance;

    @Option(names = "--series", paramLabel = "WHICH", description = "Which series, if the folder holds several.")
    private String choice;

    @Option(names = "--picture", paramLabel = "FILE.png", description = "Draw both, the ciphertext and the difference.")
    private Path picture;

    @Option(names = "--report", paramLabel = "FILE.html", description = "Write a page with three planes.")
    private Path report;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws Exception {
        RegridRequest request = RegridRequest.of(series, new GridTarget.Spacing(0, 0, 0))
                .choice(choice).interpolation(interpolation).outside(outside).tolerance(tolerance).build();
        Comparison comparison = console.run((progress, cancellation) ->
                CompareJob.run(request, result, progress, cancellation));
        if (picture != null) {
            PngFile.write(ComparisonPicture.draw(comparison), picture);
        }
        if (report != null) {
            WholeFile.write(report, HtmlReport.page(comparison, Optional.empty()));
        }
        console.result(String.join("\n", comparison.lines()));
        return comparison.kept() ? 0 : JobFailure.Kind.ERROR_BOUND.exitCode();
    }
}
