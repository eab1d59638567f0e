package io.github.veilgrid.regrid.owner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeyFileTest {

    private static final char[] PASSPHRASE = "Grüße an die Röntgenabteilung".toCharArray();

    @TempDir
    Path folder;

    @Test
    void aKeyComesBackWithItsPassphraseOnly() throws Exception {
        Path file = folder.resolve("key");
        MasterKey key = MasterKey.random();
        MasterKeyFile.save(key, file, PASSPHRASE);
        assertArrayEquals(key.secret(), MasterKeyFile.load(file, PASSPHRASE).secret());
        KeyException wrong = assertThrows(KeyException.class, () -> MasterKeyFile.load(file, "other".toCharArray()));
        assertTrue(wrong.getMessage().startsWith("the passphrase does not open"), wrong.getMessage());
    }

    @Test
    void theFileIsForItsOwnerOnlyAndDoesNotHoldTheSecret() throws Exception {
        Path file = folder.resolve("key");
        MasterKey key = MasterKey.random();
        MasterKeyFile.save(key, file, PASSPHRASE);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        }
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains(new String(key.secret(), StandardCharsets.ISO_8859_1)));
    }

    @Test
    void aKeyIsNeverOverwritten() throws Exception {
        Path file = folder.resolve("key");
        MasterKeyFile.save(MasterKey.random(), file, PASSPHRASE);
        byte[] before = Files.readAllBytes(file);
        assertThrows(KeyException.class, () -> MasterKeyFile.save(MasterKey.random(), file, PASSPHRASE));
        assertArrayEquals(before, Files.readAllBytes(file));
    }

    @Test
    void alteredCutOrForeignFilesAreRefused() throws Exception {
        Path file = folder.resolve("key");
        MasterKeyFile.save(MasterKey.random(), file, PASSPHRASE);
        byte[] bytes = Files.readAllBytes(file);
        for (int at : new int[] {0, 13, 30, 45, bytes.length - 1}) {
            byte[] altered = bytes.clone();
            altered[at] ^= 1;
            Files.write(file, altered);
            assertThrows(KeyException.class, () -> MasterKeyFile.load(file, PASSPHRASE), "byte " + at);
        }
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertThrows(KeyException.class, () -> MasterKeyFile.load(file, PASSPHRASE));
        assertThrows(KeyException.class, () -> MasterKeyFile.load(folder.resolve("none"), PASSPHRASE));
        assertThrows(KeyException.class, () -> MasterKeyFile.save(MasterKey.random(), folder.resolve("b"), new char[0]));
    }
}
