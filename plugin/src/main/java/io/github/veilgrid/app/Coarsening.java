package io.github.veilgrid.app;

import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.grid.Grid;
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
            double here = stretch(task.source(), task.target(), axis);
            if (here > ratio) {
                coarsest = axis;
                ratio = here;
            }
        }
        return coarsest < 0 ? Optional.empty() : Optional.of("The target is " + Figures.significant(ratio, 3)
                + " times coarser than the scan along " + "xyz".charAt(coarsest)
                + ": detail may fold back into it; antialiasing (area or gaussian) averages instead.");
    }

    /** How far apart target voxels lie along an axis of the scan, in its voxels. */
    private static double stretch(Grid source, Grid target, int axis) {
        double[] first = source.index(target.origin(0), target.origin(1), target.origin(2));
        double squares = 0;
        for (int column = 0; column < 3; column++) {
            double[] point = target.position(column == 0 ? 1 : 0, column == 1 ? 1 : 0, column == 2 ? 1 : 0);
            squares += Math.pow(source.index(point[0], point[1], point[2])[axis] - first[axis], 2);
        }
        return Math.sqrt(squares);
    }
}
