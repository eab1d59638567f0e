package io.github.veilgrid.fiji;

import ij.ImagePlus;
import io.github.veilgrid.app.GridTarget;
import io.github.veilgrid.app.RegridJob;
import io.github.veilgrid.app.RegridRequest;
import io.github.veilgrid.app.RegridResult;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.io.File;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Veilgrid &gt; Regrid DICOM Series... */
@Plugin(type = Command.class, menuPath = "Plugins>Veilgrid>Regrid DICOM Series...", headless = true,
        description = "Regrids a DICOM series under encryption and opens the derived series")
public final class RegridSeries extends VeilgridCommand {

    @Parameter(label = "DICOM series", style = "directory", description = "Folder of the series; subfolders count too")
    private File input;

    @Parameter(label = "New spacing (mm)",
            description = "x,y,z in millimetres, such as 1,1,2.5; one number for all axes; 0 keeps an axis")
    private String spacing = "1,1,1";

    @Parameter(label = "Interpolation", choices = {LINEAR, NEAREST},
            description = "linear: between neighbours; nearest: no new values, for label maps")
    private String interpolation = LINEAR;

    @Parameter(label = "Outside the scan", choices = {FILL, EDGE},
            description = "fill: the padding value, -1024 for CT, else 0; edge: the nearest voxel's value")
    private String outside = FILL;

    @Parameter(label = "Tolerance (stored units)", min = "0.001",
            description = "Largest error before rounding to stored integers; smaller takes more bytes")
    private double tolerance = RegridRequest.DEFAULT_TOLERANCE;

    @Parameter(label = "Output folder", style = "directory",
            description = "New or empty folder for the derived DICOM series")
    private File output;

    @Parameter(type = ItemIO.OUTPUT, label = "Regridded series")
    private ImagePlus result;

    @Override
    public void run() {
        work((progress, cancellation) -> {
            RegridRequest request = RegridRequest.of(input.toPath(), GridTarget.Spacing.parse(spacing))
                    .interpolation(Interpolation.valueOf(interpolation.toUpperCase(java.util.Locale.ROOT)))
                    .outside(Outside.valueOf(outside.toUpperCase(java.util.Locale.ROOT)))
                    .tolerance(tolerance)
                    .output(output.toPath())
                    .build();
            RegridResult done = RegridJob.run(request, progress, cancellation);
            tell(done.remarks());
            tell(done.summary().lines().toList());
            result = DerivedSeriesOpener.open(done.output(), done.report().output());
        });
    }
}
