package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Where the chunks of each volume of a job are: of an only volume in the folder itself, else in a folder for each,
 * {@code volume-00000} and on.
 */
final class VolumeFolders {

    private VolumeFolders() {
    }

    private static String name(int volume) {
        return String.format(Locale.ROOT, "volume-%05d", volume);
    }

    /** The folder of a volume. */
    static Path of(Path folder, int volume, int volumes) {
        return volumes == 1 ? folder : folder.resolve(name(volume));
    }

    /**
     * How many volumes a folder holds.
     *
     * @throws JobFailure if one of several is missing
     */
    static int count(Path folder) throws JobFailure, IOException {
        List<String> names;
        try (Stream<Path> content = Files.list(folder)) {
            names = content.map(file -> file.getFileName().toString()).filter(name -> name.matches("volume-[0-9]{5}"))
                    .sorted().toList();
        }
        int missing = IntStream.range(0, names.size()).filter(i -> !names.get(i).equals(name(i))).findFirst().orElse(-1);
        if (missing >= 0) {
            throw new JobFailure(Kind.INPUT, folder.resolve(name(missing)) + " is missing: copy the folder again, all of it.");
        }
        return Math.max(1, names.size());
    }
}
