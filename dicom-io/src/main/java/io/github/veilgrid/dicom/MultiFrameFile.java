package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.DicomToolkit;
import io.github.veilgrid.dicom.derived.DerivedImages;
import io.github.veilgrid.grid.Size;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One file for all slices of a volume. Everything but the pixels is known beforehand; frames are written where they
 * belong.
 */
final class MultiFrameFile implements SliceFiles {

    private final FrameFile frames;

    MultiFrameFile(Path folder, DerivedImages images, DicomToolkit toolkit, Size size) throws IOException {
        long length = FrameFile.requireOneValue(images, size.z());
        Path file = folder.resolve(images.fileName());
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            toolkit.write(images.multiFrame(size.z()), out);
            ByteBuffer header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
            header.putShort((short) 0x7FE0).putShort((short) 0x0010).put((byte) 'O').put((byte) 'W').putShort((short) 0);
            out.write(header.putInt((int) length).array());
        }
        this.frames = new FrameFile(file, images);
    }

    @Override
    public void write(int volume, int z, double[] values) throws IOException {
        frames.write(z, values);
    }

    @Override
    public void finish() {
    }

    @Override
    public void close() throws IOException {
        frames.close();
    }
}
