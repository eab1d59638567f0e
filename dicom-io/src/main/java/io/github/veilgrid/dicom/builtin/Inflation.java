package io.github.veilgrid.dicom.builtin;

import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.Limits;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** A deflated data set (PS3.5 section A.5), inflated as it is read and never beyond the limit. */
final class Inflation implements Cursor.Feed {

    private static final int CHUNK = 16 << 10;

    private final Cursor compressed;
    private final Path file;
    private final long most;
    private final Inflater inflater = new Inflater(true);

    private Inflation(Cursor compressed, Path file, long most) {
        this.compressed = compressed;
        this.file = file;
        this.most = most;
    }

    static Cursor of(Cursor compressed, Path file, Limits limits) {
        Cursor inflated = Cursor.of(new Inflation(compressed, file, limits.inflatedBytes()));
        inflated.order(ByteOrder.LITTLE_ENDIAN);
        return inflated;
    }

    @Override
    public int read(ByteBuffer target, long at) throws IOException {
        if (at > most) {
            throw new DicomException(file, "inflates to more than " + most + " bytes; it is refused.");
        }
        try {
            while (true) {
                int count = inflater.inflate(target);
                if (count > 0) {
                    return count;
                }
                if (inflater.finished()) {
                    inflater.end();
                    return -1;
                }
                byte[] more = compressed.bytes(Math.min(CHUNK, compressed.size() - compressed.position()));
                if (more.length == 0) {
                    throw new EOFException();
                }
                inflater.setInput(more);
            }
        } catch (DataFormatException damaged) {
            throw new DicomException(file, "the deflated data set is damaged; fetch the file again.", damaged);
        }
    }
}
