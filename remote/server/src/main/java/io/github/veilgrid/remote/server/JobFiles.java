package io.github.veilgrid.remote.server;

import io.github.veilgrid.he.wire.WireFormatException;
import io.github.veilgrid.remote.ChunkFolder;
import io.github.veilgrid.remote.ChunkStream;
import io.github.veilgrid.remote.JobShape;
import io.github.veilgrid.remote.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
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
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * The files of one job, named as {@link ChunkFolder} names them. A chunk is written beside its place, checked on its way
 * and renamed when it is whole; it is checked once more before it is used, since disks forget. The disk is told at once to
 * keep it, but nobody waits for that: a chunk that a power failure takes is found missing or damaged, and asked for or
 * computed again.
 */
final class JobFiles {

    private static final String UNFINISHED = ".tmp";

    private final ChunkFolder folder;
    private final JobShape shape;
    private final Executor flusher;

    /** @param flusher where the disk is waited for */
    JobFiles(Path path, JobShape shape, Executor flusher) {
        this.folder = new ChunkFolder(path);
        this.shape = shape;
        this.flusher = flusher;
    }

    Path path() {
        return folder.path();
    }

    /** Stores the plan, which makes the folder a job. */
    void writePlan() throws IOException {
        Files.createDirectories(path());
        byte[] plan = shape.planChunk();
        store(folder.plan(), out -> out.write(plan));
    }

    /**
     * Stores a plane from the network.
     *
     * @throws WireFormatException if it did not come whole; then nothing is stored
     */
    void writePlane(int plane, InputStream in) throws IOException {
        store(folder.plane(plane), out -> ChunkStream.copy(in, out, shape.planeHeader(plane), shape.planeBytes(plane)));
        Files.setLastModifiedTime(folder.plan(), FileTime.from(Instant.now()));
    }

    /** Stores an answer that was sealed here. */
    void writeAnswer(int answer, byte[] chunk) throws IOException {
        store(folder.answer(answer), out -> out.write(chunk));
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
            flusher.execute(() -> force(file));
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void force(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        } catch (IOException deleted) {
            // The job ended before the disk had its turn.
            return;
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

    byte[] readPlane(int plane) throws IOException {
        return ChunkFolder.read(folder.plane(plane));
    }

    Path answer(int answer) {
        return folder.answer(answer);
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
        return new Job(owner, shape, age, planes, answers);
    }

    private static boolean hasLength(Path file, long bytes) throws IOException {
        return Files.isRegularFile(file) && Files.size(file) == bytes;
    }
}
