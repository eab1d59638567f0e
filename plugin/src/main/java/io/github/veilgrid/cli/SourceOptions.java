package io.github.veilgrid.cli;

import io.github.veilgrid.app.GridTarget;
import io.github.veilgrid.app.RegridRequest;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code run}, {@code plan} and {@code encrypt} share: the series, the target grid and how to get there. */
final class SourceOptions {

    @Parameters(index = "0", paramLabel = "SERIES",
            description = "Folder (or one file) of the DICOM series. Subfolders are searched too.")
    private Path series;

    @Mixin
    private SeriesOptions which;

    @ArgGroup(multiplicity = "1")
    private Target target;

    @Option(names = "--same-space",
            description = "With --like: the two series lie in one patient space although they do not say so.")
    private boolean sameSpace;

    @Option(names = "--interpolation", paramLabel = "HOW", defaultValue = "linear",
            description = {"linear (default), nearest (for label maps), cubic, or a windowed sinc as in ITK: lanczos, hamming, "
                    + "cosine, welch or blackman with radius 3, 4 or 5, as in lanczos3."})
    private Interpolation interpolation;

    @Option(names = "--outside", paramLabel = "WHAT", defaultValue = "fill",
            description = "Beyond the scan: fill (default; the padding value, -1024 for CT, 0 for others) or edge.")
    private Outside outside;

    @Option(names = "--tolerance", paramLabel = "UNITS", defaultValue = "0.5",
            description = "Largest error before rounding, in units of the stored integers (default 0.5).")
    private double tolerance;

    @Mixin
    private PreferenceOptions preference;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to work with (default: all processors).")
    private Integer threads;

    /** One of the two ways to name a target. */
    private static final class Target {
        @Option(names = "--spacing", required = true, paramLabel = "X,Y,Z",
                description = "Spacing of the result in millimetres: 1,1,2.5 or 1x1x2.5 or \"1 1 2.5\"; one number for "
                        + "all axes; 0 keeps an axis.")
        private String spacing;

        @Option(names = "--like", required = true, paramLabel = "OTHER",
                description = "The grid of another series of the same orientation and frame of reference.")
        private Path like;
    }

    RegridRequest.Builder request() {
        GridTarget grid = target.spacing != null
                ? GridTarget.Spacing.parse(target.spacing)
                : new GridTarget.LikeSeries(target.like, Optional.empty(), sameSpace);
        RegridRequest.Builder builder = which.into(RegridRequest.of(series, grid))
                .interpolation(interpolation)
                .outside(outside)
                .tolerance(tolerance)
                .preference(preference.preference());
        if (threads != null) {
            builder.threads(threads);
        }
        return builder;
    }
}
