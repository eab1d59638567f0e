package io.github.veilgrid.regrid.plan;

import io.github.veilgrid.regrid.wire.PrivateAxis;
import io.github.veilgrid.regrid.wire.PrivatePlan;

/** Private plans with tiles that the planner would not choose for scans as small as tests like them. */
public final class PrivateTilings {

    private PrivateTilings() {
    }

    /** The same plan with other tiles, blocks and period. More answers take more flooding, which is paid for in the bound. */
    public static RegridPlan of(RegridPlan plan, int tileX, int tileY, int slicesInBlock, int period) {
        PrivatePlan wire = (PrivatePlan) plan.wire();
        int more = 10;
        PrivatePlan tiled = new PrivatePlan(wire.interpolation(), axis(wire, 0, tileX), axis(wire, 1, tileY), wire.slices(),
                slicesInBlock, period, new double[] {wire.spacing(0), wire.spacing(1), wire.spacing(2)}, wire.magnitude(), wire.shift(),
                wire.weightBits(), wire.floodBits() + more, wire.answerForm(), wire.parameters());
        return new RegridPlan(plan.task(), new AxisGeometry[0], tiled, plan.messageScale(),
                plan.predictedBound() / plan.task().values().slope() * (1 << more));
    }

    private static PrivateAxis axis(PrivatePlan wire, int axis, int tileSize) {
        return new PrivateAxis(wire.inputs(axis), wire.outputs(axis), tileSize, wire.axis(axis).reach(), wire.interpolation());
    }
}
