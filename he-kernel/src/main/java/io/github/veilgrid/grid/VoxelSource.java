package io.github.veilgrid.grid;

import java.io.IOException;

/**
 * The voxels of one volume, read by slice. Implementations are safe for use by several threads and may read from disk
 * on every call.
 */
public interface VoxelSource {

    /** Number of voxels along each axis. */
    Size size();

    /**
     * Reads one slice of real-world values (after rescale), x fastest. A voxel that the files mark as padding (DICOM
     * PixelPaddingValue: no measurement there) is {@code NaN}; every other value is finite.
     *
     * @param z slice, 0 to {@code size().z() - 1}
     * @param values receives {@code size().slice()} numbers
     * @throws IOException if the slice cannot be read
     */
    void readSlice(int z, double[] values) throws IOException;
}
