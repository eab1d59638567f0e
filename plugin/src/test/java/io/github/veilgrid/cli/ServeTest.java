package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.PlainVolume;
import io.github.veilgrid.reference.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Owner and service as real processes on loopback. {@code -Dveilgrid.kills=100} kills one of them or both a hundred times with
 * kill -9 at random moments, without TLS and with it, {@code -Dveilgrid.owners=8} lets eight owners come at once; {@code -Dveilgrid.seed} repeats a
 * run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("load")
class ServeTest {

    private static final int KILLS = Integer.getInteger("veilgrid.kills", 2);
    private static final Bounded TIME = Bounded.byMinutes();
    private static final int OWNERS = Integer.getInteger("veilgrid.owners", 2);
    private static final long SEED = Long.getLong("veilgrid.seed", 1);

    private Path house;
    private Path remote;

    @BeforeAll
    void encryptOnce(@TempDir Path temp) throws Exception {
        house = Files.createDirectory(temp.resolve("Klinik für Köpfe 100%"));
        remote = Files.createDirectory(temp.resolve("remote party"));
        Files.writeString(house.resolve("pass"), "correct horse ü\n");
        ok(Launched.veilgrid(house, "keygen", "--key", "owner.key", "--passphrase-file", "pass"));
        ok(Launched.veilgrid(house, "encrypt", TestData.sample("ct-skull"), "--spacing", "2", "--key", "owner.key",
                "--passphrase-file", "pass", "--job", "job"));
        ok(Launched.veilgrid(house, "regrid", "job/send", "--output", "expected"));
    }

    private static void ok(Launched process) {
        assertEquals(0, process.exitCode(), process.err());
    }

    private void assertExpected(Path answers) throws IOException {
        try (Stream<Path> files = Files.list(house.resolve("expected"))) {
            for (Path file : files.toList()) {
                assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(answers.resolve(file.getFileName())),
                        file.getFileName().toString());
            }
        }
    }

    @Test
    void runThroughAServiceOverTlsKeepsTheBoundOfRun() throws Exception {
        Launched made = Launched.veilgrid(remote, "serve-token", "--tokens", "tokens", "clinic-a");
        ok(made);
        Files.writeString(house.resolve("token"), made.out());
        try (ServedProcess service = ServedProcess.start(remote, 0, "--self-made-certificate", "--tokens", "tokens")) {
            assertTrue(service.url().startsWith("https://"), service.url());
            String fingerprint = service.fingerprint().orElseThrow();
            Object[] way = {"--remote", service.url(), "--remote-fingerprint", fingerprint, "--remote-token-file", "token"};
            Launched plan = Launched.veilgrid(house, "plan", TestData.sample("ct-skull"), "--spacing", "2", way);
            ok(plan);
            assertTrue(plan.out().contains("(TLS) takes this job"), plan.out());
            Launched run = Launched.veilgrid(house,
                    "run", TestData.sample("ct-skull"), "--spacing", "2", "--output", "out", way);
            ok(run);
            assertFalse(run.err().contains("warning:"), run.err());
        }
        PlainVolume source = PlainVolume.read(TestData.sample("ct-skull"));
        PlainVolume written = PlainVolume.read(house.resolve("out"));
        double[] target = {2, 2, 2};
        assertArrayEquals(source.sizeFor(target), written.size());
        for (int z = 0; z < written.size()[2]; z++) {
            for (int i = 0; i < written.slices()[z].length; i++) {
                double expected = source.trilinear(i % written.size()[0], i / written.size()[0], z, target);
                assertEquals(expected, written.slices()[z][i], source.slope() + 1e-6);
            }
        }
        String audit = Files.readString(remote.resolve("storage/audit.log"));
        assertTrue(audit.contains("\"owner\":\"clinic-a\""), audit);
        assertTrue(audit.contains("\"event\":\"stopped\""), "SIGTERM stops the service cleanly: " + audit);
    }

    @Test
    void aRunThatWasKilledGoesOnWithItsJobAndEncryptsNothingTwice() throws Exception {
        Path place = Files.createDirectory(remote.resolve("resumed"));
        try (ServedProcess service = ServedProcess.start(place, 0)) {
            Object[] run = {"run", TestData.sample("ct-skull"), "--spacing", "2", "--output", "resumed", "--job", "kept",
                "--key", "owner.key", "--passphrase-file", "pass", "--remote", service.url(), "--remote-bandwidth", "2M"};
            Process first = Launched.start(house, house.resolve("run.out"), house.resolve("run.err"), run);
            Path received = place.resolve("storage/jobs/local");
            for (int turn = 0; turn < 600 && first.isAlive() && !Files.isDirectory(received); turn++) {
                Thread.sleep(100);
            }
            Thread.sleep(500);
            first.destroyForcibly();
            first.waitFor();
            assertFalse(Files.exists(house.resolve("resumed")));
            byte[] sent = Files.readAllBytes(house.resolve("kept/send/plane-00000.veil"));
            ok(Launched.veilgrid(house, run));
            assertArrayEquals(sent, Files.readAllBytes(house.resolve("kept/send/plane-00000.veil")));
            try (Stream<String> lines = Files.lines(place.resolve("storage/audit.log"))) {
                assertEquals(1, lines.filter(line -> line.contains("\"job-made\"")).count(), "it is one job for the service too");
            }
        }
        assertTrue(PlainVolume.read(house.resolve("resumed")).slices().length > 1);
    }

    @Test
    void whatAKilledRunLeftAtTheServiceIsDeletedByTheNext() throws Exception {
        Path place = Files.createDirectory(remote.resolve("left"));
        Path jobs = place.resolve("storage/jobs/local");
        try (ServedProcess service = ServedProcess.start(place, 0)) {
            Object[] run = {"run", TestData.sample("ct-skull"), "--spacing", "2", "--output", "left/out", "--remote", service.url()};
            Files.createDirectory(house.resolve("left"));
            Process first = Launched.start(house, house.resolve("run.out"), house.resolve("run.err"),
                    run, "--remote-bandwidth", "500k");
            for (int turn = 0; turn < 600 && first.isAlive() && count(jobs) == 0; turn++) {
                Thread.sleep(50);
            }
            first.destroyForcibly();
            first.waitFor();
            assertEquals(1, count(jobs), "its key is gone, and the service cannot know");
            ok(Launched.veilgrid(house, run));
            assertEquals(0, count(jobs));
            assertArrayEquals(new String[] {"out"}, house.resolve("left").toFile().list(), "nothing is left with the owner");
        }
    }

    private static int count(Path folder) {
        String[] names = folder.toFile().list();
        return names == null ? 0 : names.length;
    }

    @Test
    void plainHttpIsWarnedAboutAndAStrangerIsTheRemotePartysFault() throws Exception {
        Launched refused = Launched.veilgrid(house, "regrid", "job/send", "--output", "refused", "--remote",
                "http://127.0.0.1:9", "--remote-patience", "1");
        assertEquals(4, refused.exitCode(), refused.err());
        assertTrue(refused.err().contains("warning: The remote service http://127.0.0.1:9 is reached without TLS"), refused.err());
        assertTrue(refused.err().contains("could not be reached"), refused.err());
        Launched nonsense = Launched.veilgrid(house, "regrid", "job/send", "--output", "refused", "--remote", "somewhere");
        assertEquals(2, nonsense.exitCode(), nonsense.err());
        Launched open = Launched.veilgrid(remote, "serve", "--storage", "other", "--address", "0.0.0.0", "--port", "0");
        assertEquals(2, open.exitCode(), open.err());
        assertTrue(open.err().contains("needs TLS"), open.err());
    }

    @Test
    void manyOwnersAtOnceEachGetTheirAnswers() throws Exception {
        Path place = Files.createDirectory(remote.resolve("many"));
        try (ServedProcess service = ServedProcess.start(place, 0)) {
            List<Process> owners = new ArrayList<>();
            for (int owner = 0; owner < OWNERS; owner++) {
                Path home = Files.createDirectory(house.resolve("owner-" + owner));
                ok(Launched.veilgrid(house, "encrypt", TestData.sample("ct-skull"), "--spacing", "2", "--key", "owner.key",
                        "--passphrase-file", "pass", "--job", home.resolve("job")));
                owners.add(Launched.start(home, home.resolve("out"), home.resolve("err"), "regrid", "job/send", "--output",
                        "answers", "--remote", service.url()));
            }
            for (int owner = 0; owner < OWNERS; owner++) {
                Path home = house.resolve("owner-" + owner);
                assertTrue(owners.get(owner).waitFor(180, TimeUnit.SECONDS));
                assertEquals(0, owners.get(owner).exitValue(), Files.readString(home.resolve("err")));
                ok(Launched.veilgrid(home, "decrypt", "answers", "--job", "job", "--key", house.resolve("owner.key"),
                        "--passphrase-file", house.resolve("pass"), "--output", "result"));
            }
        }
    }

    /** What is killed. */
    private enum Victim {
        SERVICE, OWNER, BOTH
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "tls"})
    void killedAtRandomMomentsEveryJobEndsWithTheRightAnswers(String way) throws Exception {
        Random random = new Random(SEED);
        Path place = Files.createDirectory(remote.resolve("killed by " + way));
        String[] options = way.equals("tls") ? new String[] {"--self-made-certificate"} : new String[0];
        ServedProcess service = ServedProcess.start(place, 0, options);
        int port = service.port();
        int onTheWay = 0;
        int round = 0;
        long end = TIME.share(3);
        try {
            for (; round < KILLS && (round == 0 || System.nanoTime() < end); round++) {
                Path answers = house.resolve("answers-" + way + round);
                Process owner = regrid(answers, service);
                Victim victim = Victim.values()[random.nextInt(Victim.values().length)];
                boolean ended = owner.waitFor(700 + random.nextInt(2500), TimeUnit.MILLISECONDS);
                onTheWay += ended ? 0 : 1;
                if (victim != Victim.OWNER) {
                    service.kill();
                }
                if (victim != Victim.SERVICE) {
                    owner.destroyForcibly();
                    owner.waitFor();
                }
                if (victim != Victim.OWNER) {
                    service = ServedProcess.start(place, port, options);
                }
                if (victim != Victim.SERVICE && !Files.isDirectory(answers)) {
                    owner = regrid(answers, service);
                }
                assertTrue(owner.waitFor(120, TimeUnit.SECONDS), "round " + round + " of seed " + SEED + " does not end");
                assertTrue(Files.isDirectory(answers), "round " + round + " of seed " + SEED + ": " + Files.readString(house.resolve("owner.err")));
                assertExpected(answers);
            }
            System.out.println("seed " + SEED + ", " + way + ": " + round + " kills, " + onTheWay + " of them while a job was on its way");
        } finally {
            service.close();
        }
    }

    private Process regrid(Path answers, ServedProcess service) throws IOException {
        Object[] pinned = service.fingerprint().isEmpty()
                ? new Object[0] : new Object[] {"--remote-fingerprint", service.fingerprint().get()};
        return Launched.start(house, house.resolve("owner.out"), house.resolve("owner.err"), "regrid", "job/send",
                "--output", answers, "--remote", service.url(), "--remote-bandwidth", "3M", pinned);
    }
}
