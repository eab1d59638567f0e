package io.github.veilgrid.app;

import io.github.veilgrid.app.JobFailure.Kind;
import io.github.veilgrid.regrid.owner.JobKey;
import io.github.veilgrid.regrid.owner.KeyException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Set;

/**
 * A job on disk.
 *
 * <pre>
 * J/job        the job's public id, 64 hexadecimal digits
 * J/send/      all that leaves the hospital: the wire plan and the planes of ciphertexts
 * J/keep/job   sealed under the job's key, mode 600: see KeptJob
 * J/keep/state sealed likewise: plan, padding mask and check samples
 * J/keep/rejected is there once an answer was rejected: the job's key is retired
 * </pre>
 *
 * @param path the folder J
 */
record JobFolder(Path path) {

    private static final String JOB = "job";
    private static final String STATE = "state";
    private static final String REJECTED = "rejected";

    Path send() {
        return path.resolve("send");
    }

    Path keep() {
        return path.resolve("keep");
    }

    void create() throws IOException {
        Files.createDirectory(send());
        Files.createDirectory(keep(), mode("rwx------"));
    }

    void writeId(byte[] jobId) throws IOException {
        Files.writeString(path.resolve(JOB), HexFormat.of().formatHex(jobId) + "\n", StandardCharsets.US_ASCII);
    }

    /** The job's public id. */
    byte[] readId() throws JobFailure, IOException {
        Path file = path.resolve(JOB);
        try {
            if (Files.size(file) <= 1000) {
                return HexFormat.of().parseHex(Files.readString(file, StandardCharsets.US_ASCII).strip());
            }
        } catch (NoSuchFileException | IllegalArgumentException e) {
            throw notAJob(e);
        }
        throw notAJob(null);
    }

    private JobFailure notAJob(Exception cause) {
        return new JobFailure(Kind.INPUT, path + " is not a job of 'veilgrid encrypt': name the folder that was given "
                + "there as --job.", cause);
    }

    void seal(JobKey key, KeptJob job, byte[] state) throws IOException {
        writePrivate(keep().resolve(JOB), key.seal(JOB, job.toBytes()));
        writePrivate(keep().resolve(STATE), key.seal(STATE, state));
    }

    KeptJob openJob(JobKey key) throws JobFailure, KeyException, IOException {
        return KeptJob.fromBytes(key.unseal(JOB, kept(JOB)));
    }

    byte[] openState(JobKey key) throws JobFailure, KeyException, IOException {
        return key.unseal(STATE, kept(STATE));
    }

    private byte[] kept(String name) throws JobFailure, IOException {
        Path file = keep().resolve(name);
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new JobFailure(Kind.INPUT, file + " is missing, and without it this job cannot be decrypted: restore "
                    + "the job's folder, or encrypt the scan again.", e);
        }
    }

    /**
     * Retires the job's key for good: "accepted or rejected" is an oracle, so answers to a job of which one was rejected
     * are never decrypted again.
     */
    void markRejected() throws IOException {
        try (FileChannel channel = FileChannel.open(keep().resolve(REJECTED),
                StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Refuses a job whose key was retired. */
    void requireNotRejected() throws JobFailure {
        if (Files.exists(keep().resolve(REJECTED))) {
            throw new JobFailure(Kind.KEY, "An answer to " + path + " was rejected before, so this job's key is retired: "
                    + "encrypt the scan again as a new job.");
        }
    }

    private static void writePrivate(Path file, byte[] bytes) throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(file, options, mode("rw-------"))) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }

    private static FileAttribute<?>[] mode(String permissions) {
        return Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))}
                : new FileAttribute<?>[0];
    }
}
