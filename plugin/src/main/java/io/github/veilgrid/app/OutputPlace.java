package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
