package io.github.veilgrid.fiji;

import ij.ImagePlus;
import io.github.veilgrid.app.AffineMap;
import io.github.veilgrid.app.CompareJob;
import io.github.veilgrid.app.Framing;
import io.github.veilgrid.app.GridTarget;
import io.github.veilgrid.app.OutsideRule;
import io.github.veilgrid.app.RegridRequest;
import io.github.veilgrid.app.compare.Comparison;
import io.github.veilgrid.app.compare.ComparisonPicture;
import java.io.File;
import java.util.Optional;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Veilgrid &gt; Compare Regridded... */
@Plugin(type = Command.class, menuPath = "Plugins>Veilgrid>Compare Regridded...", headless = true,
        description = "Compares every voxel of a regridded series with the same resampling in the clear")
public final class CompareRegridded extends VeilgridCommand {

    @Parameter(label = "Scan", style = "directory", description = "Folder of the DICOM series that was regridded")
    private File input;

    @Parameter(label = "Result", style = "directory", description = "Folder of the regridded series")
    private File regridded;

    @Parameter(persist = false, label = "Interpolation", initializer = "offerInterpolations",
            description = "As it was regridded")
    private String interpolation = Kernels.DEFAULT;

    @Parameter(persist = false, label = "Where axes got coarser", initializer = "offerFilters",
            description = "As it was regridded")
    private String antialias = Kernels.NO_FILTER;

    @Parameter(persist = false, label = "Outside the scan", choices = {FILL, ITK, EDGE}, description = "As it was regridded")
    private String outside = FILL;

    @Parameter(persist = false, label = "Tolerance (stored units)", min = "0.001", description = "As it was regridded")
    private double tolerance = RegridRequest.DEFAULT_TOLERANCE;

    @Parameter(label = "Registration", required = false, persist = false,
            description = "ITK text transform or matrix that it was regridded with (affine=FILE); else none")
    private File affine;

    @Parameter(type = ItemIO.OUTPUT, label = "Comparison")
    private ImagePlus picture;

    @Parameter(type = ItemIO.OUTPUT, label = "Largest difference")
    private double largest;

    @Parameter(type = ItemIO.OUTPUT, label = "Allowed difference")
    private double allowed;

    @Override
    public void run() {
        work((progress, cancellation) -> {
            RegridRequest request = RegridRequest.of(input.toPath(), new GridTarget.Spacing(0, 0, 0))
                    .interpolation(Kernels.named(interpolation)).antialias(Kernels.filter(antialias))
                    .outside(OutsideRule.parse(outside)).tolerance(tolerance)
                    .framing(Framing.PLAIN.by(Optional.ofNullable(affine).filter(file -> !file.getPath().isEmpty())
                            .map(File::toPath).map(AffineMap::read)))
                    .build();
            Comparison comparison = CompareJob.run(request, regridded.toPath(), progress, cancellation);
            tell(comparison.lines());
            picture = new ImagePlus("Comparison of " + regridded.getName(), ComparisonPicture.draw(comparison));
            largest = comparison.largest();
            allowed = comparison.allowed();
        });
    }
}
