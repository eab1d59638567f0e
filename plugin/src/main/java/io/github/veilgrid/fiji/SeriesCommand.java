package io.github.veilgrid.fiji;

import io.github.veilgrid.app.GridTarget;
import io.github.veilgrid.app.RegridRequest;
import java.io.File;
import org.scijava.plugin.Parameter;

/** Asks for a series and a target grid: what planning, encrypting and regridding share. */
abstract class SeriesCommand extends VeilgridCommand {

    @Parameter(label = "DICOM series", style = "directory", description = "Folder of the series; subfolders count too")
    private File input;

    @Parameter(label = "New spacing (mm)",
            description = "x,y,z in millimetres, such as 1,1,2.5; one number for all axes; 0 keeps an axis")
    private String spacing = "1,1,1";

    @Parameter(label = "Or the grid of", style = "directory", required = false,
            description = "Folder of another series of the same orientation; if given, the spacing does not count")
    private File like;

    @Parameter(label = "Interpolation", choices = {LINEAR, NEAREST},
            description = "linear: between neighbours; nearest: no new values, for label maps")
    private String interpolation = LINEAR;

    @Parameter(label = "Outside the scan", choices = {FILL, EDGE},
            description = "fill: the padding value, -1024 for CT, else 0; edge: the nearest voxel's value")
    private String outside = FILL;

    @Parameter(label = "Tolerance (stored units)", min = "0.001",
            description = "Largest error before rounding to stored integers; smaller takes more bytes")
    private double tolerance = RegridRequest.DEFAULT_TOLERANCE;

    /** The request so far. */
    final RegridRequest.Builder request() {
        GridTarget target = like == null || like.getPath().isEmpty()
                ? GridTarget.Spacing.parse(spacing)
                : new GridTarget.LikeSeries(like.toPath(), java.util.Optional.empty(), false);
        return RegridRequest.of(input.toPath(), target)
                .interpolation(interpolation(interpolation))
                .outside(outside(outside))
                .tolerance(tolerance);
    }
}
