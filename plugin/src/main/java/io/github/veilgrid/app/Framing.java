package io.github.veilgrid.app;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.regrid.plan.Fit;
import io.github.veilgrid.regrid.plan.PlanRefusedException;
import io.github.veilgrid.regrid.plan.TargetGrid;
import java.util.Objects;
import java.util.Optional;

/**
 * What may be said of a target grid besides its spacing.
 *
 * @param fit how many voxels cover the field of view
 * @param plane how slices shall lie in the body; empty: as the scan's
 * @param turn axes that are not the scan's; empty: the scan's
 * @param map where the scan lies in the target's space; empty: the two are one space
 * @param crop what is taken away from the grid
 * @param pad what is added to it
 */
public record Framing(Fit fit, Optional<BodyPlane> plane, Optional<Turn> turn, Optional<AffineMap> map,
        Optional<Margin> crop, Optional<Margin> pad) {

    /** Voxels between the first centre and the last, the scan's own axes, nothing added or taken away. */
    public static final Framing PLAIN = new Framing(Fit.CENTRES, Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), Optional.empty());

    public Framing {
        Objects.requireNonNull(fit);
        Objects.requireNonNull(plane);
        Objects.requireNonNull(turn);
        Objects.requireNonNull(map);
        if (plane.isPresent() && turn.isPresent()) {
            throw new IllegalArgumentException("choose a plane of the scan's own axes, or turn them, not both");
        }
        Objects.requireNonNull(crop);
        Objects.requireNonNull(pad);
    }

    /** The same with another registration, or none. */
    public Framing by(Optional<AffineMap> registration) {
        return new Framing(fit, plane, turn, registration, crop, pad);
    }

    /** Whether the frame changes although the spacing may not. */
    boolean asked() {
        return plane.isPresent() || turn.isPresent() || crop.isPresent() || pad.isPresent();
    }

    /** The grid cropped and padded. */
    Grid frame(Grid grid) throws PlanRefusedException {
        int[] voxels = new int[6];
        for (int side = 0; side < 6; side++) {
            voxels[side] = (pad.isPresent() ? pad.get().voxels(grid)[side] : 0)
                    - (crop.isPresent() ? crop.get().voxels(grid)[side] : 0);
        }
        return crop.isPresent() || pad.isPresent() ? TargetGrid.framed(grid, voxels) : grid;
    }
}
