package io.github.veilgrid.remote.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Jobs that wait for a place, and who is served next: the owner with the fewest jobs at work, among equals the one whose
 * turn is longest ago; an owner's own jobs in their order. Where there are several places, no owner gets the last free one
 * beside another of its own, so that whoever comes with a first job need not wait for anybody's last. Thread safe.
 */
final class WaitingLine {

    private final int places;
    private final Map<String, Deque<Job>> waiting = new LinkedHashMap<>();
    private final Map<String, Integer> working = new HashMap<>();
    private int taken;

    WaitingLine(int places) {
        this.places = places;
    }

    synchronized void add(Job job) {
        Deque<Job> own = waiting.computeIfAbsent(job.owner(), owner -> new ArrayDeque<>());
        own.removeIf(other -> other.state() == Job.State.GONE);
        own.add(job);
    }

    /** Gives a place to the next job, if there is both; it is then to be given back with {@link #leave}. */
    synchronized Optional<Job> next() {
        if (taken == places) {
            return Optional.empty();
        }
        boolean isLast = taken == places - 1 && places > 1;
        String owner = null;
        for (String candidate : waiting.keySet()) {
            if ((!isLast || atWork(candidate) == 0) && (owner == null || atWork(candidate) < atWork(owner))) {
                owner = candidate;
            }
        }
        if (owner == null) {
            return Optional.empty();
        }
        Deque<Job> own = waiting.remove(owner);
        Job job = own.poll();
        if (!own.isEmpty()) {
            // Behind all others: that was this owner's turn.
            waiting.put(owner, own);
        }
        working.merge(owner, 1, Integer::sum);
        taken++;
        return Optional.of(job);
    }

    private int atWork(String owner) {
        return working.getOrDefault(owner, 0);
    }

    /** A job gives its place back. */
    synchronized void leave(Job job) {
        taken--;
        working.computeIfPresent(job.owner(), (owner, count) -> count == 1 ? null : count - 1);
    }
}
