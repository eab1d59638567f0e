package io.github.veilgrid.remote.server;

import io.github.veilgrid.regrid.wire.Chunk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * Chunks that were checked and written a moment ago, kept in a bounded part of memory so that whoever needs them next need
 * neither read nor check them again. What does not fit, or was not fetched in time, is found in its file. Thread safe.
 */
final class Shelf {

    private record Kept(Chunk chunk, long since) {
    }

    private final long keepNanos;
    private final Map<Path, Kept> kept = new HashMap<>();
    private long room;

    /**
     * @param bytes most that lies here
     * @param keep after so long a chunk makes room for others
     */
    Shelf(long bytes, Duration keep) {
        this.room = bytes;
        this.keepNanos = keep.toNanos();
    }

    /** Sets room aside for a chunk that is coming; whoever gets it calls {@link #put} or {@link #release}. */
    synchronized boolean reserve(int bytes) {
        if (bytes > room) {
            clear();
        }
        if (bytes > room) {
            return false;
        }
        room -= bytes;
        return true;
    }

    private void clear() {
        long now = System.nanoTime();
        for (Iterator<Kept> each = kept.values().iterator(); each.hasNext();) {
            Kept oldest = each.next();
            if (now - oldest.since > keepNanos) {
                room += oldest.chunk.bytes().length;
                each.remove();
            }
        }
    }

    /** Gives back room that is not needed after all. */
    synchronized void release(int bytes) {
        room += bytes;
    }

    /** Puts down a chunk for which room was set aside. */
    synchronized void put(Path file, Chunk chunk) {
        Kept before = kept.put(file, new Kept(chunk, System.nanoTime()));
        if (before != null) {
            room += before.chunk.bytes().length;
        }
    }

    /** Takes a chunk away, if it is here. */
    synchronized Optional<Chunk> take(Path file) {
        Kept found = kept.remove(file);
        if (found == null) {
            return Optional.empty();
        }
        room += found.chunk.bytes().length;
        return Optional.of(found.chunk);
    }

    /** Takes away all chunks of a job. */
    synchronized void forget(Path folder) {
        kept.entrySet().removeIf(entry -> {
            boolean isOfJob = entry.getKey().startsWith(folder);
            if (isOfJob) {
                room += entry.getValue().chunk.bytes().length;
            }
            return isOfJob;
        });
    }
}
