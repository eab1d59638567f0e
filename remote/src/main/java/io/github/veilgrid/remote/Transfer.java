package io.github.veilgrid.remote;

import io.github.veilgrid.regrid.wire.Chunk;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * One job on its way to a service and back: one thread sends stored planes while another fetches answers. The
 * service says which plane it needs next, so the same loop serves a first try, a lost connection, a service that was
 * restarted or that forgot the job, and an owner who comes back after a crash. Planes are only ever read from their
 * store; nothing here could encrypt.
 */
final class Transfer implements AutoCloseable {

    /** How long the service holds a question for an answer that is not ready. */
    private static final Duration WAIT = Duration.ofSeconds(20);
    /** Answers held in memory until their taker comes. */
    private static final int HELD = 2;
    private static final long CLOSE_MILLIS = 5_000;

    private final ServiceClient client;
    private final Backoff backoff;
    private final JobShape shape;
    private final Optional<String> map;
    private final StoredPlanes stored;
    private final int firstAnswer;
    private final BlockingQueue<Chunk> answers = new ArrayBlockingQueue<>(HELD);
    private final Thread sender;
    private final Thread fetcher;
    private int available;
    private int next;
    private IOException failure;

    /**
     * Makes the job known to the service and starts.
     *
     * @param map id of the service's own map that the job needs
     * @param stored the planes
     * @param available how many of them are there already, from 0 on
     * @param firstAnswer the first answer to fetch
     */
    Transfer(ServiceClient client, Backoff backoff, JobShape shape, Optional<String> map, StoredPlanes stored, int available,
            int firstAnswer) throws IOException {
        this.client = client;
        this.backoff = backoff;
        this.shape = shape;
        this.map = map;
        this.stored = stored;
        this.available = available;
        this.firstAnswer = firstAnswer;
        this.next = backoff.run(() -> client.create(shape, map)).next();
        this.sender = start("veilgrid-send", this::sendAll);
        this.fetcher = start("veilgrid-fetch", this::fetchAll);
    }

    /** The body of a thread. */
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private Thread start(String name, Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                fail(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                fail(new IOException("the transfer failed: " + e, e));
            }
        }, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private synchronized void fail(IOException e) {
        if (failure == null) {
            failure = e;
        }
        notifyAll();
    }

    /** Says that planes 0 to {@code count - 1} are there. */
    synchronized void stored(int count) {
        available = count;
        notifyAll();
    }

    private synchronized void heard(JobStatus status) {
        next = status.next();
        notifyAll();
    }

    private synchronized int awaitPlane() throws InterruptedException {
        while (next >= available) {
            wait();
        }
        return next;
    }

    private void sendAll() throws IOException, InterruptedException {
        while (true) {
            int plane = awaitPlane();
            heard(backoff.run(() -> orMadeKnown(() -> client.put(shape, plane, stored))));
        }
    }

    /** A service that forgot the job hears of it again. */
    private JobStatus orMadeKnown(Backoff.Attempt<JobStatus> attempt) throws IOException {
        try {
            return attempt.run();
        } catch (ServiceException refused) {
            if (refused.problem().filter(problem -> problem == Problem.UNKNOWN_JOB).isPresent()) {
                return client.create(shape, map);
            }
            throw refused;
        }
    }

    private void fetchAll() throws IOException, InterruptedException {
        for (int answer = firstAnswer; answer < shape.answers(); answer++) {
            answers.put(fetch(answer));
        }
    }

    private Chunk fetch(int answer) throws IOException {
        while (true) {
            Optional<Chunk> chunk = backoff.run(() -> tryFetch(answer));
            if (chunk.isPresent()) {
                return chunk.get();
            }
        }
    }

    private Optional<Chunk> tryFetch(int answer) throws IOException {
        try {
            ServiceClient.Answer reply = client.answer(shape, answer, WAIT);
            if (reply.status().isPresent()) {
                heard(reply.status().get());
                return Optional.empty();
            }
            return Optional.of(ChunkStream.parse(reply.chunk().get(), Chunk.Kind.ANSWER, shape.answerHeader(answer)));
        } catch (ServiceException refused) {
            heard(orMadeKnown(() -> {
                throw refused;
            }));
            return Optional.empty();
        }
    }

    /**
     * The next answer, in their order, checked.
     *
     * @return empty if none came within that time
     * @throws IOException if the transfer has failed
     */
    Optional<Chunk> take(Duration longest) throws IOException {
        synchronized (this) {
            if (failure != null) {
                throw failure;
            }
        }
        try {
            return Optional.ofNullable(answers.poll(longest.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Stops both threads. The job stays at the service. */
    @Override
    public void close() {
        sender.interrupt();
        fetcher.interrupt();
        try {
            sender.join(CLOSE_MILLIS);
            fetcher.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
