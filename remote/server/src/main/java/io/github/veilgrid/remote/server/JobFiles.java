package io.github.veilgrid.remote.server;

import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.regrid.wire.Chunk;
import io.github.veilgrid.remote.ChunkFolder;
import io.github.veilgrid.remote.ChunkStream;
import io.github.veilgrid.remote.JobShape;
import io.github.veilgrid.remote.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The files of one job, named as {@link ChunkFolder} names them. A chunk is written beside its place, checked on its way
 * and renamed when it is whole; read back from there it is checked once more before it is used, since disks forget. A chunk
 * that lies on the {@link Shelf} need not be read back. Nobody waits for the disk: it survives the end of this process, and
 * a chunk that a power failure takes is found missing or damaged, and asked for or computed again.
 */
final class JobFiles {

    private static final String UNFINISHED = ".tmp";
    /** Beside the plan of a job that needs one. */
    private static final String MAP = "map";
    private static final int SLICE_BYTES = 1 << 18;

    private final ChunkFolder folder;
    private final JobShape shape;
    private final Shelf shelf;

    JobFiles(Path path, JobShape shape, Shelf shelf) {
        this.folder = new ChunkFolder(path);
        this.shape = shape;
        this.shelf = shelf;
    }

    Path path() {
        return folder.path();
    }

    /**
     * Stores the plan, which makes the folder a job.
     *
     * @param map id of the service's own map that the job needs
     */
    void writePlan(Optional<String> map) throws IOException {
        Files.createDirectories(path());
        if (map.isPresent()) {
            store(path().resolve(MAP), out -> out.write(map.get().getBytes(StandardCharsets.US_ASCII)));
        }
        byte[] plan = shape.planChunk();
        store(folder.plan(), out -> out.write(plan));
    }

    /**
     * Stores a plane from the network.
     *
     * @throws WireFormatException if it did not come whole; then nothing is stored
     */
    void writePlane(int plane, InputStream in) throws IOException {
        Path file = folder.plane(plane);
        int length = shape.planeBytes(plane);
        if (shelf.reserve(length)) {
            Chunk chunk = null;
            try {
                Chunk whole = ChunkStream.read(in, Chunk.Kind.PLANE, shape.planeHeader(plane), length);
                store(file, out -> write(out, whole.bytes()));
                chunk = whole;
            } finally {
                shelve(file, length, chunk);
            }
        } else {
            store(file, out -> ChunkStream.copy(in, out, shape.planeHeader(plane), length));
        }
        Files.setLastModifiedTime(folder.plan(), FileTime.from(Instant.now()));
    }

    private void shelve(Path file, int length, Chunk chunk) {
        if (chunk == null) {
            shelf.release(length);
        } else {
            shelf.put(file, chunk);
        }
    }

    /** Stores an answer that was sealed here. */
    void writeAnswer(int answer, byte[] sealed) throws IOException {
        Path file = folder.answer(answer);
        store(file, out -> write(out, sealed));
        if (shelf.reserve(sealed.length)) {
            shelf.put(file, shape.sealedAnswer(answer, sealed));
        }
    }

    private static void write(OutputStream out, byte[] bytes) throws IOException {
        for (int at = 0; at < bytes.length; at += SLICE_BYTES) {
            out.write(bytes, at, Math.min(SLICE_BYTES, bytes.length - at));
        }
    }

    /** Writes the content of a file. */
    private interface Content {
        void to(OutputStream out) throws IOException;
    }

    private void store(Path file, Content content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
        try {
            try (FileChannel channel = FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.to(Channels.newOutputStream(channel));
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Reads a plane that somebody sends although it is stored already.
     *
     * @throws Refusal if it is another one
     */
    void comparePlane(int plane, InputStream in) throws IOException, Refusal {
        byte[] digest = ChunkStream.copy(in, OutputStream.nullOutputStream(), shape.planeHeader(plane), shape.planeBytes(plane));
        Path file = folder.plane(plane);
        try (FileChannel channel = FileChannel.open(file)) {
            java.nio.ByteBuffer stored = java.nio.ByteBuffer.allocate(digest.length);
            channel.read(stored, Math.max(0, channel.size() - digest.length));
            if (!Arrays.equals(digest, stored.array())) {
                throw new Refusal(Problem.DIFFERS);
            }
        } catch (NoSuchFileException answeredAlready) {
            return;
        }
    }

    /** @throws WireFormatException if it is not there, or damaged */
    Chunk readPlane(int plane) throws IOException {
        Path file = folder.plane(plane);
        Optional<Chunk> near = shelf.take(file);
        return near.isPresent() ? near.get() : Chunk.parse(ChunkFolder.read(file), Chunk.Kind.PLANE);
    }

    Path answer(int answer) {
        return folder.answer(answer);
    }

    /** An answer from memory, once. */
    Optional<byte[]> answerAtHand(int answer) {
        return shelf.take(folder.answer(answer)).map(Chunk::bytes);
    }

    boolean isWholePlane(int plane) {
        return isWhole(folder.plane(plane), shape.planeHeader(plane), shape.planeBytes(plane));
    }

    boolean isWholeAnswer(int answer) {
        return isWhole(folder.answer(answer), shape.answerHeader(answer), shape.answerBytes(answer));
    }

    private static boolean isWhole(Path file, byte[] header, long length) {
        try (InputStream in = Files.newInputStream(file)) {
            ChunkStream.copy(in, OutputStream.nullOutputStream(), header, length);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    void deletePlane(int plane) throws IOException {
        Files.deleteIfExists(folder.plane(plane));
    }

    /** The planes are no longer needed once every answer is there. */
    void deletePlanes() throws IOException {
        for (int plane = 0; plane < shape.planes(); plane++) {
            deletePlane(plane);
        }
    }

    /**
     * Reads a job off its folder.
     *
     * @throws IOException if the folder is no job
     */
    static Job load(String owner, Path path) throws IOException {
        ChunkFolder folder = new ChunkFolder(path);
        JobShape shape = JobShape.of(ChunkFolder.read(folder.plan()));
        if (!path.getFileName().toString().equals(shape.job())) {
            throw new WireFormatException("the folder has the name of another job");
        }
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.filter(file -> file.toString().endsWith(UNFINISHED)).toList()) {
                Files.delete(file);
            }
        }
        BitSet planes = new BitSet();
        for (int plane = 0; plane < shape.planes(); plane++) {
            planes.set(plane, hasLength(folder.plane(plane), shape.planeBytes(plane)));
        }
        int answers = 0;
        while (answers < shape.answers() && hasLength(folder.answer(answers), shape.answerBytes(answers))) {
            answers++;
        }
        Duration age = Duration.between(Files.getLastModifiedTime(folder.plan()).toInstant(), Instant.now());
        Path map = path.resolve(MAP);
        return new Job(owner, shape, Files.exists(map) ? Optional.of(Files.readString(map)) : Optional.empty(), age, planes, answers);
    }

    private static boolean hasLength(Path file, long bytes) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) == bytes;
    }
}
