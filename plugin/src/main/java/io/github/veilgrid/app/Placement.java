package io.github.veilgrid.app;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.regrid.plan.Orientation;
import io.github.veilgrid.regrid.plan.PlanRefusedException;
import io.github.veilgrid.regrid.plan.Planner;
import io.github.veilgrid.regrid.plan.TargetGrid;
import io.github.veilgrid.regrid.wire.Kernel;
import java.util.Optional;

/**
 * Where the result lies, and in which order and sense of its axes the scan is read for it.
 *
 * @param orientation of the scan as it is encrypted
 * @param source grid of the scan in that orientation
 * @param target grid of the result
 */
record Placement(Orientation orientation, Grid source, Grid target) {

    /**
     * @param scan grid of the scan
     * @param like grid of another series, if that is the target
     * @throws PlanRefusedException if the target is impossible, or asked for in two ways
     */
    static Placement of(GridTarget target, Framing framing, Grid scan, Optional<Grid> like) throws PlanRefusedException {
        boolean own = like.isPresent()
                || target instanceof GridTarget.Explicit explicit && explicit.direction().isPresent();
        if (!own && framing.map().isPresent()) {
            throw new PlanRefusedException("a registration needs the grid that it leads to: name it with --like, or in numbers "
                    + "with its direction");
        }
        if (own && (framing.plane().isPresent() || framing.turn().isPresent())) {
            throw new PlanRefusedException("the target has an orientation of its own already; leave out the plane and the turn");
        }
        if (own || framing.turn().isPresent()) {
            Grid base = own ? like.orElse(scan) : framing.turn().get().of(scan);
            return along(scan, TargetGrid.given(framing.frame(target.on(base, framing.fit()))));
        }
        Orientation orientation = framing.plane().isPresent()
                ? Orientation.nearest(scan, framing.plane().get().directions())
                : Orientation.of(scan, scan);
        Grid source = orientation.apply(scan);
        return new Placement(orientation, source, TargetGrid.given(framing.frame(target.on(source, framing.fit()))));
    }

    /** The scan in the target's order and sense of axes if they are the same axes, else as it is. */
    private static Placement along(Grid scan, Grid target) {
        Orientation orientation = Orientation.of(scan, target);
        Grid source = orientation.apply(scan);
        return Planner.alongAxes(source, target) ? new Placement(orientation, source, target)
                : new Placement(Orientation.of(scan, scan), scan, target);
    }

    /** How far, in slices of the scan, a voxel reaches for its value. */
    double reach(Kernel kernel) {
        if (!Planner.alongAxes(source, target)) {
            return kernel.along(1, false).support() / 2.0;
        }
        int across = 0;
        while (orientation.axis(across) != 2) {
            across++;
        }
        return kernel.along(target.spacing(across) / source.spacing(across), false).support() / 2.0;
    }
}
