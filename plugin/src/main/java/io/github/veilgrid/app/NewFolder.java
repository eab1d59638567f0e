package io.github.veilgrid.app;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * A folder that appears at once and whole: filled under a hidden name beside its place, renamed by {@link #finish}.
 * Closing without that removes everything.
 */
final class NewFolder implements AutoCloseable {

    private final Path place;
    private final Path work;
    private boolean finished;

    /**
     * @param place where the folder shall be; must not exist or be empty
     * @throws JobFailure if the place is taken
     */
    NewFolder(Path place) throws JobFailure, IOException {
        this.place = OutputPlace.requireFree(place).toAbsolutePath();
        Files.createDirectories(this.place.getParent());
        this.work = Files.createTempDirectory(this.place.getParent(), ".veilgrid-");
    }

    /** The folder to fill. */
    Path path() {
        return work;
    }

    /** Gives the folder its name. */
    void finish() throws IOException {
        Files.deleteIfExists(place);
        Files.move(work, place);
        finished = true;
    }

    @Override
    public void close() throws IOException {
        if (!finished) {
            remove(work);
        }
    }

    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
