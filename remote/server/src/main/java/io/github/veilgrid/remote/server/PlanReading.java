package io.github.veilgrid.remote.server;

import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.remote.JobShape;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Where plans are read. One of a hundred bytes can list tens of megabytes and take half a second, so it is one at a time;
 * an owner who brings many waits for its own ones first, and another waits for one of them at most. Thread safe.
 */
final class PlanReading {

    /** What makes a job's shape of a plan's chunk. */
    @FunctionalInterface
    interface Reader {
        JobShape read(byte[] planChunk) throws WireFormatException;
    }

    private final Reader reader;
    /** In the order in which they came: there is one of each owner at most. */
    private final Lock all = new ReentrantLock(true);
    /** As many as there are owners who were let in. */
    private final Map<String, Lock> owners = new ConcurrentHashMap<>();

    PlanReading(Reader reader) {
        this.reader = reader;
    }

    JobShape read(String owner, byte[] planChunk) throws WireFormatException {
        Lock own = owners.computeIfAbsent(owner, name -> new ReentrantLock(true));
        own.lock();
        try {
            all.lock();
            try {
                return reader.read(planChunk);
            } finally {
                all.unlock();
            }
        } finally {
            own.unlock();
        }
    }
}
