package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.app.report.Figures;
import io.github.veilgrid.regrid.blind.BlindRegridder;
import io.github.veilgrid.remote.FolderRegrid;
import io.github.veilgrid.remote.MapMemory;
import io.github.veilgrid.remote.RemoteAddress;
import io.github.veilgrid.remote.ServiceRegrid;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Second of the three steps, at the remote party: regrids the encrypted planes of a folder into another. Needs no key,
 * no scan and no knowledge of either; the same request gives the same answer, byte for byte.
 */
public final class RegridFiles {

    /**
     * Answers of the remote party.
     *
     * @param answers the folder to give back to the owner
     * @param seconds time taken
     */
    public record Result(Path answers, double seconds) {

        /** One line for the user. */
        public String summary() {
            return answers + ": regridded in " + Figures.seconds(seconds) + " s; give this folder back to the owner";
        }
    }

    private RegridFiles() {
    }

    /**
     * @param send folder that the owner gave
     * @param answers folder to make
     * @param threads at least 1
     * @param map the remote party's own, which private jobs wait for. Their answers do not come out the same twice: what
     *     hides the map is drawn anew
     * @throws JobFailure of kind INPUT if the request is not whole and sound; then no folder is left behind
     */
    public static Result run(Path send, Path answers, int threads, Optional<PrivateMapFile> map, Progress progress,
            Cancellation cancellation) throws JobFailure {
        return JobFailures.guard(Kind.INPUT, () -> {
            long start = System.nanoTime();
            OutputPlace.requireFree(answers);
            if (!Files.isDirectory(send)) {
                throw new JobFailure(Kind.INPUT, send + " does not exist: name the 'send' folder of a job.");
            }
            BlindRegridder.Maps maps = map.isPresent() ? map.get() : BlindRegridder.NO_MAPS;
            int volumes = VolumeFolders.count(send);
            try (Growing whole = new Growing(answers)) {
                for (int volume = 0; volume < volumes; volume++) {
                    FolderRegrid.regrid(VolumeFolders.of(send, volume, volumes),
                            VolumeFolders.of(whole.folder(), volume, volumes), threads, maps,
                            told(progress.part(volume, volumes), cancellation));
                }
                whole.finish();
            }
            return new Result(answers, (System.nanoTime() - start) / 1e9);
        });
    }

    /**
     * The same, by a remote service. What was sent and answered before an interruption is not sent again: call it again
     * with the same folders.
     *
     * @param mapName name of the service's own map, for jobs that need one
     * @throws JobFailure if the request or the service's answer is not sound, or the service refuses
     */
    public static Result runAt(RemoteAddress service, Path send, Path answers, Optional<String> mapName, Progress progress,
            Cancellation cancellation) throws JobFailure {
        return JobFailures.guard(Kind.INPUT, () -> {
            long start = System.nanoTime();
            OutputPlace.requireFree(answers);
            if (!Files.isDirectory(send)) {
                throw new JobFailure(Kind.INPUT, send + " does not exist: name the 'send' folder of a job.");
            }
            int volumes = VolumeFolders.count(send);
            if (volumes == 1) {
                ServiceRegrid.regrid(service, send, answers, mapName, told(progress, cancellation));
            } else {
                volumesAt(service, send, answers, mapName, volumes, progress, cancellation);
            }
            return new Result(answers, (System.nanoTime() - start) / 1e9);
        });
    }

    /** Volumes that came back before an interruption stay in {@code ANSWERS.part}, as the planes of a single one do. */
    private static void volumesAt(RemoteAddress service, Path send, Path answers, Optional<String> mapName, int volumes,
            Progress progress, Cancellation cancellation) throws JobFailure, IOException {
        Path target = answers.toAbsolutePath().normalize();
        Path part = Files.createDirectories(target.resolveSibling(target.getFileName() + ".part"));
        List<Path> each = IntStream.range(0, volumes).mapToObj(volume -> VolumeFolders.of(part, volume, volumes)).toList();
        if (each.stream().anyMatch(Files::isDirectory)) {
            MapMemory.of(part, true).kept(mapName);
        }
        for (int volume = 0; volume < volumes; volume++) {
            if (!Files.isDirectory(each.get(volume))) {
                MapMemory map = MapMemory.of(part, each.stream().anyMatch(Files::isDirectory));
                ServiceRegrid.regrid(service, VolumeFolders.of(send, volume, volumes), each.get(volume), mapName, Optional.of(map),
                        told(progress.part(volume, volumes), cancellation));
            }
        }
        Files.deleteIfExists(MapMemory.of(part, true).file());
        Files.deleteIfExists(target);
        Files.move(part, target);
    }

    private static BiConsumer<Integer, Integer> told(Progress progress, Cancellation cancellation) {
        return (done, all) -> {
            if (cancellation.isCancelled()) {
                throw new UncheckedIOException(new JobCancelledException());
            }
            progress.at(Progress.Stage.BLIND, (double) done / all);
        };
    }
}
