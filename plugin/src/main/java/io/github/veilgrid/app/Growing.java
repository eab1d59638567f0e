package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.remote.LifeSign;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A result, folder or file, that appears at once and whole: it grows in a hidden folder beside its place and gets its name by
 * {@link #finish}. Closing without that removes everything. What a process that was killed left beside the same place is
 * removed by the next, which tells it from what is still growing by its {@link LifeSign}.
 */
final class Growing implements AutoCloseable {

    private static final String HIDDEN = ".veilgrid-";
    private static final String SIGN = "alive";
    private static final int TRIES = 3;

    private final Path place;
    private final Path hidden;
    private final LifeSign sign;

    /**
     * @param place where the result shall be; must be free (see {@link OutputPlace})
     * @throws JobFailure if nothing can be written there
     */
    Growing(Path place) throws JobFailure {
        Path folder;
        try {
            // An empty folder by way of a link is taken where it is, on its own disk, and the link stays.
            this.place = Files.isDirectory(place) ? place.toRealPath() : place.toAbsolutePath().normalize();
            folder = this.place.getParent();
            Files.createDirectories(folder);
            sweep(folder);
            this.sign = sign(folder);
        } catch (IOException e) {
            throw new JobFailure(Kind.INPUT, place + " cannot be written (" + e.getMessage() + ").", e);
        }
        this.hidden = sign.file().getParent();
    }

    private static LifeSign sign(Path folder) throws IOException {
        for (int turn = 1;; turn++) {
            try {
                return LifeSign.leave(Files.createTempDirectory(folder, HIDDEN).resolve(SIGN));
            } catch (NoSuchFileException swept) {
                if (turn == TRIES) {
                    throw swept;
                }
            }
        }
    }

    /** Where the result grows, under its own name. */
    Path path() {
        return hidden.resolve(place.getFileName());
    }

    /** The same as a folder. */
    Path folder() throws IOException {
        return Files.createDirectories(path());
    }

    /**
     * Gives the result its place.
     *
     * @throws FileAlreadyExistsException if somebody else took it meanwhile
     */
    void finish() throws IOException {
        try {
            if (Files.isDirectory(place)) {
                Files.delete(place);
            }
            Files.move(path(), place);
        } catch (DirectoryNotEmptyException taken) {
            throw new FileAlreadyExistsException(place.toString());
        }
    }

    @Override
    public void close() throws IOException {
        end(sign);
    }

    /** Removes what dead processes left. What cannot be removed is somebody else's care, or the next one's. */
    private static void sweep(Path folder) throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.toRealPath(), HIDDEN + "*")) {
            for (Path entry : entries) {
                Path left = entry.resolve(SIGN);
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) && Files.isRegularFile(left, LinkOption.NOFOLLOW_LINKS)) {
                    clear(left);
                }
            }
        }
    }

    private static void clear(Path left) {
        try {
            Optional<LifeSign> dead = LifeSign.ofDead(left);
            if (dead.isEmpty()) {
                return;
            }
            // Who shares the folder may put a link in the place of what was looked at a moment ago.
            if (dead.get().file().equals(left) && dead.get().isOf(left.getParent())) {
                end(dead.get());
            } else {
                dead.get().close();
            }
        } catch (IOException e) {
            return;
        }
    }

    /** The sign goes last: as long as anything is left it says whose it is. */
    private static void end(LifeSign sign) throws IOException {
        Path folder = sign.file().getParent();
        try (sign) {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (!file.equals(sign.file())) {
                        Files.delete(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, IOException failure) throws IOException {
                    if (!visited.equals(folder)) {
                        Files.delete(visited);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        Files.deleteIfExists(sign.file());
        Files.deleteIfExists(folder);
    }
}
