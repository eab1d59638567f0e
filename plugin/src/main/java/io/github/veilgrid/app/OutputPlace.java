package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where results may go: a folder that is not there yet or is empty, or a file that is not there yet. */
final class OutputPlace {

    private OutputPlace() {
    }

    /** Whether the name is one of a NIfTI file rather than of a folder for a DICOM series. */
    static boolean isNifti(Path output) {
        String name = output.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".nii") || name.endsWith(".nii.gz");
    }

    /** Checks early, before minutes of work are wasted, whether a series or a NIfTI file can be written there. */
    static Path requireFreeResult(Path output) throws JobFailure, IOException {
        if (!isNifti(output)) {
            return requireFree(output);
        }
        if (Files.exists(output)) {
            throw new JobFailure(Kind.USAGE, output + " exists already: name a new file.");
        }
        return output;
    }

    /** The same for a folder. */
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
