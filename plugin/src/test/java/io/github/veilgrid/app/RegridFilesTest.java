package io.github.veilgrid.app;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.remote.RemoteAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegridFilesTest {

    @TempDir
    private Path temp;

    @Test
    void theVolumesOfAResultAreAllByOneMap() throws Exception {
        Path send = temp.resolve("send");
        Files.createDirectories(send.resolve("volume-00000"));
        Files.createDirectories(send.resolve("volume-00001"));
        Path part = Files.createDirectories(temp.resolve("answers.part/volume-00000")).getParent();
        Path kept = Files.writeString(part.resolve("map"), "0".repeat(32) + "\natlas\n");
        RemoteAddress nowhere = RemoteAddress.of("http://127.0.0.1:1");
        JobFailure refused = assertThrows(JobFailure.class, () -> RegridFiles.runAt(nowhere, send, temp.resolve("answers"),
                Optional.of("other"), Progress.SILENT, new Cancellation()));
        assertTrue(refused.getMessage().contains("answers by the map 'atlas'"), refused.getMessage());
        assertTrue(Files.readString(kept).endsWith("\natlas\n"));
    }
}
