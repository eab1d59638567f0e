package io.github.veilgrid.fiji;

import io.github.veilgrid.app.PlanJob;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins &gt; Veilgrid &gt; Plan Regridding... */
@Plugin(type = Command.class, menuPath = "Plugins>Veilgrid>Plan Regridding...", headless = true,
        description = "Says what a regridding would send and how exact it would be; nothing is encrypted")
public final class PlanRegridding extends SeriesCommand {

    @Parameter(type = ItemIO.OUTPUT, label = "Plan")
    private String plan;

    @Override
    void carryOut() {
        work((progress, cancellation) -> {
            PlanJob.Result result = PlanJob.run(request().build(), cancellation);
            tell(result.remarks());
            tell(result.lines());
            plan = String.join("\n", result.lines());
        });
    }
}
