package io.github.veilgrid.fiji;

import ij.ImagePlus;
import io.github.veilgrid.app.GridTarget;
import io.github.veilgrid.app.RegridRequest;
import io.github.veilgrid.app.ScanJob;
import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.app.report.RegridReport;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Veilgrid &gt; Regrid Active Image... */
@Plugin(type = Command.class, menuPath = "Plugins>Veilgrid>Regrid Active Image...", headless = true,
        description = "Regrids the image in front under encryption: every channel and frame, calibration kept")
public final class RegridActiveImage extends VeilgridCommand {

    @Parameter(label = "Image", description = "The stack to regrid: 8, 16 or 32 bits")
    private ImagePlus image;

    @Parameter(persist = false, label = "New spacing (image units)",
            description = "x,y,z such as 1,1,2.5; one number for all axes; 0 keeps an axis")
    private String spacing = "1,1,1";

    @Parameter(persist = false, label = "Interpolation", choices = {LINEAR, NEAREST},
            description = "linear: between neighbours; nearest: no new values, for label maps")
    private String interpolation = LINEAR;

    @Parameter(persist = false, label = "Tolerance (grey levels)", min = "0.001",
            description = "Largest error before rounding; for 32-bit images in 65535ths of their range")
    private double tolerance = RegridRequest.DEFAULT_TOLERANCE;

    @Parameter(type = ItemIO.OUTPUT, label = "Regridded image")
    private ImagePlus result;

    @Override
    public void run() {
        work((progress, cancellation) -> {
            ScanJob.Request request = new ScanJob.Request(ImageScan.of(image), GridTarget.Spacing.parse(spacing),
                    interpolation(interpolation), outside(EDGE), tolerance, threads());
            ImageVolumes volumes = new ImageVolumes(image, ScanJob.target(request), request.scan().values());
            List<RegridReport> reports = ScanJob.run(request, volumes, progress, cancellation);
            for (RegridReport report : reports) {
                tell(List.of("Error " + Figures.significant(report.error().sampledMax(), 3) + " at most in "
                        + report.error().sampledVoxels() + " sampled voxels; bound "
                        + Figures.significant(report.error().predictedBound(), 3)));
            }
            result = volumes.image();
        });
    }
}
