package io.github.veilgrid.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.remote.LifeSign;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results appear whole or not at all; what was killed on the way is cleared, and nothing else. */
class GrowingTest {

    @TempDir
    private Path temp;

    private List<String> names() {
        return Arrays.stream(temp.toFile().list()).sorted().toList();
    }

    /** As a process that was killed leaves it. */
    private Path left(String name) throws IOException {
        Path folder = Files.createDirectories(temp.resolve(name).resolve("out/send"));
        Files.write(folder.resolve("plane"), new byte[10]);
        LifeSign.leave(temp.resolve(name).resolve("alive")).close();
        return temp.resolve(name);
    }

    @Test
    void aFolderAppearsWhole() throws Exception {
        Files.createDirectory(temp.resolve("out"));
        try (Growing growing = new Growing(temp.resolve("out"))) {
            Files.write(growing.folder().resolve("a"), new byte[3]);
            assertEquals(0, temp.resolve("out").toFile().list().length);
            growing.finish();
        }
        assertEquals(List.of("out"), names());
        assertEquals(3, Files.size(temp.resolve("out/a")));
    }

    @Test
    void whatWasNotFinishedLeavesNothing() throws Exception {
        try (Growing growing = new Growing(temp.resolve("deep/out"))) {
            Files.write(Files.createDirectories(growing.path().resolve("b")).resolve("a"), new byte[3]);
        }
        assertEquals(0, temp.resolve("deep").toFile().list().length);
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        try (Growing growing = new Growing(temp.resolve("out.nii"))) {
            Files.write(growing.path(), new byte[3]);
            Files.write(temp.resolve("out.nii"), new byte[5]);
            assertThrows(FileAlreadyExistsException.class, growing::finish);
        }
        assertEquals(5, Files.size(temp.resolve("out.nii")));
        assertEquals(List.of("out.nii"), names());
    }

    @Test
    void theSecondOfTwoRunsToOnePlaceIsToldSo() throws Exception {
        try (Growing first = new Growing(temp.resolve("out")); Growing second = new Growing(temp.resolve("out"))) {
            Files.write(first.folder().resolve("a"), new byte[3]);
            Files.write(second.folder().resolve("a"), new byte[5]);
            first.finish();
            JobFailure told = assertThrows(JobFailure.class, () -> JobFailures.guard(JobFailure.Kind.INPUT, () -> {
                second.finish();
                return null;
            }));
            assertTrue(told.getMessage().contains("out came to be while this ran"), told.getMessage());
        }
        assertEquals(3, Files.size(temp.resolve("out/a")));
        assertEquals(List.of("out"), names());
    }

    @Test
    void anEmptyFolderBehindALinkIsTakenWhereItIs() throws Exception {
        Path real = Files.createDirectories(temp.resolve("disk/real"));
        Path link = Files.createSymbolicLink(temp.resolve("link"), real);
        try (Growing growing = new Growing(link)) {
            Files.write(growing.folder().resolve("a"), new byte[3]);
            growing.finish();
        }
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(3, Files.size(real.resolve("a")));
    }

    @Test
    void whatTheDeadLeftIsClearedAndTheLivingAreNot() throws Exception {
        left(".veilgrid-123");
        Files.createDirectory(temp.resolve(".veilgrid-sent-1"));
        Files.createDirectory(temp.resolve("mine"));
        Files.createSymbolicLink(temp.resolve(".veilgrid-link"), Files.createDirectory(temp.resolve("mine/alive-elsewhere")));
        Files.createFile(temp.resolve("mine/alive-elsewhere/alive"));
        try (Growing alive = new Growing(temp.resolve("first"))) {
            Path file = Files.write(alive.folder().resolve("a"), new byte[3]);
            try (Growing other = new Growing(temp.resolve("second"))) {
                assertTrue(Files.exists(file), "both grow at once");
                other.folder();
                other.finish();
            }
            assertTrue(Files.exists(file));
            alive.finish();
        }
        assertEquals(List.of(".veilgrid-link", ".veilgrid-sent-1", "first", "mine", "second"), names());
        assertTrue(Files.exists(temp.resolve("mine/alive-elsewhere/alive")));
    }

    /** In a folder that users share, such as /tmp, somebody may lay a bait. */
    @Test
    void nothingIsClearedThroughALink() throws Exception {
        Path precious = Files.createDirectory(temp.resolve("precious"));
        Files.write(precious.resolve("only copy"), new byte[3]);
        LifeSign.leave(precious.resolve("alive")).close();
        Files.createSymbolicLink(Files.createDirectory(temp.resolve(".veilgrid-1")).resolve("alive"), precious.resolve("alive"));
        Files.createSymbolicLink(temp.resolve(".veilgrid-2"), precious);
        Path dead = left(".veilgrid-3");
        Files.createSymbolicLink(dead.resolve("out/link"), precious);
        new Growing(temp.resolve("result")).close();
        assertEquals(List.of(".veilgrid-1", ".veilgrid-2", "precious"), names());
        assertEquals(2, precious.toFile().list().length);
    }
}
