package io.github.veilgrid.remote;

import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.blind.BlindRegridder;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The remote party by files: reads what an owner sent from one folder, writes the answer to another. */
public final class FolderRegrid {

    private FolderRegrid() {
    }

    /**
     * Regrids a job. The answer folder appears only when it is complete.
     *
     * @param send folder with the plan and every plane
     * @param answer folder to make; must not exist or be empty
     * @param threads threads to work with, at least 1
     * @param progress told how many of how many planes are done; may throw to cancel
     * @throws WireFormatException if what was sent is not one whole, unaltered job
     * @throws FileAlreadyExistsException if the answer folder holds something
     */
    public static void regrid(Path send, Path answer, int threads, BiConsumer<Integer, Integer> progress) throws IOException {
        regrid(send, answer, threads, BlindRegridder.NO_MAPS, progress);
    }

    /** The same for a party with a map of its own. */
    public static void regrid(Path send, Path answer, int threads, BlindRegridder.Maps maps,
            BiConsumer<Integer, Integer> progress) throws IOException {
        requireNew(answer);
        ChunkFolder request = new ChunkFolder(send);
        Path target = answer.toAbsolutePath().normalize();
        Files.createDirectories(target.getParent());
        Path unfinished = Files.createDirectory(target.resolveSibling("." + UUID.randomUUID() + ".unfinished"));
        try (BlindRegridder blind = new BlindRegridder(ChunkFolder.read(request.plan()), threads, maps)) {
            ChunkFolder out = new ChunkFolder(unfinished);
            for (int plane = 0; plane < blind.planes(); plane++) {
                Path file = request.plane(plane);
                try {
                    blind.accept(ChunkFolder.read(file), (w, chunk) -> ChunkFolder.write(out.answer(w), chunk));
                } catch (WireFormatException e) {
                    throw new WireFormatException(file.getFileName() + ": " + e.getMessage());
                }
                progress.accept(plane + 1, blind.planes());
            }
            blind.finish();
            Files.deleteIfExists(target);
            Files.move(unfinished, target);
        } finally {
            delete(unfinished);
        }
    }

    /** Refuses a place that is taken. */
    static void requireNew(Path answer) throws IOException {
        if (Files.isDirectory(answer)) {
            try (Stream<Path> entries = Files.list(answer)) {
                if (entries.findAny().isEmpty()) {
                    return;
                }
            }
        } else if (!Files.exists(answer)) {
            return;
        }
        throw new FileAlreadyExistsException(answer.toString(), null, "exists already and is not an empty folder");
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> entries = Files.walk(folder)) {
                List<Path> deepestFirst = entries.sorted(Comparator.reverseOrder()).toList();
                for (Path path : deepestFirst) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }
}
