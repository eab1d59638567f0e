package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.PlainVolume;
import io.github.veilgrid.reference.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {

    @TempDir
    private Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"run", "plan", "keygen", "encrypt", "regrid", "decrypt", "info", "compare", "convert", "batch",
        "macro"})
    void everyCommandExplainsItselfWithAnExample(String command) {
        InProcess help = InProcess.veilgrid(command, "--help");
        assertEquals(0, help.exitCode());
        assertTrue(help.out().contains("Example"), help.out());
        assertTrue(help.out().contains("veilgrid " + command + " "), help.out());
    }

    @Test
    void runClosesWithSixLines() {
        InProcess run = InProcess.veilgrid("run", TestData.sample("mr-brain"), "--spacing", "2", "--output",
                temp.resolve("out"));
        assertEquals(0, run.exitCode(), run.err());
        List<String> starts = run.out().lines().map(line -> line.split(" ")[0]).toList();
        assertEquals(List.of("Read", "Sent", "Bytes", "Seconds", "Error", "Result"), starts);
    }

    @Test
    void quietSaysNothing() {
        InProcess run = InProcess.veilgrid("run", TestData.sample("mr-brain"), "--spacing", "2", "--quiet", "--output",
                temp.resolve("out"));
        assertEquals(0, run.exitCode());
        assertEquals("", run.out() + run.err());
    }

    @Test
    void nearestNeighbourKeepsEveryValue() throws Exception {
        InProcess run = InProcess.veilgrid("run", TestData.sample("mr-brain"), "--spacing", "1,1,1",
                "--interpolation", "nearest", "--output", temp.resolve("out"));
        assertEquals(0, run.exitCode(), run.err());
        PlainVolume source = PlainVolume.read(TestData.sample("mr-brain"));
        PlainVolume result = PlainVolume.read(temp.resolve("out"));
        for (int z = 0; z < source.size()[2]; z++) {
            assertArrayEquals(
                    source.slices()[z], result.slices()[2 * z], "slice " + z);
        }
    }

    @Test
    void theGridOfAnotherSeriesIsTakenOver() throws Exception {
        InProcess first = InProcess.veilgrid("run", TestData.sample("ct-skull"), "--spacing", "3,2,4", "--output",
                temp.resolve("model"));
        assertEquals(0, first.exitCode(), first.err());
        InProcess second = InProcess.veilgrid("run", TestData.sample("ct-skull"), "--like", temp.resolve("model"),
                "--output", temp.resolve("out"));
        assertEquals(0, second.exitCode(), second.err());
        PlainVolume model = PlainVolume.read(temp.resolve("model"));
        PlainVolume result = PlainVolume.read(temp.resolve("out"));
        for (int z = 0; z < model.size()[2]; z++) {
            for (int i = 0; i < model.slices()[z].length; i++) {
                assertEquals(model.slices()[z][i], result.slices()[z][i], 2, "slice " + z);
            }
        }
    }

    @Test
    void infoTellsOfSeriesWithoutNamingAPatient() {
        InProcess info = InProcess.veilgrid("info", TestData.shared("open/ct-head-phantom"));
        assertEquals(0, info.exitCode(), info.err());
        assertTrue(info.out().contains("316 x 406 x 27 voxels"), info.out());
        InProcess refused = InProcess.veilgrid("info", TestData.shared("conformance/D04-missing-middle-slice"));
        assertTrue(refused.out().contains("missing"), refused.out());
        assertFalse(info.out().contains("HEAD"));
    }

    @Test
    void infoNamesTheToolkitAndWhatRunWouldRemark() {
        InProcess plain = InProcess.veilgrid("info", TestData.sample("mr-brain"));
        assertEquals(1, plain.out().lines().filter(line -> line.startsWith("read with ")).count(), plain.out());
        InProcess scout = InProcess.veilgrid("info", TestData.shared("conformance/D12-scout-in-series"));
        assertTrue(scout.out().contains("is a scout"), scout.out());
        InProcess tilt = InProcess.veilgrid("info", TestData.shared("conformance/D53-gantry-tilt"));
        assertTrue(tilt.out().contains("gantry tilt"), tilt.out());
        InProcess junk = InProcess.veilgrid("info", TestData.shared("conformance/D26-junk-among-files"));
        assertTrue(junk.out().contains("skipped"), junk.out());
        assertTrue(junk.out().lines().filter(line -> line.startsWith("note: ")).count() < 6, junk.out());
    }

    @Test
    void theHelpIsOnePageWithASentenceForEachCommand() {
        InProcess help = InProcess.veilgrid("--help");
        assertEquals(0, help.exitCode());
        assertTrue(help.out().lines().count() < 60, help.out());
        assertTrue(help.out().lines().allMatch(line -> line.length() <= 80), help.out());
        assertTrue(help.out().contains("encrypt      First of three steps: encrypt a series into a job folder."), help.out());
        assertFalse(help.out().contains("all that leaves the hospital"), help.out());
    }

    @Test
    void benchDicomSetsReadingBesideCopying() throws Exception {
        Path json = temp.resolve("figures.json");
        InProcess bench = InProcess.veilgrid("bench", "dicom", "--quick", "--json", json);
        assertEquals(0, bench.exitCode(), bench.err());
        for (String figure : List.of("dicom-copy", "dicom-headers", "dicom-read", "dicom-read-to-copy")) {
            assertTrue(bench.out().contains(figure) && Files.readString(json).contains(figure), bench.out());
        }
    }

    @Test
    void planShowsOtherWaysWithTheirFiguresAndWhyTheFirstWon() throws Exception {
        Path json = temp.resolve("ways.json");
        InProcess plan = InProcess.veilgrid("plan", TestData.sample("mr-brain"), "--spacing", "1", "--prefer", "bytes",
                "--json", json);
        assertEquals(0, plan.exitCode(), plan.err());
        List<String> lines = plan.out().lines().toList();
        long ways = lines.stream().filter(line -> line.matches(" [ >] \\d+ .*MB.*MB.*")).count();
        assertTrue(ways >= 3 && ways <= 14, plan.out());
        assertEquals(1, lines.stream().filter(line -> line.startsWith(" > ")).count(), plan.out());
        assertTrue(lines.get(lines.size() - 1).startsWith("Chosen for the fewest bytes"), plan.out());
        assertEquals(ways, Files.readString(json).lines().filter(line -> line.contains("remoteSeconds")).count());
    }

    @Test
    void planSendsNothingAndNamesBytesAndError() {
        InProcess plan = InProcess.veilgrid("plan", TestData.sample("ct-skull"), "--spacing", "1");
        assertEquals(0, plan.exitCode(), plan.err());
        assertTrue(plan.out().contains("MB up") && plan.out().contains("at most"), plan.out());
    }

    @Test
    void ctrlCEndsWith130AndLeavesNothing() throws Exception {
        Assumptions.assumeFalse(System.getProperty("os.name").startsWith("Windows"), "needs POSIX signals");
        Assumptions.assumeFalse(ignoresInterrupts(), "this build runs where Ctrl-C is ignored (in the background of a script)");
        Path err = temp.resolve("err");
        Process process = Launched.start(temp, temp.resolve("out.txt"), err, "run", TestData.sample("mr-brain"),
                "--spacing", "0.4", "--output", "out", "--threads", "1");
        waitForWork(process);
        new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
        long asked = System.nanoTime();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS), "it ends");
        double seconds = (System.nanoTime() - asked) / 1e9;
        assertEquals(130, process.exitValue(), Files.readString(err));
        assertTrue(seconds < 3, "it ended after " + seconds + " s");
        try (Stream<Path> files = Files.list(temp)) {
            assertEquals(List.of("err", "out.txt"), files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    /** Children of a process that ignores SIGINT ignore it too; Linux tells by a bit mask. */
    private static boolean ignoresInterrupts() throws Exception {
        Path status = Path.of("/proc/self/status");
        if (!Files.isReadable(status)) {
            return false;
        }
        String mask = Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:")).findFirst().orElse("SigIgn:0");
        return (Long.parseUnsignedLong(mask.substring(mask.indexOf(':') + 1).strip(), 16) >> 1 & 1) == 1;
    }

    /** The hidden work folder tells that the run is in the middle of its work. */
    private void waitForWork(Process process) throws Exception {
        for (int i = 0; i < 600 && process.isAlive(); i++) {
            try (Stream<Path> files = Files.list(temp)) {
                if (files.anyMatch(file -> Files.isDirectory(file))) {
                    return;
                }
            }
            Thread.sleep(20);
        }
        throw new AssertionError("the run never began to write");
    }
}
