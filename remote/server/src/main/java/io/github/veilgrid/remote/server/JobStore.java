package io.github.veilgrid.remote.server;

import io.github.veilgrid.remote.JobShape;
import io.github.veilgrid.remote.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * All jobs, in memory and on disk: {@code STORAGE/jobs/OWNER/JOB/}. Every job reserves, when it is made, all the room it
 * can ever take, so that the storage stays bounded. An owner's jobs can only be found under the owner's name. Thread safe.
 */
final class JobStore implements AutoCloseable {

    private static final int REMOVAL_SECONDS = 30;
    /** Chunks that nobody needed for so long make room for others. */
    private static final Duration ON_SHELF = Duration.ofSeconds(10);

    /** Plans of all jobs may take this part of the memory for regridding, those of one owner half of that. */
    private static final int PLANS_PART = 4;

    private final Path jobs;
    private final Path trash;
    private final Limits limits;
    private final long memory;
    private final FileChannel lockFile;
    private final Shelf shelf;
    private final ExecutorService remover = Executors.newSingleThreadExecutor(body -> {
        Thread thread = new Thread(body, "veilgrid-remove");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Map<String, Job>> byOwner = new HashMap<>();

    /**
     * Opens a storage and reads what lies there.
     *
     * @param memory a job that needs more to be regridded is refused
     * @param near bytes of memory for chunks on their way
     */
    JobStore(Path storage, Limits limits, long memory, long near) throws IOException {
        this.limits = limits;
        this.memory = memory;
        this.shelf = new Shelf(near, ON_SHELF);
        this.jobs = Files.createDirectories(storage.resolve("jobs"));
        this.trash = Files.createDirectories(storage.resolve("trash"));
        this.lockFile = FileChannel.open(storage.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!lock()) {
            lockFile.close();
            throw new IOException(storage + " is in use by another service: give this one a folder of its own");
        }
        remove(trash);
        Files.createDirectories(trash);
        for (Path owner : list(jobs)) {
            for (Path folder : list(owner)) {
                load(owner.getFileName().toString(), folder);
            }
        }
    }

    private boolean lock() throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private void load(String owner, Path folder) throws IOException {
        try {
            Job job = JobFiles.load(owner, folder);
            of(owner).put(job.shape().job(), job);
        } catch (IOException notAJob) {
            discard(folder);
        }
    }

    private Map<String, Job> of(String owner) {
        return byOwner.computeIfAbsent(owner, name -> new HashMap<>());
    }

    JobFiles files(Job job) {
        return new JobFiles(jobs.resolve(job.owner()).resolve(job.shape().job()), job.shape(), shelf);
    }

    /**
     * Makes a job, or finds it again if the owner has made it before.
     *
     * @param map id of the service's own map that it needs
     */
    synchronized Job create(String owner, JobShape shape, Optional<String> map) throws Refusal, IOException {
        Job known = of(owner).get(shape.job());
        if (known != null) {
            if (!java.util.Arrays.equals(known.shape().planChunk(), shape.planChunk()) || !known.map().equals(map)) {
                throw new Refusal(Problem.DIFFERS);
            }
            return known;
        }
        long bytes = shape.bytesUp() + shape.bytesDown();
        long plans = memory / PLANS_PART;
        if (bytes > limits.jobBytes() || shape.workingBytes() > memory || shape.listedBytes() > plans / 2) {
            throw new Refusal(Problem.PLAN_REFUSED);
        }
        Collection<Job> own = of(owner).values();
        if (own.size() >= limits.jobsPerOwner() || listedBytes(own) + shape.listedBytes() > plans / 2) {
            throw new Refusal(Problem.TOO_MANY_JOBS);
        }
        if (reservedBytes() + bytes > limits.storageBytes() || listedBytes(all()) + shape.listedBytes() > plans) {
            throw new Refusal(Problem.STORAGE_FULL);
        }
        Job job = new Job(owner, shape, map, Duration.ZERO, new java.util.BitSet(), 0);
        files(job).writePlan(map);
        of(owner).put(shape.job(), job);
        return job;
    }

    private static long listedBytes(Collection<Job> jobs) {
        return jobs.stream().mapToLong(job -> job.shape().listedBytes()).sum();
    }

    synchronized boolean knows(String owner, String job) {
        return of(owner).containsKey(job);
    }

    /** The owner's job of that id. */
    synchronized Job find(String owner, String job) throws Refusal {
        Job found = of(owner).get(job);
        if (found == null) {
            throw new Refusal(Problem.UNKNOWN_JOB);
        }
        found.touch();
        return found;
    }

    /** Ends a job and removes its files: at once from everybody's sight, a moment later from the disk. */
    void delete(Job job) throws IOException {
        Path discarded;
        synchronized (this) {
            job.end();
            of(job.owner()).remove(job.shape().job(), job);
            discarded = discard(files(job).path());
        }
        shelf.forget(files(job).path());
        remover.execute(() -> {
            try {
                remove(discarded);
            } catch (IOException e) {
                // The next start empties the trash.
                return;
            }
        });
    }

    private Path discard(Path folder) throws IOException {
        Path target = trash.resolve(UUID.randomUUID().toString());
        if (Files.exists(folder)) {
            Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
        }
        return target;
    }

    private static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> entries = Files.walk(folder)) {
                for (Path path : entries.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        }
    }

    synchronized List<Job> all() {
        List<Job> all = new ArrayList<>();
        byOwner.values().forEach(jobsOfOne -> all.addAll(jobsOfOne.values()));
        return all;
    }

    synchronized long reservedBytes() {
        return all().stream().mapToLong(Job::reservedBytes).sum();
    }

    /** Bytes that a job may take and that no job has reserved. */
    long storageBytes() {
        return limits.storageBytes();
    }

    /** Lets go of the storage; the files stay. */
    @Override
    public void close() throws IOException {
        remover.shutdown();
        try {
            remover.awaitTermination(REMOVAL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lockFile.close();
    }
}
