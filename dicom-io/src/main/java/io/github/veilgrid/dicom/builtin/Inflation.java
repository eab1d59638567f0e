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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A deflated data set (PS3.5 section A.5), inflated as it is read and never beyond the limit. Its pixels are not kept:
 * who asks for them later inflates the file again up to where they are.
 */
final class Inflation implements Cursor.Feed {

    private static final int CHUNK = 16 << 10;

    private final Path file;
    private final long most;
    private final Inflater inflater = new Inflater(true);
    private final byte[] compressed = new byte[CHUNK];
    private FileChannel channel;
    /** Offset in the file of what is inflated next. */
    private long next;
    /** Bytes that came out. */
    private long done;
    private boolean ended;

    private Inflation(Path file, long start, long most) {
        this.file = file;
        this.next = start;
        this.most = most;
    }

    /** The data set that is deflated from byte {@code start} of the file on. */
    static Cursor of(Path file, FileChannel channel, long start, Limits limits) {
        Inflation inflation = new Inflation(file, start, limits.inflatedBytes());
        inflation.channel = channel;
        Cursor inflated = Cursor.of(inflation, (offset, count) -> new Later(file, start, offset, count));
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
                    done += count;
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

    /**
     * Inflated bytes that are fetched when they are needed. Frames of one file are asked for one after the other, so what
     * stopped where a frame ended goes on from there; no file stays open.
     */
    private static final class Later implements ByteSource {

        private static final int MOST_STOPPED = 8;

        private final Path file;
        private final long start;
        private final long from;
        private final long length;
        private final List<Inflation> stopped = new ArrayList<>();

        Later(Path file, long start, long from, long length) {
            this.file = file;
            this.start = start;
            this.from = from;
            this.length = length;
        }

        @Override
        public long length() {
            return length;
        }

        @Override
        public void read(long offset, byte[] target, int at, int count) throws IOException {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                Inflation inflation = before(from + offset).orElseGet(() -> new Inflation(file, start, Long.MAX_VALUE));
                inflation.channel = channel;
                ByteBuffer wanted = ByteBuffer.wrap(target, at, count);
                ByteBuffer skipped = ByteBuffer.allocate(CHUNK);
                while (wanted.hasRemaining()) {
                    long ahead = from + offset - inflation.done;
                    ByteBuffer into = ahead > 0 ? skipped.clear().limit((int) Math.min(CHUNK, ahead)) : wanted;
                    if (inflation.read(into, inflation.done) < 0) {
                        throw new DicomException(file, "the file has become shorter since it was first read.");
                    }
                }
                keep(inflation);
            }
        }

        /** The one that stopped least far ahead of a place. */
        private synchronized Optional<Inflation> before(long place) {
            Optional<Inflation> nearest = stopped.stream().filter(inflation -> inflation.done <= place)
                    .max(Comparator.comparingLong(inflation -> inflation.done));
            nearest.ifPresent(stopped::remove);
            return nearest;
        }

        private synchronized void keep(Inflation inflation) {
            inflation.channel = null;
            if (inflation.done < from + length && stopped.size() < MOST_STOPPED) {
                stopped.add(inflation);
            } else {
                inflation.inflater.end();
            }
        }
    }
}
