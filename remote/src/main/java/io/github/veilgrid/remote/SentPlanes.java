package io.github.veilgrid.remote;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Planes of a job whose key is in this process only: they need not outlive it, so they stay in memory as long as there is
 * room, and go to files from there on. Thread safe.
 */
final class SentPlanes implements StoredPlanes, AutoCloseable {

    private static final String FOLDER = ".veilgrid-sent-";

    private final Path parent;
    private final List<byte[]> inMemory = new ArrayList<>();
    private long room;
    private ChunkFolder files;
    private int count;

    /**
     * @param parent folder in which a hidden one is made when files are needed
     * @param room bytes of memory
     */
    SentPlanes(Path parent, long room) {
        this.parent = parent;
        this.room = room;
    }

    /** Keeps the next plane. */
    synchronized void add(byte[] chunk) throws IOException {
        if (files == null && chunk.length <= room) {
            inMemory.add(chunk);
            room -= chunk.length;
        } else {
            if (files == null) {
                Files.createDirectories(parent);
                files = new ChunkFolder(Files.createTempDirectory(parent, FOLDER));
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
        if (files == null) {
            throw new IOException("the job has ended");
        }
        Path file = files.plane(plane);
        return SlicedBody.of(file, Files.size(file), throttle);
    }

    /** Forgets everything; what is being sent breaks off. */
    @Override
    public synchronized void close() throws IOException {
        inMemory.clear();
        if (files != null) {
            try (Stream<Path> list = Files.list(files.path())) {
                for (Path file : list.toList()) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(files.path());
        }
    }
}
