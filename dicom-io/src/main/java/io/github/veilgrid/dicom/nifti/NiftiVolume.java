package io.github.veilgrid.dicom.nifti;

import io.github.veilgrid.dicom.data.ByteSource;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.grid.VoxelSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** One volume of a NIfTI file. Immutable and thread safe. */
final class NiftiVolume implements VoxelSource {

    private final Path file;
    private final NiftiHeader header;
    private final ByteSource voxels;
    private final long start;

    NiftiVolume(Path file, NiftiHeader header, ByteSource voxels, long start) {
        this.file = file;
        this.header = header;
        this.voxels = voxels;
        this.start = start;
    }

    @Override
    public Size size() {
        return header.size();
    }

    @Override
    public void readSlice(int z, double[] values) throws IOException {
        int count = size().slice();
        byte[] bytes = new byte[Math.multiplyExact(count, header.type().bytes())];
        voxels.read(start + (long) z * bytes.length, bytes, 0, bytes.length);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(header.order());
        for (int i = 0; i < count; i++) {
            double scaled = header.slope() * header.type().get(buffer);
            values[i] = scaled + header.intercept();
            if (Double.isInfinite(values[i])) {
                throw new DicomException(file, "holds an infinite voxel in slice " + z + "; it cannot be resampled.");
            }
        }
    }
}
