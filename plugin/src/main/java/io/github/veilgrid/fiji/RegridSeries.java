package io.github.veilgrid.fiji;

import ij.ImagePlus;
import io.github.veilgrid.app.RegridJob;
import io.github.veilgrid.app.RegridRequest;
import io.github.veilgrid.app.RegridResult;
import java.io.File;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Veilgrid &gt; Regrid DICOM Series... */
@Plugin(type = Command.class, menuPath = "Plugins>Veilgrid>Regrid DICOM Series...", headless = true,
        description = "Regrids a DICOM series under encryption and opens the derived series")
public final class RegridSeries extends SeriesCommand {

    @Parameter(label = "Output folder", style = "directory",
            description = "New or empty folder for the derived DICOM series, or a new .nii.gz file")
    private File output;

    @Parameter(persist = false, label = "Remote party", choices = {ServicePreference.EMBEDDED, ServicePreference.SERVICE},
            description = "embedded: inside this program; service: the one set with Remote Veilgrid Service...")
    private String party = ServicePreference.EMBEDDED;

    @Parameter(persist = false, visibility = ItemVisibility.MESSAGE, label = " ", style = ADVICE,
            description = "Who regrids, and whether the way there is protected")
    private String way = ServicePreference.way(ServicePreference.EMBEDDED);

    @Parameter(type = ItemIO.OUTPUT, label = "Regridded series")
    private ImagePlus result;

    @Override
    public void preview() {
        way = ServicePreference.way(party);
        super.preview();
    }

    @Override
    void carryOut() {
        work((progress, cancellation) -> {
            RegridRequest request = request().output(output.toPath()).remote(ServicePreference.chosen(party)).build();
            RegridResult done = RegridJob.run(request, progress, cancellation);
            tell(done.summary().lines().toList());
            result = DerivedSeriesOpener.open(done);
        });
    }
}
