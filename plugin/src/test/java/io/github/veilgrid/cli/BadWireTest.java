package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Owner and service as real processes with a bad network between them. {@code -Dveilgrid.faults=10} takes every fault by
 * itself as well, and ten jobs for each; {@code -Dveilgrid.seed} repeats a run.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("load")
class BadWireTest {

    private static final int JOBS = Integer.getInteger("veilgrid.faults", 1);
    private static final Bounded TIME = Bounded.byMinutes();
    private static final long SEED = Long.getLong("veilgrid.seed", 1);
    /** Of pieces of 16 kB, so that a plane now and then passes. */
    private static final double RATE = 0.01;

    private Path house;

    @BeforeAll
    void encryptOnce(@TempDir Path temp) throws Exception {
        house = Files.createDirectory(temp.resolve("house"));
        Files.writeString(house.resolve("pass"), "correct horse\n");
        ok(Launched.veilgrid(house, "keygen", "--key", "key", "--passphrase-file", "pass"));
        ok(Launched.veilgrid(house, "encrypt", TestData.sample("ct-skull"), "--spacing", "2", "--key", "key",
                "--passphrase-file", "pass", "--job", "job"));
        ok(Launched.veilgrid(house, "regrid", "job/send", "--output", "expected"));
    }

    private static void ok(Launched process) {
        assertEquals(0, process.exitCode(), process.err());
    }

    static Stream<Object[]> networks() {
        List<Set<BadWire.Fault>> kinds = new ArrayList<>(List.of(EnumSet.allOf(BadWire.Fault.class)));
        if (JOBS > 1) {
            Stream.of(BadWire.Fault.values()).forEach(fault -> kinds.add(EnumSet.of(fault)));
        }
        return Stream.of(false, true).flatMap(tls -> kinds.stream().map(kind -> new Object[] {tls, kind}));
    }

    /** A clear error would do by the rules; with retries that are harmless the right answers come every time. */
    @ParameterizedTest
    @MethodSource("networks")
    void everyJobEndsWithTheRightAnswersOrAClearError(boolean tls, Set<BadWire.Fault> faults, @TempDir Path place)
            throws Exception {
        String[] options = tls ? new String[] {"--self-made-certificate"} : new String[0];
        int right = 0;
        int job = 0;
        long end = TIME.share(networks().count());
        try (ServedProcess service = ServedProcess.start(place, 0, options);
                BadWire wire = new BadWire(service.port(), faults, RATE, SEED)) {
            for (; job < JOBS && (job == 0 || System.nanoTime() < end); job++) {
                Path answers = place.resolve("answers-" + job);
                List<Object> words = new ArrayList<>(List.of("regrid", "job/send", "--output", answers, "--remote-patience", 60,
                        "--remote", (tls ? "https" : "http") + "://127.0.0.1:" + wire.port()));
                service.fingerprint().ifPresent(print -> words.addAll(List.of("--remote-fingerprint", print)));
                Process owner = Launched.start(house, place.resolve("out"), place.resolve("err"), words.toArray());
                assertTrue(owner.waitFor(150, TimeUnit.SECONDS), "seed " + SEED + ": a job does not end");
                if (owner.exitValue() == 0) {
                    assertExpected(answers);
                    right++;
                } else {
                    assertEquals(4, owner.exitValue(), Files.readString(place.resolve("err")));
                    assertFalse(Files.exists(answers), "no half answers");
                }
            }
            System.out.println("seed " + SEED + (tls ? ", tls, " : ", http, ") + wire.done() + ": " + right + " of " + job
                    + " jobs with the right answers, the others with an error");
        }
        assertEquals(job, right);
    }

    private void assertExpected(Path answers) throws Exception {
        try (Stream<Path> files = Files.list(house.resolve("expected"))) {
            for (Path file : files.toList()) {
                assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(answers.resolve(file.getFileName())));
            }
        }
    }
}
