package io.github.veilgrid.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A hidden file that says which job a process has at which service, locked as long as the process lives. Nobody can go on
 * with a job whose key died with its process; but whoever comes next to the same folder finds the file unlocked, deletes
 * the job at the service, where it would take room until it expires, and the planes beside it.
 */
final class JobTrace implements AutoCloseable {

    private static final String TRACE = ".veilgrid-job-";
    private static final String PLANES = ".veilgrid-sent-";
    private static final String JOB = "[0-9a-f]{64}";
    private static final int NAME_DIGITS = 16;
    private static final long MOST_BYTES = 10_000;

    /** Deletes a job at the service. */
    @FunctionalInterface
    interface Deletion {
        void delete(String job) throws IOException;
    }

    private final Path file;
    private final Path planes;
    private final FileChannel channel;

    private JobTrace(Path file, Path planes, FileChannel channel) {
        this.file = file;
        this.planes = planes;
        this.channel = channel;
    }

    /** Leaves a trace of a job that is about to be made. */
    static JobTrace leave(Path folder, RemoteAddress address, String job) throws IOException {
        Files.createDirectories(folder);
        String name = job.substring(0, NAME_DIGITS);
        Path file = folder.resolve(TRACE + name);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        JobTrace trace = new JobTrace(file, folder.resolve(PLANES + name), channel);
        try {
            channel.tryLock();
            channel.write(ByteBuffer.wrap((address.uri() + "\n" + job + "\n").getBytes(StandardCharsets.UTF_8)));
            return trace;
        } catch (IOException e) {
            trace.close();
            throw e;
        }
    }

    /** Where the job's planes go if memory does not hold them. */
    Path planes() {
        return planes;
    }

    /**
     * Clears up after processes that died.
     *
     * @return how many jobs they had left at this service
     */
    static int clear(Path folder, RemoteAddress address, Deletion deletion) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        int count = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith(TRACE)).toList()) {
                count += clearOne(file, address, deletion) ? 1 : 0;
            }
        }
        return count;
    }

    private static boolean clearOne(Path file, RemoteAddress address, Deletion deletion) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                return false;
            }
            String name = file.getFileName().toString().substring(TRACE.length());
            remove(file.resolveSibling(PLANES + name));
            Optional<String> job = job(file, address);
            if (job.isEmpty()) {
                return false;
            }
            deletion.delete(job.get());
            Files.deleteIfExists(file);
            return true;
        } catch (IOException | OverlappingFileLockException alive) {
            // Its process lives, or the service cannot be reached: the next one tries again.
            return false;
        }
    }

    /** The job that a trace names, if it is one at this service. */
    private static Optional<String> job(Path file, RemoteAddress address) throws IOException {
        List<String> lines = Files.size(file) > MOST_BYTES ? List.of() : Files.readAllLines(file);
        return lines.size() == 2 && lines.get(0).equals(address.uri().toString()) && lines.get(1).matches(JOB)
                ? Optional.of(lines.get(1)) : Optional.empty();
    }

    private static void remove(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> list = Files.list(folder)) {
                for (Path file : list.toList()) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(folder);
        }
    }

    /** The job is over. The planes go in any case, the trace only if the service knows it too. */
    void end(boolean isDeleted) throws IOException {
        remove(planes);
        if (isDeleted) {
            Files.deleteIfExists(file);
        }
        channel.close();
    }

    @Override
    public void close() throws IOException {
        end(true);
    }
}
