package io.github.veilgrid.app;

import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.wire.Antialias;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.util.Optional;

/** Says when a target is so much coarser than the scan that detail would fold back into it. */
final class Coarsening {

    private static final double LIMIT = 1.5;

    private Coarsening() {
    }

    /** One line, if there is something to say. */
    static Optional<String> hint(RegridTask task) {
        if (task.kernel().antialias() != Antialias.NONE || task.interpolation() == Interpolation.NEAREST) {
            return Optional.empty();
        }
        int coarsest = -1;
        double ratio = LIMIT;
        for (int axis = 0; axis < 3; axis++) {
            double here = task.target().spacing(axis) / task.source().spacing(axis);
            if (here > ratio) {
                coarsest = axis;
                ratio = here;
            }
        }
        return coarsest < 0 ? Optional.empty() : Optional.of("The target is " + Figures.significant(ratio, 3)
                + " times coarser than the scan along " + "xyz".charAt(coarsest)
                + ": detail may fold back into it; antialiasing (area or gaussian) averages instead.");
    }
}
