package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.regrid.owner.MasterKeyFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PassphraseFileTest {

    @TempDir
    private Path temp;

    private InProcess keygen(byte[] passphraseFile) throws Exception {
        Path file = Files.write(temp.resolve("passphrase"), passphraseFile);
        return InProcess.veilgrid("keygen", "--key", temp.resolve("key"), "--passphrase-file", file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\nsecond line\n", "\rsecond line", "\n\n"})
    void aPassphraseIsTheFirstLineInUtf8(String rest) throws Exception {
        String words = "größer 𝔸ls 12";
        assertEquals(0, keygen((words + rest).getBytes(StandardCharsets.UTF_8)).exitCode());
        MasterKeyFile.load(temp.resolve("key"), words.toCharArray()).close();
    }

    @Test
    void aFileInAnotherCharacterSetIsRefused() throws Exception {
        InProcess run = keygen("größer".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(6, run.exitCode());
        assertTrue(run.err().contains("passphrase file"), run.err());
        assertTrue(Files.notExists(temp.resolve("key")));
    }
}
