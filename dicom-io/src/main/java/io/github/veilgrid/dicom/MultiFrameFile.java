package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomToolkit;
import io.github.veilgrid.dicom.derived.DerivedImages;
import io.github.veilgrid.grid.Size;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One file for all slices of an only volume. Everything but the pixels is known beforehand; frames are written where they
 * belong.
 */
final class MultiFrameFile implements SliceFiles {

    private static final long LONGEST = 0xFFFFFFFEL;

    private final FileChannel channel;
    private final DerivedImages images;
    private final long start;

    MultiFrameFile(Path folder, DerivedImages images, DicomToolkit toolkit, Size size) throws IOException {
        long length = (long) images.sliceBytes() * size.z();
        if (length > LONGEST) {
            throw new DicomException("The series is too large for one multi-frame object; write one file per slice.");
        }
        Path file = folder.resolve("00001.dcm");
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            toolkit.write(images.multiFrame(size.z()), out);
            ByteBuffer header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
            header.putShort((short) 0x7FE0).putShort((short) 0x0010).put((byte) 'O').put((byte) 'W').putShort((short) 0);
            out.write(header.putInt((int) length).array());
        }
        this.images = images;
        this.start = Files.size(file);
        this.channel = FileChannel.open(file, StandardOpenOption.WRITE);
    }

    @Override
    public void write(int volume, int z, double[] values) throws IOException {
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
