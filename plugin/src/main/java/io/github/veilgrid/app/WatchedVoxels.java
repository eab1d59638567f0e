package io.github.veilgrid.app;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.VoxelSource;
import java.io.IOException;

/** A volume whose reading is timed and can be cancelled. */
record WatchedVoxels(VoxelSource volume, StageClock clock, Cancellation cancellation) implements VoxelSource {

    @Override
    public Size size() {
        return volume.size();
    }

    @Override
    public void readSlice(int z, double[] values) throws IOException {
        cancellation.check();
        clock.timeRead(() -> {
            volume.readSlice(z, values);
            return null;
        });
    }
}
