package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Where results may go: a folder that is not there yet, or is empty. */
final class OutputPlace {

    private OutputPlace() {
    }

    /** Checks early, before minutes of work are wasted. */
    static Path requireFree(Path folder) throws JobFailure, IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                if (entries.findAny().isPresent()) {
                    throw new JobFailure(Kind.USAGE, folder + " is not empty: name a new folder; nothing is ever "
                            + "overwritten.");
                }
            }
        } else if (Files.exists(folder)) {
            throw new JobFailure(Kind.USAGE, folder + " is a file: name a new folder.");
        }
        return folder;
    }

    /** Refuses a report or picture that could not be written, before any work is done. */
    static void requireWritable(Optional<Path> file) throws JobFailure {
        if (file.isEmpty()) {
            return;
        }
        Path folder = file.get().toAbsolutePath().getParent();
        if (Files.isDirectory(file.get())) {
            throw new JobFailure(Kind.USAGE, file.get() + " is a folder: name a file.");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new JobFailure(Kind.USAGE, file.get() + " cannot be written: there is no folder " + folder + ".");
        }
        if (!Files.isWritable(folder)) {
            throw new JobFailure(Kind.USAGE, file.get() + " cannot be written: check the permissions of its folder.");
        }
    }
}
