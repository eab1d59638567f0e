package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.derived.DerivedImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Frames written where they belong, behind what a file holds already. Thread safe. */
final class FrameFile implements AutoCloseable {

    private static final long LONGEST = 0xFFFFFFFEL;

    private final FileChannel channel;
    private final DerivedImages images;
    private final long start;

    FrameFile(Path file, DerivedImages images) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.WRITE);
        this.start = channel.size();
        this.images = images;
    }

    /**
     * The length of so many frames.
     *
     * @throws DicomException if no DICOM value can be so long
     */
    static long requireOneValue(DerivedImages images, int frames) throws DicomException {
        long length = (long) images.sliceBytes() * frames;
        if (length > LONGEST) {
            throw new DicomException("The series is too large for one multi-frame object; write one file per slice.");
        }
        return length;
    }

    void write(int z, double[] values) throws IOException {
        ByteBuffer cells = ByteBuffer.wrap(images.cells(values));
        long at = start + (long) z * cells.limit();
        while (cells.hasRemaining()) {
            channel.write(cells, at + cells.position());
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
