package io.github.veilgrid.remote;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Collects the body of an answer, and not one byte more than it may have: the service is not trusted with our memory. */
final class BoundedBody implements BodySubscriber<byte[]> {

    private static final int FIRST = 1 << 12;

    private final int most;
    private final CompletableFuture<byte[]> result = new CompletableFuture<>();
    private byte[] bytes;
    private int count;
    private Flow.Subscription subscription;

    private BoundedBody(int most, int expected) {
        this.most = most;
        this.bytes = new byte[Math.min(most, expected)];
    }

    /**
     * @param chunk most bytes of a body with status 200
     * @param other most bytes of any other body
     */
    static BodyHandler<byte[]> of(int chunk, int other) {
        return head -> {
            int most = head.statusCode() == 200 ? chunk : other;
            long announced = head.headers().firstValueAsLong("Content-Length").orElse(FIRST);
            return new BoundedBody(most, (int) Math.max(0, Math.min(most, announced)));
        };
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            int size = buffer.remaining();
            if (size > most - count) {
                subscription.cancel();
                result.completeExceptionally(new IOException("the answer is longer than it can be"));
                return;
            }
            if (size > bytes.length - count) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(most, Math.max(2L * bytes.length, count + size)));
            }
            buffer.get(bytes, count, size);
            count += size;
        }
    }

    @Override
    public void onError(Throwable failure) {
        result.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        result.complete(count == bytes.length ? bytes : Arrays.copyOf(bytes, count));
    }
}
