package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.DicomToolkit;
import io.github.veilgrid.dicom.derived.DerivedImages;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * One file for all slices of an only volume, each packed as one fragment (PS3.5 section A.4, empty offset table). Slices
 * that come before their turn wait, packed, in memory.
 */
final class PackedMultiFrameFile implements SliceFiles {

    private static final int PIXEL_DATA = 0x00107FE0;
    private static final int ITEM = 0xE000FFFE;
    private static final int SEQUENCE_END = 0xE0DDFFFE;

    private final OutputStream out;
    private final DerivedImages images;
    private final Map<Integer, byte[]> waiting = new HashMap<>();
    private int next;

    PackedMultiFrameFile(Path folder, DerivedImages images, DicomToolkit toolkit, int frames) throws IOException {
        this.images = images;
        this.out = new BufferedOutputStream(
                Files.newOutputStream(folder.resolve("00001.dcm"), StandardOpenOption.CREATE_NEW), 1 << 16);
        toolkit.write(images.multiFrame(frames), out);
        ByteBuffer start = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putInt(PIXEL_DATA);
        out.write(start.put((byte) 'O').put((byte) 'B').putShort((short) 0).putInt(-1).array());
        out.write(item(ITEM, 0));
    }

    private static byte[] item(int tag, int length) {
        return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(tag).putInt(length).array();
    }

    @Override
    public void write(int volume, int z, double[] values) throws IOException {
        byte[] packed = images.packed(values);
        synchronized (this) {
            waiting.put(z, packed);
            for (byte[] frame = waiting.remove(next); frame != null; frame = waiting.remove(next)) {
                out.write(item(ITEM, frame.length));
                out.write(frame);
                next++;
            }
        }
    }

    @Override
    public synchronized void finish() throws IOException {
        out.write(item(SEQUENCE_END, 0));
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
