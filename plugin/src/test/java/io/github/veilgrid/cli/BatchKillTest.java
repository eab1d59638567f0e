package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.PlainVolume;
import io.github.veilgrid.reference.TestData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A batch as a real process that is killed with kill -9 at random moments, and run again. {@code -Dveilgrid.kills=20} kills it
 * more often, {@code -Dveilgrid.seed} repeats a run.
 */
@Tag("load")
class BatchKillTest {

    private static final int KILLS = Integer.getInteger("veilgrid.kills", 2);
    private static final long SEED = Long.getLong("veilgrid.seed", 1);
    private static final List<String> SPACINGS = List.of("3", "2.5,2.5,4", "4", "2.8,3,3");

    @TempDir
    private Path temp;

    private Process start(Path output) throws IOException {
        return Launched.start(temp, temp.resolve("batch.out"), temp.resolve("batch.err"), "batch", "jobs.csv", "--jobs", 2, "--output", output);
    }

    private Path table() throws IOException {
        StringBuilder jobs = new StringBuilder("series;spacing\n");
        for (String sample : List.of("mr-brain", "ct-skull")) {
            for (String spacing : SPACINGS) {
                jobs.append(TestData.sample(sample)).append(';').append(spacing).append('\n');
            }
        }
        return Files.writeString(temp.resolve("jobs.csv"), jobs);
    }

    @Test
    void aKilledBatchEndsAsIfNothingHadHappened() throws Exception {
        assertEquals(0, InProcess.veilgrid("batch", table(), "--output", temp.resolve("expected")).exitCode());
        Path output = temp.resolve("out");
        Random random = new Random(SEED);
        int onTheWay = 0;
        int kill = 0;
        long end = Bounded.byMinutes().share(3);
        for (; kill < KILLS && (kill == 0 || System.nanoTime() < end); kill++) {
            Process batch = start(output);
            for (int turn = 0; turn < 600 && batch.isAlive() && !Files.exists(output.resolve(".veilgrid-batch")); turn++) {
                Thread.sleep(50);
            }
            onTheWay += batch.waitFor(random.nextInt(1500), TimeUnit.MILLISECONDS) ? 0 : 1;
            batch.destroyForcibly().waitFor();
            for (String name : visible(output)) {
                assertTrue(name.startsWith("results.") || PlainVolume.read(output.resolve(name)).slices().length > 1, "whole or not there");
            }
        }
        System.out.println("seed " + SEED + ": " + kill + " kills of a batch, " + onTheWay + " of them on its way");
        Process last = start(output);
        assertTrue(last.waitFor(180, TimeUnit.SECONDS));
        assertEquals(0, last.exitValue(), Files.readString(temp.resolve("batch.err")));
        assertSame(output);
    }

    private static List<String> visible(Path folder) {
        String[] names = folder.toFile().list((parent, name) -> !name.startsWith("."));
        return names == null ? List.of() : List.of(names);
    }

    private void assertSame(Path output) throws Exception {
        List<String> lines = Files.readAllLines(output.resolve("results.csv"));
        assertEquals(1 + 2 * SPACINGS.size(), lines.size(), lines.toString());
        for (int row = 1; row < lines.size(); row++) {
            assertTrue(lines.get(row).matches(row + ",(done|done_before),0,000" + row + ",.*"), lines.get(row));
            PlainVolume expected = PlainVolume.read(temp.resolve("expected/000" + row));
            PlainVolume found = PlainVolume.read(output.resolve("000" + row));
            for (int z = 0; z < expected.slices().length; z++) {
                for (int i = 0; i < expected.slices()[z].length; i++) {
                    assertEquals(expected.slices()[z][i], found.slices()[z][i], expected.slope() + 1e-9, "row " + row + ", slice " + z);
                }
            }
        }
        List<String> hidden = Arrays.stream(output.toFile().list()).filter(name -> name.startsWith(".")).toList();
        assertEquals(List.of(".veilgrid-batch"), hidden, "nothing of the killed ones is left");
    }
}
