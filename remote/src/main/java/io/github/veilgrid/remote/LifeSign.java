package io.github.veilgrid.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A file that is locked as long as the process lives that left it, however it ends: by it others see whether what lies beside
 * it still belongs to somebody. Where a file system knows no locks everybody seems to live. Some network file systems keep
 * locks from other machines, so the sign names its own, and others believe in a death there only after {@link #BELIEVED}.
 * Nobody sees the death of another user. Thread safe.
 */
public final class LifeSign implements AutoCloseable {

    private static final int TURNS = 100;
    private static final long PAUSE_NANOS = 10_000_000;
    private static final int MOST_BYTES = 10_000;
    private static final Duration BELIEVED = Duration.ofDays(7);
    private static final String HERE = machine();

    /** Signs of this process. Opening and closing one once more would unlock it (POSIX), so they are not touched. */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private LifeSign(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "unnamed";
        }
    }

    /**
     * Leaves a sign.
     *
     * @param file to make
     * @param words what else it says, lines
     * @throws NoSuchFileException if its folder is not there, or was taken away by somebody who found no sign in it yet
     */
    public static LifeSign leave(Path file, String... words) throws IOException {
        Path place = place(file);
        for (int turn = 0; turn < TURNS && OWN.add(place); turn++) {
            FileChannel channel = open(place, StandardOpenOption.CREATE);
            // Somebody may have looked at the file before it was locked, and hold it or have removed it.
            if (isLocked(channel, true) && Files.exists(place)) {
                return said(new LifeSign(place, channel), words);
            }
            new LifeSign(place, channel).close();
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        throw new IOException(file + " is in use by another process");
    }

    private static LifeSign said(LifeSign sign, String... words) throws IOException {
        try {
            sign.channel.truncate(0);
            ByteBuffer text = ByteBuffer.wrap((HERE + "\n" + String.join("\n", words) + "\n").getBytes(StandardCharsets.UTF_8));
            while (text.hasRemaining()) {
                sign.channel.write(text);
            }
            return sign;
        } catch (IOException e) {
            sign.close();
            Files.deleteIfExists(sign.file);
            throw e;
        }
    }

    /**
     * Takes over the sign of a process of the same user that died; empty if that lives, or may live on another machine.
     *
     * @throws IOException if it cannot be looked at, or is no plain file: a link may lead to what is nobody's leavings
     */
    public static Optional<LifeSign> ofDead(Path file) throws IOException {
        Path place = place(file);
        if (!OWN.add(place)) {
            return Optional.empty();
        }
        LifeSign sign = new LifeSign(place, open(place, StandardOpenOption.WRITE));
        try {
            if (isLocked(sign.channel, false) && sign.isLeftByThisUser()) {
                return Optional.of(sign);
            }
        } catch (IOException e) {
            sign.close();
            throw e;
        }
        sign.close();
        return Optional.empty();
    }

    /** What is seen is held against a new file, since owners and clocks are the file system's. */
    private boolean isLeftByThisUser() throws IOException {
        Path probe = Files.createTempFile(file.getParent(), ".veilgrid-", "");
        try {
            return isPlain(file) && Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(probe))
                    && (lines().stream().limit(1).anyMatch(HERE::equals) || isOlder(probe));
        } finally {
            Files.delete(probe);
        }
    }

    private boolean isOlder(Path probe) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().plus(BELIEVED).isBefore(Files.getLastModifiedTime(probe).toInstant());
    }

    private static boolean isPlain(Path file) {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Whether a folder beside or around the sign is one that its process made: a folder, no link to one, and of the same user. */
    public boolean isOf(Path folder) throws IOException {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(file, LinkOption.NOFOLLOW_LINKS));
    }

    /** One name for each file; the file itself may be a link, which is not followed. */
    private static Path place(Path file) throws IOException {
        return file.toAbsolutePath().getParent().toRealPath().resolve(file.getFileName());
    }

    private static FileChannel open(Path place, StandardOpenOption option) throws IOException {
        try {
            return FileChannel.open(place, StandardOpenOption.READ, StandardOpenOption.WRITE, option, LinkOption.NOFOLLOW_LINKS);
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

    /** What is written in the sign after the name of the machine. */
    List<String> words() throws IOException {
        List<String> lines = lines();
        return lines.subList(Math.min(1, lines.size()), lines.size());
    }

    /** Read by the channel that holds it: nobody else may open the file. */
    private List<String> lines() throws IOException {
        channel.position(0);
        return new String(Channels.newInputStream(channel).readNBytes(MOST_BYTES), StandardCharsets.UTF_8).lines().toList();
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
