package io.github.veilgrid.regrid;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.regrid.owner.JobKey;
import io.github.veilgrid.regrid.owner.OwnerEncryption;
import io.github.veilgrid.regrid.plan.Outside;
import io.github.veilgrid.regrid.plan.PlanRefusedException;
import io.github.veilgrid.regrid.plan.Planner;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.regrid.plan.RegridTask;
import io.github.veilgrid.regrid.plan.TargetGrid;
import io.github.veilgrid.regrid.plan.TurnedGrid;
import io.github.veilgrid.regrid.wire.Interpolation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small jobs that several tests share. */
public final class Jobs {

    public static final ValueScale TWELVE_BIT = new ValueScale(1, -1024, 0, 4095);

    private Jobs() {
    }

    /** An axial grid with its first voxel at the origin. */
    public static Grid axial(Size size, double x, double y, double z) {
        return Grid.of(size, new double[3], new double[] {x, 0, 0}, new double[] {0, y, 0}, new double[] {0, 0, z});
    }

    /** A job with plaintext weights in the plane and integers along z. */
    public static RegridPlan general() throws PlanRefusedException {
        return plan(axial(new Size(24, 20, 5), 0.684, 0.684, 2.5), 1, 1, 1, Interpolation.LINEAR);
    }

    public static RegridPlan plan(Grid source, double x, double y, double z, Interpolation interpolation)
            throws PlanRefusedException {
        Grid target = TargetGrid.spacing(source, new double[] {x, y, z});
        return Planner.plan(new RegridTask(source, target, interpolation, Outside.FILL, TWELVE_BIT, -1024, 0.5));
    }

    /** A small job whose target is turned against the scan. */
    public static RegridPlan oblique() throws PlanRefusedException {
        Grid source = Grid.of(new Size(16, 15, 9), new double[3], new double[] {0.8, 0, 0}, new double[] {0, 0.8, 0},
                new double[] {0, 0, 2});
        Grid target = TurnedGrid.turned(source, new double[] {10, -20, 30});
        return Planner.plan(new RegridTask(source, target, Interpolation.LINEAR, Outside.FILL, TWELVE_BIT, -1024, 0.5));
    }

    public static TestVolume volume(RegridPlan plan, long seed) {
        return TestVolume.of(plan.task().source().size(), plan.task().values(), TestVolume.Content.RANDOM, new Random(seed));
    }

    /** Plan chunk and every plane of a job. */
    public static List<byte[]> request(RegridPlan plan, JobKey key, TestVolume volume) throws IOException {
        try (OwnerEncryption encryption = new OwnerEncryption(plan, key, volume, 1)) {
            List<byte[]> request = new ArrayList<>();
            request.add(encryption.planChunk());
            for (int plane = 0; plane < encryption.planes(); plane++) {
                request.add(encryption.encryptPlane(plane));
            }
            return request;
        }
    }
}
