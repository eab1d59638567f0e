package io.github.veilgrid.regrid.owner;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import javax.crypto.AEADBadTagException;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A master key at rest: AES-256-GCM under a key derived from a passphrase by PBKDF2-HMAC-SHA-256 (RFC 8018) with 600,000
 * rounds, the figure OWASP recommends for it; both come with the JDK. Version 1, big endian: "VEILKEY1", rounds (4
 * bytes), salt (16), then the sealed secret (see {@link Sealing}), with everything before it authenticated.
 */
public final class MasterKeyFile {

    private static final byte[] MAGIC = "VEILKEY1".getBytes(StandardCharsets.US_ASCII);
    private static final int ROUNDS = 600_000;
    private static final int MAX_ROUNDS = 10_000_000;
    private static final int SALT_BYTES = 16;
    private static final int HEADER_BYTES = 8 + Integer.BYTES + SALT_BYTES;
    private static final int FILE_BYTES = HEADER_BYTES + MasterKey.BYTES + Sealing.OVERHEAD_BYTES;

    private MasterKeyFile() {
    }

    /**
     * Writes a key to a new file, readable by its owner only.
     *
     * @throws KeyException if the file exists or cannot be written; an existing file is never touched
     */
    public static void save(MasterKey key, Path file, char[] passphrase) throws KeyException {
        if (passphrase.length == 0) {
            throw new KeyException("the passphrase is empty; a key file needs one");
        }
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        byte[] header = ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(ROUNDS).put(salt).array();
        byte[] wrapping = derive(passphrase, salt, ROUNDS);
        byte[] sealed = Sealing.seal(wrapping, key.secret(), header);
        Arrays.fill(wrapping, (byte) 0);
        try (var out = Files.newByteChannel(file,
                Set.<OpenOption>of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(file))) {
            out.write(ByteBuffer.wrap(header));
            out.write(ByteBuffer.wrap(sealed));
        } catch (FileAlreadyExistsException e) {
            throw new KeyException("the key file " + file + " exists already; a key is never overwritten");
        } catch (IOException e) {
            throw new KeyException("the key file " + file + " cannot be written: " + e.getMessage());
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }

    /**
     * Reads a key.
     *
     * @throws KeyException if there is no such file, it is not a key file, or the passphrase does not open it
     */
    public static MasterKey load(Path file, char[] passphrase) throws KeyException {
        byte[] bytes;
        try {
            if (Files.size(file) != FILE_BYTES) {
                throw new KeyException(file + " is not a Veilgrid key file");
            }
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new KeyException("there is no key file " + file + "; make one with 'veilgrid keygen --key " + file + "'");
        } catch (IOException e) {
            throw new KeyException("the key file " + file + " cannot be read: " + e.getMessage());
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte[] magic = new byte[MAGIC.length];
        in.get(magic);
        int rounds = in.getInt();
        if (!Arrays.equals(magic, MAGIC) || rounds < 1 || rounds > MAX_ROUNDS) {
            throw new KeyException(file + " is not a Veilgrid key file");
        }
        byte[] salt = new byte[SALT_BYTES];
        in.get(salt);
        byte[] wrapping = derive(passphrase, salt, rounds);
        try {
            return new MasterKey(Sealing.open(wrapping, bytes, HEADER_BYTES));
        } catch (AEADBadTagException e) {
            throw new KeyException("the passphrase does not open " + file + ", or the file was altered");
        } finally {
            Arrays.fill(wrapping, (byte) 0);
        }
    }

    private static byte[] derive(char[] passphrase, byte[] salt, int rounds) {
        PBEKeySpec spec = new PBEKeySpec(passphrase, salt, rounds, 8 * Sealing.KEY_BYTES);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }
}
