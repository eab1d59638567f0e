package io.github.veilgrid.app;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.regrid.plan.Orientation;
import io.github.veilgrid.regrid.plan.PlanRefusedException;
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
     * @throws PlanRefusedException if the target is impossible, or turned against the scan
     */
    static Placement of(GridTarget target, Framing framing, Grid scan, Optional<Grid> like) throws PlanRefusedException {
        boolean own = like.isPresent()
                || target instanceof GridTarget.Explicit explicit && explicit.direction().isPresent();
        if (own) {
            if (framing.plane().isPresent()) {
                throw new PlanRefusedException("the target has an orientation of its own already; leave out the plane");
            }
            Grid grid = TargetGrid.like(scan, framing.frame(target.on(like.orElse(scan), framing.fit())));
            Orientation orientation = Orientation.of(scan, grid);
            return new Placement(orientation, orientation.apply(scan), grid);
        }
        Orientation orientation = framing.plane().isPresent()
                ? Orientation.nearest(scan, framing.plane().get().directions())
                : Orientation.of(scan, scan);
        Grid source = orientation.apply(scan);
        return new Placement(orientation, source, TargetGrid.like(source, framing.frame(target.on(source, framing.fit()))));
    }

    /** How far, in slices of the scan, a voxel reaches for its value. */
    double reach(Kernel kernel) {
        int across = 0;
        while (orientation.axis(across) != 2) {
            across++;
        }
        return kernel.along(target.spacing(across) / source.spacing(across), false).support() / 2.0;
    }
}
