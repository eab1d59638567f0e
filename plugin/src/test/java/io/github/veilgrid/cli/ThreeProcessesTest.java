package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.PlainVolume;
import io.github.veilgrid.reference.TestData;
import io.github.veilgrid.remote.EmbeddedRemoteParty;
import io.github.veilgrid.remote.RemoteParty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Keygen, encrypt, regrid and decrypt as real processes, in a folder with blanks and umlauts. */
@Tag("load")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.MethodName.class)
class ThreeProcessesTest {

    private static final double[] TARGET = {1, 1, 1};

    private Path temp;
    private Path house;
    private Path remote;

    @BeforeAll
    void goTheWay(@TempDir Path folder) throws Exception {
        temp = folder;
        house = Files.createDirectory(temp.resolve("Klinik für Köpfe 100%"));
        remote = Files.createDirectory(temp.resolve("remote party"));
        Files.writeString(house.resolve("pass"), "correct horse ü\n");
        ok(Launched.veilgrid(house, "keygen", "--key", "owner.key", "--passphrase-file", "pass"));
        ok(Launched.veilgrid(house, "encrypt", TestData.sample("ct-skull"), "--spacing", "1x1x1", "--key", "owner.key",
                "--passphrase-file", "pass", "--job", "job"));
        copy(house.resolve("job/send"), remote.resolve("send"));
        ok(Launched.veilgrid(remote, "regrid", "send", "--output", "answers"));
        copy(remote.resolve("answers"), house.resolve("answers"));
        ok(Launched.veilgrid(house, "decrypt", "answers", "--job", "job", "--key", "owner.key", "--passphrase-file",
                "pass", "--output", "out", "--report", "report.json", "--picture", "picture.png"));
    }

    private static void ok(Launched process) {
        assertEquals(0, process.exitCode(), process.err());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    @Test
    void theResultKeepsTheBoundOfRun() throws Exception {
        PlainVolume source = PlainVolume.read(TestData.sample("ct-skull"));
        PlainVolume written = PlainVolume.read(house.resolve("out"));
        assertArrayEquals(source.sizeFor(TARGET), written.size());
        for (int z = 0; z < written.size()[2]; z++) {
            for (int i = 0; i < written.slices()[z].length; i++) {
                double expected = source.trilinear(i % written.size()[0], i / written.size()[0], z, TARGET);
                assertEquals(expected, written.slices()[z][i], source.slope() + 1e-6);
            }
        }
        String report = Files.readString(house.resolve("report.json"));
        for (String key : List.of("input", "output", "size", "spacing", "parameters", "ringDimension", "log2Modulus",
                "securityBits", "plan", "layout", "tiles", "blocks", "rotations", "bytes", "up", "down", "seconds",
                "read", "encrypt", "remote", "decrypt", "write", "total", "error", "predictedBound", "sampledMax",
                "sampledRms", "sampledVoxels", "quantisation", "peakMemoryBytes")) {
            assertTrue(report.contains("\"" + key + "\": "), key);
        }
        assertTrue(Files.size(house.resolve("picture.png")) > 10_000);
    }

    @Test
    void theEmbeddedPartyGivesTheSameBytes() throws Exception {
        List<Path> planes = chunks(house.resolve("job/send"), "plane-");
        List<byte[]> embedded = new ArrayList<>();
        try (RemoteParty.Session session = new EmbeddedRemoteParty(1).open(
                Files.readAllBytes(house.resolve("job/send/plan.veil")), (plane, chunk) -> embedded.add(chunk))) {
            for (Path plane : planes) {
                session.send(Files.readAllBytes(plane));
            }
            session.finish();
        }
        List<Path> answers = chunks(house.resolve("answers"), "answer-");
        assertEquals(answers.size(), embedded.size());
        for (int i = 0; i < answers.size(); i++) {
            assertArrayEquals(Files.readAllBytes(answers.get(i)), embedded.get(i), answers.get(i).toString());
        }
    }

    private static List<Path> chunks(Path folder, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix)).sorted().toList();
        }
    }

    @Test
    void theRemotePartyHadNeitherKeyNorDicom() throws Exception {
        try (Stream<Path> files = Files.walk(remote)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertTrue(file.toString().endsWith(".veil"), file.toString());
            }
        }
        Launched withKey = Launched.veilgrid(remote, "regrid", "send", "--output", "other", "--key", "k");
        assertEquals(2, withKey.exitCode(), "regrid accepts no key");
    }

    @Test
    void keysAndKeptFilesAreTheOwnersOnly() throws Exception {
        for (String file : List.of("owner.key", "job/keep/job", "job/keep/state")) {
            assertEquals("rw-------", PosixFilePermissions.toString(
                    Files.getPosixFilePermissions(house.resolve(file))), file);
        }
    }

    @Test
    void anAlteredAnswerIsTheRemotePartysFault() throws Exception {
        Path damaged = temp.resolve("damaged answers");
        copy(house.resolve("answers"), damaged);
        Path file = damaged.resolve("answer-00002.veil");
        byte[] bytes = Files.readAllBytes(file);
        bytes[5000] ^= 1;
        Files.write(file, bytes);
        refused(4, decrypt(damaged), "answer-00002.veil");
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        refused(4, decrypt(damaged), "answer-00002.veil");
        Files.delete(file);
        refused(4, decrypt(damaged), "answer-00002.veil");
    }

    private Launched decrypt(Path answers) throws Exception {
        return Launched.veilgrid(house, "decrypt", answers, "--job", "job", "--key", "owner.key", "--passphrase-file",
                "pass", "--output", "refused");
    }

    private void refused(int exitCode, Launched process, String word) throws Exception {
        assertEquals(exitCode, process.exitCode(), process.err());
        assertEquals(1, process.complaint().lines().count(), process.err());
        assertTrue(process.complaint().contains(word), process.err());
        for (Path folder : List.of(house, remote)) {
            try (Stream<Path> files = Files.list(folder)) {
                assertFalse(files.anyMatch(file -> file.getFileName().toString().startsWith(".veilgrid")
                        || file.getFileName().toString().startsWith("refused")), "nothing is left behind");
            }
        }
    }

    @Test
    void anAlteredRequestIsRefusedByTheRemoteParty() throws Exception {
        Path damaged = temp.resolve("damaged request");
        copy(remote.resolve("send"), damaged);
        Path file = damaged.resolve("plane-00003.veil");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 100] ^= 4;
        Files.write(file, bytes);
        refused(3, Launched.veilgrid(remote, "regrid", damaged, "--output", "refused"), "plane-00003.veil");
    }

    @Test
    void anotherKeyOrPassphraseOpensNothing() throws Exception {
        Files.writeString(house.resolve("other pass"), "wrong");
        refused(6, Launched.veilgrid(house, "decrypt", "answers", "--job", "job", "--key", "owner.key",
                "--passphrase-file", "other pass", "--output", "refused"), "passphrase");
        ok(Launched.veilgrid(house, "keygen", "--key", "other.key", "--passphrase-file", "pass"));
        refused(6, Launched.veilgrid(house, "decrypt", "answers", "--job", "job", "--key", "other.key",
                "--passphrase-file", "pass", "--output", "refused"), "key");
        refused(6, Launched.veilgrid(house, "keygen", "--key", "other.key", "--passphrase-file", "pass"), "exists");
    }
}
