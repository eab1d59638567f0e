package io.github.veilgrid.regrid;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.grid.VoxelSource;
import java.util.Random;

/** A volume in memory with stored integers as a scanner would give them. */
public record TestVolume(Size size, double[] voxels) implements VoxelSource {

    public enum Content { RANDOM, SMOOTH, EXTREME }

    public static TestVolume of(Size size, ValueScale values, Content content, Random random) {
        double[] voxels = new double[(int) size.voxels()];
        for (int i = 0; i < voxels.length; i++) {
            double share = switch (content) {
                case RANDOM -> random.nextDouble();
                case SMOOTH -> 0.5 + 0.5 * Math.sin(0.03 * i) * Math.cos(0.0007 * i);
                case EXTREME -> random.nextBoolean() ? 1 : 0;
            };
            int stored = (int) Math.rint(values.storedMin() + share * ((double) values.storedMax() - values.storedMin()));
            voxels[i] = values.value(stored);
        }
        return new TestVolume(size, voxels);
    }

    @Override
    public void readSlice(int z, double[] values) {
        System.arraycopy(voxels, z * size.slice(), values, 0, size.slice());
    }
}
