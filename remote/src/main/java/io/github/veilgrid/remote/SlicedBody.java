package io.github.veilgrid.remote;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A body in pieces much larger than the few kilobytes that Java's own publishers copy one by one: from an array, which is
 * not copied, or from a file. It may be sent several times.
 */
final class SlicedBody implements BodyPublisher {

    private static final int SLICE_BYTES = 1 << 17;

    /** Where the pieces come from. */
    private interface Slices extends AutoCloseable {

        /** The next {@code length} bytes. */
        ByteBuffer next(int length) throws IOException;

        @Override
        void close() throws IOException;
    }

    /** Begins anew. */
    private interface Source {
        Slices open() throws IOException;
    }

    private final long length;
    private final Source source;
    private final Throttle throttle;

    private SlicedBody(long length, Source source, Throttle throttle) {
        this.length = length;
        this.source = source;
        this.throttle = throttle;
    }

    /** @param bytes not to be changed any more */
    static SlicedBody of(byte[] bytes, Throttle throttle) {
        return new SlicedBody(bytes.length, () -> new ArraySlices(ByteBuffer.wrap(bytes).asReadOnlyBuffer()), throttle);
    }

    /** @param length bytes of the file */
    static SlicedBody of(Path file, long length, Throttle throttle) {
        return new SlicedBody(length, () -> new FileSlices(FileChannel.open(file)), throttle);
    }

    private record ArraySlices(ByteBuffer bytes) implements Slices {
        @Override
        public ByteBuffer next(int count) {
            ByteBuffer slice = bytes.slice(bytes.position(), count);
            bytes.position(bytes.position() + count);
            return slice;
        }

        @Override
        public void close() {
            bytes.position(bytes.limit());
        }
    }

    private record FileSlices(FileChannel file) implements Slices {
        @Override
        public ByteBuffer next(int count) throws IOException {
            ByteBuffer slice = ByteBuffer.allocate(count);
            while (slice.hasRemaining()) {
                if (file.read(slice) < 0) {
                    throw new IOException("a stored plane is cut short");
                }
            }
            return slice.flip();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        new Feed(subscriber).begin();
    }

    /** One sending. Whoever asks for more while a piece is being handed over only leaves a note. */
    private final class Feed implements Flow.Subscription {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final AtomicLong wanted = new AtomicLong();
        private Slices slices;
        private long left = length;
        private volatile boolean over;

        Feed(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        void begin() {
            subscriber.onSubscribe(this);
        }

        @Override
        public void request(long count) {
            if (wanted.getAndUpdate(before -> before + Math.min(count, Long.MAX_VALUE - before)) == 0) {
                while (!over) {
                    give();
                    if (wanted.decrementAndGet() == 0) {
                        return;
                    }
                }
            }
        }

        private void give() {
            try {
                if (slices == null) {
                    slices = source.open();
                }
                int count = (int) Math.min(SLICE_BYTES, left);
                throttle.pass(count);
                ByteBuffer slice = slices.next(count);
                left -= count;
                subscriber.onNext(slice);
                if (left == 0) {
                    end();
                    subscriber.onComplete();
                }
            } catch (IOException e) {
                end();
                subscriber.onError(e);
            }
        }

        private void end() {
            over = true;
            try {
                if (slices != null) {
                    slices.close();
                }
            } catch (IOException e) {
                // It was only read.
                return;
            }
        }

        @Override
        public void cancel() {
            end();
        }
    }
}
