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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
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
 * <p>Each of several volumes has an id and a key of its own: {@code J/job} is then a line for each, {@code J/send/} a folder
 * for each ({@link VolumeFolders}), and so is {@code J/keep/} for the states; {@code J/keep/job} is sealed under the first key.
 *
 * @param path the folder J
 */
record JobFolder(Path path) {

    /** As many lines as folders of volumes have numbers. */
    private static final int LONGEST_IDS = 66 * 100_000;
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

    void writeIds(List<byte[]> jobIds) throws IOException {
        List<String> lines = jobIds.stream().map(HexFormat.of()::formatHex).toList();
        Files.writeString(path.resolve(JOB), String.join("\n", lines) + "\n", StandardCharsets.US_ASCII);
    }

    /** The job's public id, or one for each of its volumes. */
    List<byte[]> readIds() throws JobFailure, IOException {
        Path file = path.resolve(JOB);
        try {
            if (Files.size(file) <= LONGEST_IDS) {
                List<byte[]> ids = new ArrayList<>();
                for (String line : Files.readString(file, StandardCharsets.US_ASCII).strip().split("\n")) {
                    ids.add(HexFormat.of().parseHex(line.strip()));
                }
                return ids;
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

    void sealJob(JobKey key, KeptJob job) throws IOException {
        writePrivate(keep().resolve(JOB), key.seal(JOB, job.toBytes()));
    }

    void sealState(JobKey key, byte[] state, int volume, int volumes) throws IOException {
        Path folder = Files.createDirectories(VolumeFolders.of(keep(), volume, volumes), mode("rwx------"));
        writePrivate(folder.resolve(STATE), key.seal(STATE, state));
    }

    KeptJob openJob(JobKey key) throws JobFailure, KeyException, IOException {
        return KeptJob.fromBytes(key.unseal(JOB, kept(keep().resolve(JOB))));
    }

    byte[] openState(JobKey key, int volume, int volumes) throws JobFailure, KeyException, IOException {
        return key.unseal(STATE, kept(VolumeFolders.of(keep(), volume, volumes).resolve(STATE)));
    }

    private static byte[] kept(Path file) throws JobFailure, IOException {
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
