package io.github.veilgrid.app;

import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.app.report.Summary;
import io.github.veilgrid.regrid.plan.RegridPlan;
import java.util.List;

/**
 * What a user wants to know of a plan before it is carried out, for the dialogs.
 *
 * @param plan what would be sent for each volume
 * @param volumes how many there are
 * @param modality of the scan, decides the unit's name; empty for an image
 * @param threads of each side
 */
public record PlanFigures(RegridPlan plan, int volumes, String modality, int threads) {

    /** Bytes, time, error and the result's grid, in two lines. */
    public List<String> lines() {
        String unit = Summary.unit(modality);
        return List.of(
                Figures.bytes(volumes * plan.bytesUp()) + " up, " + Figures.bytes(volumes * plan.bytesDown()) + " down; "
                        + time().words(),
                "error at most " + Figures.significant(plan.predictedBound(), 3) + unit + ", rounding "
                        + Figures.significant(0.5 * plan.task().values().slope(), 3) + unit + "; result "
                        + plan.task().target().size() + (volumes > 1 ? " x " + volumes : "") + " voxels");
    }

    PredictedTime time() {
        return PredictedTime.of(plan, volumes, threads);
    }
}
