package io.github.veilgrid.he.ring;

import java.lang.ref.WeakReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Something to work in for each thread, which stays in its processor's cache. A {@link ThreadLocal} would leave it with a
 * thread that lives on, a service's or a user interface's, until some later use of others cleans up: polynomials of a
 * finished job, and the streams that its errors came from. This goes with the object that holds it, or with the
 * thread, whichever ends first. Thread safe; threads that have theirs never wait for each other.
 *
 * @param <T> what threads work in; must not lead to a thread
 */
public final class PerThread<T> {

    private final Supplier<T> fresh;
    /** One for each thread: a few, so that looking through them is faster than hashing. Replaced, never changed. */
    private volatile Own<?>[] owns = {};

    /** @param fresh makes one for a thread that has none */
    public PerThread(Supplier<T> fresh) {
        this.fresh = fresh;
    }

    /** What a thread works in. */
    private static final class Own<T> extends WeakReference<Thread> {
        private final T thing;

        Own(Thread thread, T thing) {
            super(thread);
            this.thing = thing;
        }
    }

    /** The calling thread's own. Allocates nothing but the first. */
    public T get() {
        Thread thread = Thread.currentThread();
        Own<?> mine = null;
        boolean ended = false;
        for (Own<?> own : owns) {
            if (own.refersTo(thread)) {
                mine = own;
            }
            ended |= own.refersTo(null);
        }
        if (mine == null || ended) {
            mine = mine == null ? new Own<>(thread, fresh.get()) : mine;
            keep(mine);
        }
        @SuppressWarnings("unchecked")
        T thing = (T) mine.thing;
        return thing;
    }

    /** Keeps one, and those of threads that live. */
    private synchronized void keep(Own<?> mine) {
        owns = Stream.concat(Stream.of(owns).filter(own -> own != mine && !own.refersTo(null)), Stream.of(mine))
                .toArray(Own<?>[]::new);
    }
}
