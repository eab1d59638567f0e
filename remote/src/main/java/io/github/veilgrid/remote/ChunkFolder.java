package io.github.veilgrid.remote;

import io.github.veilgrid.he.wire.WireFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/**
 * Chunks of a job as files in a folder: {@code plan.veil}, {@code plane-00000.veil} and on, {@code answer-00000.veil} and
 * on. A file holds exactly one chunk.
 *
 * @param path the folder
 */
public record ChunkFolder(Path path) {

    /** Largest chunk that a Java array holds. */
    private static final long MAX_CHUNK_BYTES = Integer.MAX_VALUE - 64;

    public Path plan() {
        return path.resolve("plan.veil");
    }

    public Path plane(int plane) {
        return path.resolve(String.format(Locale.ROOT, "plane-%05d.veil", plane));
    }

    public Path answer(int plane) {
        return path.resolve(String.format(Locale.ROOT, "answer-%05d.veil", plane));
    }

    /**
     * Reads a chunk's file; the chunk itself is still to be checked.
     *
     * @throws WireFormatException if the file is missing or no chunk by its size
     */
    public static byte[] read(Path file) throws IOException {
        try {
            if (Files.size(file) > MAX_CHUNK_BYTES) {
                throw new WireFormatException(file + " is too large for a chunk");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new WireFormatException(file + " is missing");
        }
    }

    /**
     * Writes a chunk so that its file is there whole or not at all, whenever this process ends. What a power failure takes
     * is found missing by its digest.
     */
    static void writeWhole(Path file, byte[] chunk) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(part, chunk);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes a chunk to a new file. */
    public static void write(Path file, byte[] chunk) throws IOException {
        Files.write(file, chunk, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
}
