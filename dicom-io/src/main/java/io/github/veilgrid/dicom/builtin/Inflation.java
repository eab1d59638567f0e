package io.github.veilgrid.dicom.builtin;

import io.github.veilgrid.dicom.data.ByteSource;
import io.github.veilgrid.dicom.data.DicomException;
import io.github.veilgrid.dicom.data.Limits;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A deflated data set (PS3.5 section A.5), inflated as it is read and never beyond the limit. Its pixels are not kept:
 * who asks for them later inflates the file again up to where they are.
 */
final class Inflation implements Cursor.Feed {

    private static final int CHUNK = 16 << 10;

    private final Path file;
    private final FileChannel channel;
    private final long most;
    private final Inflater inflater = new Inflater(true);
    private final byte[] compressed = new byte[CHUNK];
    private long next;
    private boolean ended;

    private Inflation(Path file, FileChannel channel, long start, long most) {
        this.file = file;
        this.channel = channel;
        this.next = start;
        this.most = most;
    }

    /** The data set that is deflated from byte {@code start} of the file on. */
    static Cursor of(Path file, FileChannel channel, long start, Limits limits) {
        Cursor inflated = Cursor.of(new Inflation(file, channel, start, limits.inflatedBytes()),
                (offset, count) -> new Later(file, start, offset, count));
        inflated.order(ByteOrder.LITTLE_ENDIAN);
        return inflated;
    }

    @Override
    public int read(ByteBuffer target, long at) throws IOException {
        if (at > most) {
            throw new DicomException(file, "inflates to more than " + most + " bytes; it is refused.");
        }
        if (ended) {
            return -1;
        }
        try {
            while (true) {
                int count = inflater.inflate(target);
                if (count > 0) {
                    return count;
                }
                if (inflater.finished()) {
                    inflater.end();
                    ended = true;
                    return -1;
                }
                int more = channel.read(ByteBuffer.wrap(compressed), next);
                if (more <= 0) {
                    throw new EOFException();
                }
                next += more;
                inflater.setInput(compressed, 0, more);
            }
        } catch (DataFormatException damaged) {
            throw new DicomException(file, "the deflated data set is damaged; fetch the file again.", damaged);
        }
    }

    /** Inflated bytes that are fetched when they are needed. */
    private record Later(Path file, long start, long from, long length) implements ByteSource {

        @Override
        public void read(long offset, byte[] target, int at, int count) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                Inflation inflation = new Inflation(file, channel, start, Long.MAX_VALUE);
                ByteBuffer wanted = ByteBuffer.wrap(target, at, count);
                ByteBuffer skipped = ByteBuffer.allocate(CHUNK);
                long position = 0;
                while (wanted.hasRemaining()) {
                    long ahead = from + offset - position;
                    ByteBuffer into = ahead > 0 ? skipped.clear().limit((int) Math.min(CHUNK, ahead)) : wanted;
                    int read = inflation.read(into, position);
                    if (read < 0) {
                        throw new DicomException(file, "the file has become shorter since it was first read.");
                    }
                    position += read;
                }
                inflation.inflater.end();
            }
        }
    }
}
