package io.github.veilgrid.dicom.series;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.VoxelSource;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The voxels of one volume. They stay in their files as they are stored; a slice is fetched and turned into real-world
 * values when it is asked for, so that memory does not grow with the scan. Thread safe.
 */
public final class SeriesVolume implements VoxelSource {

    private final List<Slice> slices;
    private final Size size;
    /** Buffers of slices that were read: as many as there were readers at a time. */
    private final Queue<byte[]> spare = new ConcurrentLinkedQueue<>();

    public SeriesVolume(List<Slice> slices) {
        this.slices = List.copyOf(slices);
        this.size = new Size(slices.get(0).format().columns(), slices.get(0).format().rows(), slices.size());
    }

    @Override
    public Size size() {
        return size;
    }

    /** Bytes of the stored pixels of a slice. */
    public int storedBytes(int z) {
        return slices.get(z).format().frameBytes();
    }

    /**
     * Reads a slice as it is stored, decompressed: little endian cells, x fastest.
     *
     * @param cells receives {@link #storedBytes} bytes
     */
    public void readStored(int z, byte[] cells) throws IOException {
        slices.get(z).pixels().frame(slices.get(z).frame(), cells);
    }

    @Override
    public void readSlice(int z, double[] values) throws IOException {
        byte[] taken = spare.poll();
        byte[] cells = taken != null && taken.length == storedBytes(z) ? taken : new byte[storedBytes(z)];
        readStored(z, cells);
        slices.get(z).toValues(cells, values);
        spare.add(cells);
    }
}
