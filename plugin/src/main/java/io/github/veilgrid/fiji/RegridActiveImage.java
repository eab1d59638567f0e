package io.github.veilgrid.fiji;

import ij.ImagePlus;
import io.github.veilgrid.app.Framing;
import io.github.veilgrid.app.GridTarget;
import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.RegridRequest;
import io.github.veilgrid.app.ScanJob;
import io.github.veilgrid.app.TargetWords;
import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.app.report.RegridReport;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.wire.Kernel;
import java.util.List;
import java.util.Optional;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Veilgrid &gt; Regrid Active Image... */
@Plugin(type = Command.class, menuPath = "Plugins>Veilgrid>Regrid Active Image...", headless = true,
        description = "Regrids the image in front under encryption: every channel and frame, calibration kept")
public final class RegridActiveImage extends PlannedCommand {

    @Parameter(label = "Image", description = "The stack to regrid: 8, 16 or 32 bits")
    private ImagePlus image;

    @Parameter(persist = false, label = "New spacing (image units)",
            description = "x,y,z such as 1,1,2.5; one number for all axes; 0 keeps an axis")
    private String spacing = "1,1,1";

    @Parameter(persist = false, label = "Interpolation", initializer = "offerInterpolations",
            description = "How values between voxels are found")
    private String interpolation = Kernels.DEFAULT;

    @Parameter(persist = false, visibility = ItemVisibility.MESSAGE, label = " ", style = ADVICE,
            description = "What the interpolation does")
    private String kernel = Kernels.describe(Kernels.DEFAULT);

    @Parameter(persist = false, label = "Where axes get coarser", initializer = "offerFilters", style = SELDOM,
            description = "none; area: mean over each new voxel; gaussian: smoothed first; both keep aliases out")
    private String antialias = Kernels.NO_FILTER;

    @Parameter(persist = false, label = "More of the grid", required = false, style = SELDOM,
            description = "Words: size=256,256,0 isotropic slices=1 fit=box crop=10 pad=20")
    private String further = "";

    @Parameter(persist = false, label = "Tolerance (grey levels)", min = "0.001", style = SELDOM,
            description = "Largest error before rounding; for 32-bit images in 65535ths of their range")
    private double tolerance = RegridRequest.DEFAULT_TOLERANCE;

    @Parameter(persist = false, label = "Remote party", choices = {ServicePreference.EMBEDDED, ServicePreference.SERVICE},
            description = "embedded: inside this program; service: the one set with Remote Veilgrid Service...")
    private String party = ServicePreference.EMBEDDED;

    @Parameter(persist = false, visibility = ItemVisibility.MESSAGE, label = " ", style = ADVICE,
            description = "Who regrids, and whether the way there is protected")
    private String way = ServicePreference.way(ServicePreference.EMBEDDED);

    @Parameter(persist = false, visibility = ItemVisibility.MESSAGE, label = "Plan",
            description = "What a run would send and take, and how exact it would be")
    private volatile String figures = "";

    @Parameter(type = ItemIO.OUTPUT, label = "Regridded image")
    private ImagePlus result;

    /** What the plan depends on. */
    private record Asked(ImagePlus image, GridTarget target, Framing framing, Kernel kernel, double tolerance) {

        ScanJob.Request request() throws JobFailure {
            return new ScanJob.Request(
                    ImageScan.of(image), target, framing, kernel, Outside.EDGE, tolerance, threads());
        }
    }

    private Asked asked() throws JobFailure {
        TargetWords words = GridWords.of(spacing, null, further, false);
        return new Asked(image, words.target().orElseThrow(), words.framing(),
                new Kernel(Kernels.named(interpolation), Kernels.filter(antialias)), tolerance);
    }

    @Override
    void showPlan(String text) {
        figures = text;
    }

    @Override
    void askPlan(LivePlan live) {
        try {
            kernel = Kernels.describe(interpolation);
            if (image == null) {
                live.say("open an image to see what will be sent");
                return;
            }
            Asked now = asked();
            live.ask(now, () -> ScanJob.plan(now.request()).lines());
        } catch (JobFailure | IllegalArgumentException nonsense) {
            live.say(nonsense.getMessage());
        }
    }

    @Override
    public void preview() {
        way = ServicePreference.way(party);
        super.preview();
    }

    @Override
    void carryOut() {
        work((progress, cancellation) -> {
            ScanJob.Request request = asked().request();
            ImageVolumes volumes = new ImageVolumes(image, ScanJob.target(request), request.scan().values());
            List<RegridReport> reports = ScanJob.run(
                    request, Optional.ofNullable(ServicePreference.chosen(party)), volumes, progress, cancellation);
            for (RegridReport report : reports) {
                tell(List.of("Error " + Figures.significant(report.error().sampledMax(), 3) + " at most in "
                        + report.error().sampledVoxels() + " sampled voxels; bound "
                        + Figures.significant(report.error().predictedBound(), 3)));
            }
            result = volumes.image();
        });
    }
}
