package io.github.veilgrid.remote.server;

import io.github.veilgrid.remote.JobShape;
import io.github.veilgrid.remote.JobStatus;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;

/**
 * A job and the states it goes through:
 *
 * <pre>
 *          planes come            a place is free          last answer stored
 *   OPEN ---------------&gt; QUEUED ----------------&gt; RUNNING --------------------&gt; DONE
 *     ^                                               |  \
 *     |   the owner is slow, the disk is full,        |   \  planes are not what the plan says
 *     +---a plane was damaged, the service stops------+    +---------------------------------&gt; FAILED
 *
 *   any ---- deleted, expired, damaged ----&gt; GONE
 * </pre>
 *
 * Nothing of this is written down: the files of a job are its state, and a service that starts again reads it off them
 * ({@link JobFiles}). A job starts with its first plane; one that lost its place starts again only when all planes are
 * there, so that a slow owner makes nothing be computed over and over. Answers are computed in order, and what was stored
 * before stays: the same planes give the same bytes, or, where a map is to be hidden, bytes that are as good and are not to be
 * given twice. Thread safe.
 */
final class Job {

    /** See the picture above. */
    enum State {
        OPEN, QUEUED, RUNNING, DONE, FAILED, GONE
    }

    private final String owner;
    private final JobShape shape;
    private final Optional<String> map;
    private final BitSet planes = new BitSet();
    private int answers;
    private State state = State.OPEN;
    private boolean startedBefore;
    private long used = System.nanoTime();

    /**
     * @param map id of the service's own map that the owner asked for
     * @param age how long ago somebody asked for the job
     * @param planes planes that are stored already
     * @param answers answers that are stored already, from 0 on
     */
    Job(String owner, JobShape shape, Optional<String> map, Duration age, BitSet planes, int answers) {
        this.owner = owner;
        this.shape = shape;
        this.map = map;
        this.used -= age.toNanos();
        this.planes.or(planes);
        this.answers = answers;
        this.startedBefore = answers > 0;
        if (answers == shape.answers()) {
            state = State.DONE;
        }
    }

    String owner() {
        return owner;
    }

    JobShape shape() {
        return shape;
    }

    /** Id of the service's own map that it is regridded with. */
    Optional<String> map() {
        return map;
    }

    synchronized State state() {
        return state;
    }

    synchronized JobStatus status() {
        return new JobStatus(shape.planes(), next(), answers, shape.answers());
    }

    private int next() {
        return state == State.DONE ? shape.planes() : Math.min(planes.nextClearBit(0), shape.planes());
    }

    /** Bytes that the job may come to take on disk. */
    synchronized long reservedBytes() {
        return (state == State.DONE ? 0 : shape.bytesUp()) + shape.bytesDown();
    }

    /** Somebody asked for the job. */
    synchronized void touch() {
        used = System.nanoTime();
    }

    synchronized boolean isExpired(Duration keep) {
        return state != State.QUEUED && state != State.RUNNING && System.nanoTime() - used > keep.toNanos();
    }

    synchronized boolean hasPlane(int plane) {
        return state == State.DONE || planes.get(plane);
    }

    synchronized int answers() {
        return answers;
    }

    /** A plane was stored. */
    synchronized void gained(int plane) {
        planes.set(plane);
        notifyAll();
    }

    /** A stored plane turned out to be damaged; its owner will be asked for it again. */
    synchronized void lost(int plane) {
        planes.clear(plane);
        notifyAll();
    }

    /** OPEN to QUEUED, if there is something to do. */
    synchronized boolean queue() {
        boolean ready = startedBefore ? next() == shape.planes() : planes.get(0);
        if (state != State.OPEN || !ready) {
            return false;
        }
        state = State.QUEUED;
        return true;
    }

    /** QUEUED to RUNNING. */
    synchronized boolean run() {
        if (state != State.QUEUED) {
            return false;
        }
        state = State.RUNNING;
        startedBefore = true;
        return true;
    }

    /** RUNNING or QUEUED back to OPEN. */
    synchronized void suspend() {
        change(State.OPEN);
    }

    /** RUNNING or QUEUED to FAILED. */
    synchronized void fail() {
        change(State.FAILED);
    }

    /** An answer was stored; the last one makes RUNNING to DONE. */
    synchronized void answered(int count) {
        answers = count;
        if (count == shape.answers()) {
            change(State.DONE);
        }
        notifyAll();
    }

    private void change(State to) {
        if (state == State.RUNNING || state == State.QUEUED) {
            state = to;
            notifyAll();
        }
    }

    /** Any state to GONE. */
    synchronized void end() {
        state = State.GONE;
        notifyAll();
    }

    /** Waits for a plane while running. False if it did not come in time, or the job is no longer running. */
    synchronized boolean awaitPlane(int plane, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (state == State.RUNNING && !planes.get(plane) && waitUntil(end)) {
            continue;
        }
        return state == State.RUNNING && planes.get(plane);
    }

    /** Waits until an answer is stored, the job can give none, or the time is over; tells whether it is stored. */
    synchronized boolean awaitAnswer(int answer, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        int needed = next();
        while (answers <= answer && state != State.FAILED && state != State.GONE && next() >= needed && waitUntil(end)) {
            continue;
        }
        return answers > answer && state != State.GONE;
    }

    /** One wait in the loops above. */
    @SuppressWarnings("WaitNotInLoop")
    private boolean waitUntil(long end) throws InterruptedException {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            return false;
        }
        wait(millis);
        return true;
    }
}
