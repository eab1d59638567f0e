package io.github.veilgrid.bench;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.ValueScale;
import io.github.veilgrid.grid.VoxelSource;
import java.util.SplittableRandom;

/** A scan of 16-bit integers in memory: random over the whole declared range, the worst case for the error. */
final class SyntheticScan implements VoxelSource {

    private final Size size;
    private final ValueScale values;
    private final short[][] slices;

    SyntheticScan(Size size, ValueScale values, long seed) {
        this.size = size;
        this.values = values;
        this.slices = new short[size.z()][size.slice()];
        SplittableRandom random = new SplittableRandom(seed);
        for (short[] slice : slices) {
            for (int i = 0; i < slice.length; i++) {
                slice[i] = (short) random.nextInt(values.storedMin(), values.storedMax() + 1);
            }
        }
    }

    @Override
    public Size size() {
        return size;
    }

    @Override
    public void readSlice(int z, double[] into) {
        short[] slice = slices[z];
        for (int i = 0; i < slice.length; i++) {
            into[i] = values.value(slice[i]);
        }
    }

    short[][] slices() {
        return slices;
    }
}
