package io.github.veilgrid.dicom.series;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.VoxelSource;
import java.io.IOException;
import java.util.List;

/** The voxels of one volume; each slice is read from its file when it is asked for. Immutable and thread safe. */
public final class SeriesVolume implements VoxelSource {

    private final List<Slice> slices;
    private final Size size;

    public SeriesVolume(List<Slice> slices) {
        this.slices = List.copyOf(slices);
        this.size = new Size(slices.get(0).format().columns(), slices.get(0).format().rows(), slices.size());
    }

    @Override
    public Size size() {
        return size;
    }

    @Override
    public void readSlice(int z, double[] values) throws IOException {
        slices.get(z).read(values);
    }
}
