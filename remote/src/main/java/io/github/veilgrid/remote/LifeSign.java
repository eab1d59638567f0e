package io.github.veilgrid.remote;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A file that is locked as long as the process lives that left it, however it ends: by it others see whether what lies beside
 * it still belongs to somebody. Where a file system knows no locks everybody seems to live. Thread safe.
 */
public final class LifeSign implements AutoCloseable {

    private static final int TURNS = 100;
    private static final long PAUSE_NANOS = 10_000_000;

    /** Signs of this process. Opening and closing one once more would unlock it (POSIX), so they are not touched. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private LifeSign(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Leaves a sign.
     *
     * @param file to make
     * @throws NoSuchFileException if its folder is not there, or was taken away by somebody who found no sign in it yet
     */
    public static LifeSign leave(Path file) throws IOException {
        Path place = file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
        for (int turn = 0; turn < TURNS && OWN.add(place); turn++) {
            FileChannel channel = open(place, StandardOpenOption.CREATE);
            // Somebody may have looked at the file before it was locked, and hold it or have removed it.
            if (isLocked(channel, true) && Files.exists(place)) {
                return new LifeSign(place, channel);
            }
            new LifeSign(place, channel).close();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new IOException(file + " is in use by another process");
    }

    /** Takes over the sign of a process that died; empty if that lives. */
    public static Optional<LifeSign> ofDead(Path file) throws IOException {
        Path place = file.toRealPath();
        if (!OWN.add(place)) {
            return Optional.empty();
        }
        LifeSign sign = new LifeSign(place, open(place, StandardOpenOption.WRITE));
        if (isLocked(sign.channel, false)) {
            return Optional.of(sign);
        }
        sign.close();
        return Optional.empty();
    }

    private static FileChannel open(Path place, StandardOpenOption option) throws IOException {
        try {
            return FileChannel.open(place, StandardOpenOption.READ, StandardOpenOption.WRITE, option);
        } catch (IOException e) {
            OWN.remove(place);
            throw e;
        }
    }

    private static boolean isLocked(FileChannel channel, boolean withoutLocks) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        } catch (IOException noLocks) {
            return withoutLocks;
        }
    }

    /** Where it is, as a real path. */
    public Path file() {
        return file;
    }

    /** What is written in the sign; nobody else may open the file as long as it is held. */
    FileChannel content() {
        return channel;
    }

    /** Lets go of the file, which stays. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            OWN.remove(file);
        }
    }
}
