package io.github.veilgrid.app;

import io.github.veilgrid.grid.VoxelSource;
import io.github.veilgrid.regrid.plan.RegridPlan;
import io.github.veilgrid.remote.RemoteParty;

/**
 * The part of a {@link RegridJob} between reading and writing, by itself, so that remote parties can be compared: voxels in
 * memory are encrypted, regridded, decrypted and checked, as a job does it. Stateless and thread safe.
 */
public final class ExchangeTrial {

    private ExchangeTrial() {
    }

    /**
     * @param threads of the owner's side
     * @return seconds
     * @throws Exception if the job did not come to a good end
     */
    public static double seconds(RegridPlan plan, VoxelSource volume, RemoteParty party, int threads) throws Exception {
        long start = System.nanoTime();
        new Exchange(party, threads, Progress.SILENT, new Cancellation(), new StageClock(threads))
                .run(plan, volume, (z, values) -> { });
        return (System.nanoTime() - start) * 1e-9;
    }
}
