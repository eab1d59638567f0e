package io.github.veilgrid.he.ring;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Something to work in for each thread, which stays in its processor's cache. A {@link ThreadLocal} would leave it with a
 * thread that lives on, a service's or a user interface's, until some later use of others cleans up: polynomials of a
 * finished job, and the streams that its errors came from. This goes with the object that holds it, or soon after the
 * thread, whichever ends first. Thread safe; threads that have theirs never wait for each other.
 *
 * @param <T> what threads work in; must not lead to a thread
 */
public final class PerThread<T> {

    private final Supplier<T> fresh;
    /** One for each thread: a few, so that looking through them is faster than hashing. Replaced, never changed. */
    private volatile List<Own<T>> owns = List.of();

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

    /** The calling thread's own. */
    public T get() {
        Thread thread = Thread.currentThread();
        for (Own<T> own : owns) {
            if (own.refersTo(thread)) {
                return own.thing;
            }
        }
        Own<T> own = new Own<>(thread, fresh.get());
        add(own);
        return own.thing;
    }

    private synchronized void add(Own<T> own) {
        List<Own<T>> living = new ArrayList<>(owns);
        living.removeIf(other -> other.refersTo(null));
        living.add(own);
        owns = List.copyOf(living);
    }
}
