package io.github.veilgrid.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A hidden file that says which job a process has at which service, a {@link LifeSign}. Nobody can go on
 * with a job whose key died with its process; but whoever comes next to the same folder finds the sign of a dead, deletes
 * the job at the service, where it would take room until it expires, and the planes beside it.
 */
final class JobTrace implements AutoCloseable {

    private static final String TRACE = ".veilgrid-job-";
    private static final String PLANES = ".veilgrid-sent-";
    private static final String JOB = "[0-9a-f]{64}";
    private static final int NAME_DIGITS = 16;

    /** Deletes a job at the service. */
    @FunctionalInterface
    interface Deletion {
        void delete(String job) throws IOException;
    }

    private final Path file;
    private final Path planes;
    private final LifeSign sign;

    private JobTrace(Path file, Path planes, LifeSign sign) {
        this.file = file;
        this.planes = planes;
        this.sign = sign;
    }

    /** Leaves a trace of a job that is about to be made. */
    static JobTrace leave(Path folder, RemoteAddress address, String job) throws IOException {
        Files.createDirectories(folder);
        String name = job.substring(0, NAME_DIGITS);
        Path file = folder.resolve(TRACE + name);
        return new JobTrace(file, folder.resolve(PLANES + name), LifeSign.leave(file, address.uri().toString(), job));
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
        try {
            Optional<LifeSign> dead = LifeSign.ofDead(file);
            if (dead.isEmpty()) {
                return false;
            }
            try (LifeSign sign = dead.get()) {
                String name = file.getFileName().toString().substring(TRACE.length());
                Path planes = file.resolveSibling(PLANES + name);
                if (sign.isOf(planes)) {
                    remove(planes);
                }
                Optional<String> job = job(sign, address);
                if (job.isPresent()) {
                    deletion.delete(job.get());
                    Files.deleteIfExists(file);
                }
                return job.isPresent();
            }
        } catch (IOException later) {
            // The service cannot be reached, say: the next one tries again.
            return false;
        }
    }

    /** The job that a trace names, if it is one at this service. */
    private static Optional<String> job(LifeSign sign, RemoteAddress address) throws IOException {
        List<String> lines = sign.words();
        return lines.size() == 2 && lines.get(0).equals(address.uri().toString()) && lines.get(1).matches(JOB)
                ? Optional.of(lines.get(1)) : Optional.empty();
    }

    private static void remove(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
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
        sign.close();
    }

    @Override
    public void close() throws IOException {
        end(true);
    }
}
