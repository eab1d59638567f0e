package io.github.veilgrid.remote.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Owners' tokens, hashed: a file with a line {@code NAME SHA-256} for each. A token has 256 random bits, so a plain hash of
 * it cannot be searched. Lines that are removed or added count from the next request on. Thread safe.
 */
public final class Tokens {

    private static final String NAME = "[a-z0-9][a-z0-9._-]{0,63}";
    private static final int TOKEN_BYTES = 32;

    private final Path file;
    private FileTime read = FileTime.fromMillis(-1);
    private long length = -1;
    private Map<String, String> ownerByHash = Map.of();

    /** @throws IOException if there is no such file, or a line of it makes no sense */
    public Tokens(Path file) throws IOException {
        this.file = file;
        reread();
    }

    /**
     * Makes a token and adds its hash to the file.
     *
     * @param owner lower-case letters, digits, dots, dashes and underscores
     * @return the token, which is nowhere else
     */
    public static String add(Path file, String owner) throws IOException {
        if (!owner.matches(NAME)) {
            throw new IllegalArgumentException("'" + owner + "' cannot be an owner's name: use lower-case letters, digits, "
                    + "dots, dashes and underscores");
        }
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        byte[] line = (owner + " " + hash(token) + "\n").getBytes(StandardCharsets.US_ASCII);
        Set<OpenOption> append = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        boolean posix = Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mode = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
        try (var channel = Files.newByteChannel(file, append, mode)) {
            channel.write(ByteBuffer.wrap(line));
        }
        return token;
    }

    /** Whose token that is. */
    synchronized Optional<String> owner(String token) throws IOException {
        reread();
        return Optional.ofNullable(ownerByHash.get(hash(token)));
    }

    private void reread() throws IOException {
        FileTime changed = Files.getLastModifiedTime(file);
        long bytes = Files.size(file);
        if (changed.equals(read) && bytes == length) {
            return;
        }
        Map<String, String> owners = new HashMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.strip().split("\\s+");
            if (words.length != 2 || !words[0].matches(NAME) || !words[1].matches("[0-9a-f]{64}")) {
                throw new IOException("line " + number + " of " + file + " is not a name and a hash");
            }
            owners.put(words[1], words[0]);
        }
        ownerByHash = Map.copyOf(owners);
        read = changed;
        length = bytes;
    }

    private static String hash(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
