package io.github.veilgrid.fiji;

import io.github.veilgrid.app.Cancellation;
import io.github.veilgrid.app.JobFailure;
import io.github.veilgrid.app.PlanJob;
import io.github.veilgrid.app.OutsideRule;
import io.github.veilgrid.app.RegridRequest;
import io.github.veilgrid.app.TargetWords;
import io.github.veilgrid.regrid.plan.Preference;
import java.io.File;
import org.scijava.ItemVisibility;
import org.scijava.plugin.Parameter;

/**
 * Asks for a series and a target grid: what planning, encrypting and regridding share. Only folders are remembered from
 * one time to the next: a macro that leaves an option out shall get its default, not what somebody chose before.
 */
abstract class SeriesCommand extends PlannedCommand {

    private static final String STATED = "stated";
    private static final String VOUCHED = "vouched";

    @Parameter(label = "DICOM series", style = "directory", description = "Folder of the series, subfolders count too; or a NIfTI file")
    private File input;

    @Parameter(persist = false, label = "New spacing (mm)",
            description = "x,y,z in millimetres, such as 1,1,2.5; one number for all axes; 0 keeps an axis")
    private String spacing = "1,1,1";

    @Parameter(persist = false, label = "Or the grid of", style = "directory", required = false,
            description = "Folder of another series in the same patient space; if given, the spacing does not count")
    private File like;

    @Parameter(persist = false, label = "Interpolation", initializer = "offerInterpolations",
            description = "How values between voxels are found")
    private String interpolation = Kernels.DEFAULT;

    @Parameter(persist = false, visibility = ItemVisibility.MESSAGE, label = " ", style = ADVICE,
            description = "What the interpolation does")
    private String kernel = Kernels.describe(Kernels.DEFAULT);

    @Parameter(persist = false, label = "Where axes get coarser", initializer = "offerFilters", style = SELDOM,
            description = "none; area: mean over each new voxel; gaussian: smoothed first; both keep aliases out")
    private String antialias = Kernels.NO_FILTER;

    @Parameter(persist = false, label = "Outside the scan", choices = {FILL, ITK, EDGE}, style = SELDOM,
            description = "fill: the padding value, -1024 for CT, else 0; itk: the same from half a voxel on; edge: as nearest")
    private String outside = FILL;

    @Parameter(persist = false, label = "More of the grid", required = false, style = SELDOM,
            description = "Words: size=256,256,0 isotropic slices=1 fit=box orient=axial crop=10 pad=20mm grid=FILE")
    private String further = "";

    @Parameter(persist = false, label = "Tolerance (stored units)", min = "0.001", style = SELDOM,
            description = "Largest error before rounding to stored integers; smaller takes more bytes")
    private double tolerance = RegridRequest.DEFAULT_TOLERANCE;

    @Parameter(persist = false, label = "Prefer", initializer = "offerAims", style = SELDOM,
            description = "Among several ways: balance of computing and transfer, or least bytes, time of computing or memory")
    private String prefer = Aims.DEFAULT;

    @Parameter(persist = false, label = "Network (Mbit/s)", min = "0.001", style = SELDOM,
            description = "Speed of the network to the remote party, for the balance")
    private double bandwidth = Preference.USUAL_BANDWIDTH;

    @Parameter(persist = false, label = "Which series", required = false, style = SELDOM,
            description = "If the folder holds several: its UID, its number, or #2 for the second; else empty")
    private String choice = "";

    @Parameter(persist = false, label = "Which volume", required = false, style = SELDOM,
            description = "If the series holds several time points or echoes: counted from 0, or all; else empty")
    private String volume = "";

    @Parameter(persist = false, label = "Common space", choices = {STATED, VOUCHED}, style = SELDOM,
            description = "With a grid of another series: stated by both, or vouched for by you")
    private String space = STATED;

    @Parameter(persist = false, visibility = ItemVisibility.MESSAGE, label = "Plan",
            description = "What a run would send and take, and how exact it would be")
    private volatile String figures = "";

    @Override
    final void showPlan(String text) {
        figures = text;
    }

    @Override
    final void askPlan(LivePlan live) {
        try {
            kernel = Kernels.describe(interpolation);
            if (input == null || !input.exists()) {
                live.say("name the folder of a DICOM series to see what will be sent");
                return;
            }
            RegridRequest request = request().build();
            live.ask(request, () -> BrowsedFolder.isTooLarge(input.toPath())
                    ? BrowsedFolder.TOO_LARGE
                    : PlanJob.run(request, new Cancellation()).figures().lines());
        } catch (JobFailure | IllegalArgumentException nonsense) {
            live.say(nonsense.getMessage());
        }
    }

    /** The request so far. */
    final RegridRequest.Builder request() throws JobFailure {
        TargetWords words = GridWords.of(spacing, like, further, space.equals(VOUCHED));
        RegridRequest.Builder request = RegridRequest.of(input.toPath(), words.target().orElseThrow())
                .framing(words.framing())
                .interpolation(Kernels.named(interpolation))
                .antialias(Kernels.filter(antialias))
                .outside(OutsideRule.parse(outside))
                .tolerance(tolerance)
                .preference(Aims.preference(prefer, bandwidth));
        if (choice != null && !choice.isBlank()) {
            request.choice(choice.strip());
        }
        if (volume != null && !volume.isBlank()) {
            if (volume.strip().equalsIgnoreCase("all")) {
                request.allVolumes();
            } else {
                request.volume(volumeNumber());
            }
        }
        return request;
    }

    private int volumeNumber() {
        try {
            return Integer.parseInt(volume.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + volume + "' is no volume: give a whole number, counted from 0, or all", e);
        }
    }
}
