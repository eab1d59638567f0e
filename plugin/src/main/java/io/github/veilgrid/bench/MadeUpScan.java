package io.github.veilgrid.bench;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.grid.VoxelSource;

/**
 * A scan of any length that is nowhere held: a wave in each slice, 12 bits stored.
 *
 * @param size voxels
 */
record MadeUpScan(Size size) implements VoxelSource {

    static final ValueScale VALUES = new ValueScale(1, -1024, 0, 4095);

    @Override
    public void readSlice(int z, double[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = VALUES.value((i * 31 + z * 977) & 4095);
        }
    }
}
