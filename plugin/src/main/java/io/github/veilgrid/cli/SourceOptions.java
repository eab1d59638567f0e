package io.github.veilgrid.cli;

import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.RegridRequest;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.wire.Antialias;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code run}, {@code plan} and {@code encrypt} share: the series, the target grid and how to get there. */
final class SourceOptions {

    @Parameters(index = "0", paramLabel = "SERIES",
            description = "Folder (or one file) of the DICOM series, subfolders included; or a NIfTI file.")
    private Path series;

    @Mixin
    private SeriesOptions which;

    @Mixin
    private TargetOptions target;

    @Option(names = "--interpolation", paramLabel = "HOW", defaultValue = "linear",
            description = {"linear (default), nearest (for label maps), cubic (Keys), bspline (cubic), or a windowed sinc as in "
                    + "ITK: lanczos, hamming, cosine, welch or blackman with radius 3, 4 or 5, as in lanczos3."})
    private Interpolation interpolation;

    @Option(names = "--antialias", paramLabel = "HOW", defaultValue = "none",
            description = "Along axes that become coarser: none (default), area (mean over the new voxel) or gaussian "
                    + "(deviation (ratio - 1)/2 voxels, as scikit-image).")
    private Antialias antialias;

    @Option(names = "--outside", paramLabel = "WHAT", converter = OutsideWord.class,
            description = "Beyond the outermost voxel centres: fill or hull (default; the padding value, -1024 for CT, 0 for "
                    + "others), itk (the same from half a voxel on; default with --fit itk or box) or edge.")
    private Outside outside;

    @Option(names = "--tolerance", paramLabel = "UNITS", defaultValue = "0.5",
            description = "Largest error before rounding, in units of the stored integers (default 0.5).")
    private double tolerance;

    @Mixin
    private PreferenceOptions preference;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to work with (default: all processors).")
    private Integer threads;

    RegridRequest.Builder request() throws JobFailure {
        RegridRequest.Builder builder = which.into(RegridRequest.of(series, target.target()))
                .framing(target.framing())
                .interpolation(interpolation)
                .antialias(antialias)
                .outside(outside)
                .tolerance(tolerance)
                .preference(preference.preference());
        if (threads != null) {
            builder.threads(threads);
        }
        return builder;
    }
}
