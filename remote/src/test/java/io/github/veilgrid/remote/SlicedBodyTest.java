package io.github.veilgrid.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies arrive whole, from memory and from files, however they are asked for, and no faster than they may. */
class SlicedBodyTest {

    @TempDir
    private Path temp;

    /** Asks for some pieces at a time, and again while it gets one. */
    private static final class Reader implements Flow.Subscriber<ByteBuffer> {
        private final long atATime;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
        private final AtomicInteger depth = new AtomicInteger();
        private Flow.Subscription subscription;
        private int got;
        private int deepest;

        Reader(long atATime) {
            this.atATime = atATime;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(atATime);
        }

        @Override
        public void onNext(ByteBuffer piece) {
            deepest = Math.max(deepest, depth.incrementAndGet());
            byte[] copy = new byte[piece.remaining()];
            piece.get(copy);
            bytes.writeBytes(copy);
            got++;
            if (got % atATime == 0) {
                subscription.request(atATime);
            }
            depth.decrementAndGet();
        }

        @Override
        public void onError(Throwable failure) {
            whole.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            whole.complete(bytes.toByteArray());
        }
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static void assertWhole(byte[] expected, BodyPublisher body) throws Exception {
        assertEquals(expected.length, body.contentLength());
        for (long atATime : new long[] {1, 3, Long.MAX_VALUE}) {
            Reader reader = new Reader(atATime);
            body.subscribe(reader);
            assertArrayEquals(expected, reader.whole.get(10, TimeUnit.SECONDS), "and again, for another try");
            assertEquals(1, reader.deepest, "asking for more while getting some does not nest");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 131_071, 131_072, 131_073, 3_000_000})
    void aBodyArrivesWhole(int length) throws Exception {
        byte[] bytes = random(length);
        Path file = temp.resolve("plane");
        Files.write(file, bytes);
        assertWhole(bytes, SlicedBody.of(bytes, Throttle.none()));
        assertWhole(bytes, SlicedBody.of(file, length, Throttle.none()));
    }

    @Test
    void aFileThatIsCutShortIsAnErrorAndNoShorterBody() throws Exception {
        Path file = temp.resolve("plane");
        Files.write(file, random(200_000));
        Reader reader = new Reader(1);
        SlicedBody.of(file, 300_000, Throttle.none()).subscribe(reader);
        assertTrue(reader.whole.isCompletedExceptionally());
    }

    @Test
    void planesBeyondTheMemoryGoToFiles() throws Exception {
        Path spool = temp.resolve("spool");
        SentPlanes planes = new SentPlanes(spool, 500_000);
        for (int plane = 0; plane < 4; plane++) {
            planes.add(random(200_000 + plane));
        }
        try (var files = Files.list(spool)) {
            assertEquals(2, files.count());
        }
        for (int plane = 3; plane >= 0; plane--) {
            assertWhole(random(200_000 + plane), planes.body(plane, Throttle.none()));
        }
    }

    @Test
    void uploadsTogetherKeepTheBandwidthLimit() throws Exception {
        int rate = 2_000_000;
        byte[] bytes = random(500_000);
        Throttle throttle = Throttle.of(rate);
        long start = System.nanoTime();
        CompletableFuture<?>[] uploads = new CompletableFuture<?>[2];
        for (int i = 0; i < uploads.length; i++) {
            Reader reader = new Reader(Long.MAX_VALUE);
            uploads[i] = CompletableFuture.runAsync(() -> SlicedBody.of(bytes, throttle).subscribe(reader))
                    .thenCompose(subscribed -> reader.whole);
        }
        CompletableFuture.allOf(uploads).get(30, TimeUnit.SECONDS);
        double seconds = (System.nanoTime() - start) * 1e-9;
        assertTrue(seconds >= 0.98 * uploads.length * bytes.length / rate, seconds + " s");
        assertTrue(seconds < 3.0 * uploads.length * bytes.length / rate, "nor much slower: " + seconds + " s");
    }
}
