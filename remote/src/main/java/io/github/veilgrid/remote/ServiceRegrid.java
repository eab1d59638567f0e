package io.github.veilgrid.remote;

import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.regrid.wire.PrivatePlan;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A stored job through a remote service to a folder of answers: what {@link FolderRegrid} does at the remote party
 * itself. Whoever is stopped half-way, however rudely, calls it again with the same folders and goes on where it was.
 */
public final class ServiceRegrid {

    private static final Duration TURN = Duration.ofMillis(200);
    /** What is written to a folder of answers that grow, and nothing else is removed there. */
    private static final String OURS = "(answer-\\d{5,}\\.veil|" + MapMemory.FILE + ")(\\.tmp)?";

    private ServiceRegrid() {
    }

    /** Has a job regridded whose owner knows where the result lies. */
    public static void regrid(RemoteAddress address, Path send, Path answers, BiConsumer<Integer, Integer> progress)
            throws IOException {
        regrid(address, send, answers, Optional.empty(), progress);
    }

    /**
     * Has a job regridded. Answers collect in {@code ANSWERS.part}, which becomes the answer folder once it is complete;
     * then the job is deleted at the service.
     *
     * @param send folder with the plan and every plane; only read
     * @param answers folder to make; must not exist or be empty
     * @param mapName name of the service's own map, for a job that needs one
     * @param progress told how many of how many answers are there, several times a second; may throw to stop
     * @throws WireFormatException if what is to be sent is not one whole job
     * @throws ServiceException if the service refuses, or cannot be reached
     */
    public static void regrid(RemoteAddress address, Path send, Path answers, Optional<String> mapName,
            BiConsumer<Integer, Integer> progress) throws IOException {
        regrid(address, send, answers, mapName, Optional.empty(), progress);
    }

    /**
     * The same for one of several volumes of a result.
     *
     * @param memory by which map all of them are; empty for an only one
     */
    public static void regrid(RemoteAddress address, Path send, Path answers, Optional<String> mapName, Optional<MapMemory> memory,
            BiConsumer<Integer, Integer> progress) throws IOException {
        FolderRegrid.requireNew(answers);
        ChunkFolder request = new ChunkFolder(send);
        JobShape shape = JobShape.of(ChunkFolder.read(request.plan()));
        for (int plane = 0; plane < shape.planes(); plane++) {
            requireLength(request.plane(plane), shape.planeBytes(plane));
        }
        Path target = answers.toAbsolutePath().normalize();
        ChunkFolder part = new ChunkFolder(target.resolveSibling(target.getFileName() + ".part"));
        Files.createDirectories(part.path());
        ServiceClient client = new ServiceClient(address);
        Backoff backoff = new Backoff(address);
        int first = held(part, shape);
        if (first < shape.answers()) {
            Optional<String> map = map(client, backoff, shape, memory.orElse(MapMemory.of(part.path(), false)), mapName, first > 0);
            fetch(client, backoff, shape, map, request, part, first, progress);
        }
        delete(client, backoff, shape);
        Files.deleteIfExists(part.path().resolve(MapMemory.FILE));
        Files.deleteIfExists(target);
        Files.move(part.path(), target);
    }

    /**
     * The id of the map that the job needs: as long as answers are held, the one that they are by. With none held the choice is
     * free, unless other volumes are there; a job that was made for another map is deleted then.
     */
    private static Optional<String> map(ServiceClient client, Backoff backoff, JobShape shape, MapMemory memory,
            Optional<String> name, boolean isAnswered) throws IOException {
        if (!(shape.plan() instanceof PrivatePlan)) {
            return Optional.empty();
        }
        Optional<String> kept = isAnswered ? memory.kept(name) : Optional.empty();
        if (kept.isPresent()) {
            return kept;
        }
        String id = backoff.run(client::offer).map(shape.plan(), name).orElseThrow();
        if (!memory.settled() && memory.isOfAnother(id)) {
            delete(client, backoff, shape);
        }
        memory.keep(id, name.orElseThrow());
        return Optional.of(id);
    }

    private static void delete(ServiceClient client, Backoff backoff, JobShape shape) throws IOException {
        backoff.run(() -> {
            client.delete(shape.job());
            return null;
        });
    }

    private static void fetch(ServiceClient client, Backoff backoff, JobShape shape, Optional<String> map,
            ChunkFolder request, ChunkFolder part, int first, BiConsumer<Integer, Integer> progress) throws IOException {
        StoredPlanes planes = (plane, throttle) ->
                SlicedBody.of(request.plane(plane), shape.planeBytes(plane), throttle);
        try (Transfer transfer = new Transfer(client, backoff, shape, map, planes, shape.planes(), first)) {
            for (int answer = first; answer < shape.answers();) {
                progress.accept(answer, shape.answers());
                Optional<Chunk> chunk = transfer.take(TURN);
                if (chunk.isPresent()) {
                    ChunkFolder.writeWhole(part.answer(answer), chunk.get().bytes());
                    answer++;
                }
            }
        }
    }

    private static void requireLength(Path plane, long bytes) throws IOException {
        if (!Files.isRegularFile(plane)) {
            throw new WireFormatException(plane + " is missing");
        }
        if (Files.size(plane) != bytes) {
            throw new WireFormatException(plane + " is cut short or altered");
        }
    }

    private static boolean isWhole(Path file, byte[] header, int length) {
        try (InputStream in = Files.newInputStream(file)) {
            ChunkStream.read(in, Chunk.Kind.ANSWER, header, length);
            return true;
        } catch (IOException damaged) {
            return false;
        }
    }

    /** How many answers of this job came before, from 0 on; what is anything else is removed. */
    private static int held(ChunkFolder part, JobShape shape) throws IOException {
        int held = 0;
        while (held < shape.answers() && Files.isRegularFile(part.answer(held))
                && isWhole(part.answer(held), shape.answerHeader(held), shape.answerBytes(held))) {
            held++;
        }
        Set<Path> good = IntStream.range(0, held).mapToObj(part::answer).collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(part.path())) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().matches(OURS)) {
                    throw new WireFormatException(file + " is no answer: an interrupted regridding would go on in this folder, so name "
                            + "another output, or move away what is in it");
                }
                if (!good.contains(file) && !file.endsWith(MapMemory.FILE)) {
                    Files.delete(file);
                }
            }
        }
        return held;
    }
}
