package io.github.veilgrid.dicom;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.DicomToolkit;
import io.github.veilgrid.dicom.derived.DerivedImages;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * One file for all slices of a volume, each packed as one fragment (PS3.5 section A.4). Where they begin is known at
 * the end only, when the offset table before them is filled. Slices that come before their turn wait, packed, in memory.
 */
final class PackedMultiFrameFile implements SliceFiles {

    private static final int PIXEL_DATA = 0x00107FE0;
    private static final int ITEM = 0xE000FFFE;
    private static final int SEQUENCE_END = 0xE0DDFFFE;

    private static final int ITEM_HEADER = 8;
    private static final long LONGEST = 0xFFFFFFFFL;

    private final Path file;
    private final OutputStream out;
    private final DerivedImages images;
    private final ByteBuffer offsets;
    private final long table;
    private final Map<Integer, byte[]> waiting = new HashMap<>();
    private int next;
    private long at;

    PackedMultiFrameFile(Path folder, DerivedImages images, DicomToolkit toolkit, int frames) throws IOException {
        this.images = images;
        this.file = folder.resolve(images.fileName());
        this.offsets = ByteBuffer.allocate(4 * frames).order(ByteOrder.LITTLE_ENDIAN);
        this.out = new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), 1 << 16);
        toolkit.write(images.multiFrame(frames), out);
        ByteBuffer start = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putInt(PIXEL_DATA);
        out.write(start.put((byte) 'O').put((byte) 'B').putShort((short) 0).putInt(-1).array());
        out.write(item(ITEM, offsets.capacity()));
        out.flush();
        this.table = Files.size(file);
        out.write(offsets.array());
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
                if (at > LONGEST) {
                    throw new DicomException("The series is too large for one multi-frame object; write one file per "
                            + "slice.");
                }
                offsets.putInt((int) at);
                out.write(item(ITEM, frame.length));
                out.write(frame);
                at += ITEM_HEADER + frame.length;
                next++;
            }
        }
    }

    @Override
    public synchronized void finish() throws IOException {
        out.write(item(SEQUENCE_END, 0));
        out.flush();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            offsets.flip();
            while (offsets.hasRemaining()) {
                channel.write(offsets, table + offsets.position());
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
