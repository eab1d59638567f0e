package io.github.veilgrid.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stages of a job that work side by side, each on a thread of its own, and hand things on through {@link Belt}s of
 * few places: a stage that is ahead waits. Made, awaited and stopped by one thread, the job's own.
 */
final class Pipeline {

    /** How long the job's own thread sleeps between looks at progress and cancellation. */
    private static final long LOOK_MILLIS = 50;

    /** The body of a stage. */
    @FunctionalInterface
    interface Stage {
        void run() throws Exception;
    }

    /** What the job's own thread does now and then while the stages work; it may throw to stop them. */
    @FunctionalInterface
    interface Look {
        void look() throws Exception;
    }

    private final Semaphore turns;
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    /** @param atOnce how many stages may compute at a time; others wait for their turn */
    Pipeline(int atOnce) {
        this.turns = new Semaphore(atOnce);
    }

    /** Places between two stages; an empty thing says that nothing follows. */
    final class Belt<T> {
        private final BlockingQueue<Optional<T>> places;

        Belt(int count) {
            places = new ArrayBlockingQueue<>(count);
        }

        /** Waits for a place; whoever computes gives up the turn meanwhile. */
        void put(T thing) throws InterruptedException {
            put(Optional.of(thing));
        }

        private void put(Optional<T> thing) throws InterruptedException {
            if (!places.offer(thing)) {
                turns.release();
                try {
                    places.put(thing);
                } finally {
                    turns.acquireUninterruptibly();
                }
            }
        }

        /** Says that nothing follows. */
        void end() throws InterruptedException {
            put(Optional.empty());
        }

        /** The next thing; {@code null} at the end. */
        T take() throws InterruptedException {
            Optional<T> thing = places.poll();
            if (thing == null) {
                turns.release();
                try {
                    thing = places.take();
                } finally {
                    turns.acquireUninterruptibly();
                }
            }
            return thing.orElse(null);
        }
    }

    /** Starts a stage. It has a turn whenever it is not waiting at a belt. */
    void start(String name, Stage stage) {
        Thread thread = new Thread(() -> {
            turns.acquireUninterruptibly();
            try {
                stage.run();
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            } finally {
                turns.release();
            }
        }, "veilgrid-" + name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /**
     * Does something on the job's own thread when there is a turn for it.
     *
     * @throws Exception what it throws, or what a stage has failed with before: then it is not done
     */
    <R> R turn(Callable<R> work) throws Exception {
        turns.acquireUninterruptibly();
        try {
            rethrow();
            return work.call();
        } finally {
            turns.release();
        }
    }

    /**
     * Waits until every stage has ended.
     *
     * @throws Exception what the first stage that failed threw, or what {@code look} threw
     */
    void await(Look look) throws Exception {
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                rethrow();
                look.look();
                TimeUnit.MILLISECONDS.timedJoin(thread, LOOK_MILLIS);
            }
        }
        rethrow();
    }

    private void rethrow() throws Exception {
        Throwable thrown = failure.get();
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw (Exception) thrown;
        }
    }

    /** Interrupts the stages that still work and waits for their end. */
    void stop() {
        boolean interrupted = false;
        for (Thread thread : threads) {
            thread.interrupt();
        }
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
