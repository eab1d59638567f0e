package io.github.veilgrid.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who left a sign lives, as far as other processes see, until its process ends. */
class LifeSignTest {

    @TempDir
    private Path temp;

    /** Says on standard output what another process sees; with "leave" it leaves a sign and waits to be killed. */
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[1]);
        if (arguments[0].equals("leave")) {
            LifeSign.leave(file);
            System.out.println("left");
            Thread.sleep(60_000);
        }
        System.out.println(LifeSign.ofDead(file).isPresent() ? "dead" : "alive");
    }

    private Process process(String verb, Path file) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), LifeSignTest.class.getName(), verb, file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private String seenByAnother(Path file) throws Exception {
        Process process = process("look", file);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return process.inputReader().readLine();
    }

    @Test
    void aSignIsOfTheLivingUntilItsProcessIsKilled() throws Exception {
        Path file = temp.resolve("sign");
        Process other = process("leave", file);
        assertEquals("left", other.inputReader().readLine());
        assertEquals(Optional.empty(), LifeSign.ofDead(file));
        assertThrows(IOException.class, () -> LifeSign.leave(file), "nor does anybody else get it");
        other.destroyForcibly().waitFor();
        LifeSign.ofDead(file).orElseThrow().close();
    }

    /** Java's locks are the process's: looking at one's own must not give it away. */
    @Test
    void lookingAtAnOwnSignLeavesItLocked() throws Exception {
        Path file = temp.resolve("sign");
        try (LifeSign own = LifeSign.leave(file)) {
            assertEquals(file.toRealPath(), own.file());
            assertEquals(Optional.empty(), LifeSign.ofDead(file));
            assertEquals(Optional.empty(), LifeSign.ofDead(temp.resolve(".").resolve("sign")), "by another name too");
            assertEquals("alive", seenByAnother(file));
        }
        assertEquals("dead", seenByAnother(file));
    }

    @Test
    void noSignIsLeftWhereThereIsNoFolder() {
        assertThrows(NoSuchFileException.class, () -> LifeSign.leave(temp.resolve("none/sign")));
    }

    /** Where locks of other machines are not seen, a run there must not be taken for dead. */
    @Test
    void aDeathOnAnotherMachineIsBelievedAfterAWeekOnly() throws Exception {
        Path file = Files.writeString(temp.resolve("sign"), "some-other-machine\n");
        assertEquals(Optional.empty(), LifeSign.ofDead(file));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(6))));
        assertEquals(Optional.empty(), LifeSign.ofDead(file));
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(8))));
        LifeSign.ofDead(file).orElseThrow().close();
        assertArrayEquals(new String[] {"sign"}, temp.toFile().list());
    }

    @Test
    void aSignOfAnotherUserIsNotOfTheDead() throws Exception {
        Path file = temp.resolve("sign");
        LifeSign.leave(file, "words", "more").close();
        try (LifeSign dead = LifeSign.ofDead(file).orElseThrow()) {
            assertEquals(List.of("words", "more"), dead.words());
        }
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
        Files.setAttribute(file, "unix:uid", 65534);
        assertEquals(Optional.empty(), LifeSign.ofDead(file));
    }
}
