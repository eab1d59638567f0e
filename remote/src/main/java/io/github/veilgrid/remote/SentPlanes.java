package io.github.veilgrid.remote;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Planes of a job whose key is in this process only: they need not outlive it, so they stay in memory as long as there is
 * room, and go to files from there on. Thread safe.
 */
final class SentPlanes implements StoredPlanes {

    private final Path folder;
    private final List<byte[]> inMemory = new ArrayList<>();
    private long room;
    private ChunkFolder files;
    private int count;

    /**
     * @param folder made when files are needed; who made this removes it
     * @param room bytes of memory
     */
    SentPlanes(Path folder, long room) {
        this.folder = folder;
        this.room = room;
    }

    /** Keeps the next plane. */
    synchronized void add(byte[] chunk) throws IOException {
        if (files == null && chunk.length <= room) {
            inMemory.add(chunk);
            room -= chunk.length;
        } else {
            if (files == null) {
                files = new ChunkFolder(Files.createDirectories(folder));
            }
            ChunkFolder.write(files.plane(count), chunk);
        }
        count++;
    }

    @Override
    public synchronized BodyPublisher body(int plane, Throttle throttle) throws IOException {
        if (plane < inMemory.size()) {
            return SlicedBody.of(inMemory.get(plane), throttle);
        }
        Path file = files.plane(plane);
        return SlicedBody.of(file, Files.size(file), throttle);
    }
}
