package io.github.veilgrid.he.ring;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/**
 * Something to work in for each thread, which stays in its processor's cache. A {@link ThreadLocal} would leave it with a
 * thread that lives on, a service's or a user interface's, until some later use of others cleans up: polynomials of a
 * finished job, and the streams that its errors came from. This goes with the object that holds it, or with the thread,
 * whichever ends first. Thread safe.
 *
 * @param <T> what threads work in; must not lead to a thread
 */
public final class PerThread<T> {

    private final Supplier<T> fresh;
    private final Map<Thread, T> ofThread = Collections.synchronizedMap(new WeakHashMap<>());

    /** @param fresh makes one for a thread that has none */
    public PerThread(Supplier<T> fresh) {
        this.fresh = fresh;
    }

    /** The calling thread's own. */
    public T get() {
        Thread thread = Thread.currentThread();
        T own = ofThread.get(thread);
        if (own == null) {
            own = fresh.get();
            ofThread.put(thread, own);
        }
        return own;
    }
}
