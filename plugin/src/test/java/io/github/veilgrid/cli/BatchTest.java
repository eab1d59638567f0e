package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.PlainVolume;
import io.github.veilgrid.reference.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {

    @TempDir
    private Path temp;

    private static void copy(String sample, Path to) throws Exception {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(TestData.sample(sample))) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void oneBadSeriesStopsNothingAndNoFolderNameLeaks() throws Exception {
        copy("mr-brain", temp.resolve("in/MUSTERMANN^ERIKA"));
        Files.delete(temp.resolve("in/MUSTERMANN^ERIKA/010.dcm"));
        Files.writeString(temp.resolve("jobs.csv"), "\uFEFFseries;spacing\r\nin/MUSTERMANN^ERIKA;2\r\n"
                + TestData.sample("mr-brain") + ";2 2 2\r\n" + TestData.sample("ct-skull") + ";nonsense\r\n");
        InProcess batch = InProcess.veilgrid("batch", temp.resolve("jobs.csv"), "--output", temp.resolve("out"));
        assertEquals(3, batch.exitCode(), batch.err() + batch.out());
        assertTrue(Files.isDirectory(temp.resolve("out/0002")));
        assertFalse(Files.exists(temp.resolve("out/0001")));
        List<String> lines = Files.readAllLines(temp.resolve("out/results.csv"));
        assertEquals(4, lines.size());
        assertTrue(lines.get(1).startsWith("1,failed,3,") && lines.get(1).contains("missing"), lines.get(1));
        assertTrue(lines.get(2).startsWith("2,done,0,0002,92x78x72,"), lines.get(2));
        assertTrue(lines.get(3).startsWith("3,failed,2,"), lines.get(3));
        for (String file : List.of("results.csv", "results.json")) {
            assertFalse(Files.readString(temp.resolve("out").resolve(file)).contains("MUSTERMANN"), file);
        }
    }

    @Test
    void whatWasDoneIsNotDoneAgainAndKeepsItsFigures() throws Exception {
        Object[] command = {"batch", TestData.project().resolve("sample-scans"), "--spacing", "4", "--output",
            temp.resolve("out")};
        assertEquals(0, InProcess.veilgrid(command).exitCode());
        String first = Files.readString(temp.resolve("out/results.csv"));
        Object written = Files.getLastModifiedTime(temp.resolve("out/0001/00001.dcm"));
        try (Stream<Path> files = Files.walk(temp.resolve("out/0002"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        InProcess again = InProcess.veilgrid(command);
        assertEquals(0, again.exitCode(), again.err());
        assertTrue(again.out().contains("done before"), again.out());
        assertEquals(written, Files.getLastModifiedTime(temp.resolve("out/0001/00001.dcm")));
        assertEquals(first.lines().toList().get(1).replace(",done,", ",done_before,"),
                Files.readAllLines(temp.resolve("out/results.csv")).get(1));
        assertTrue(PlainVolume.read(temp.resolve("out/0002")).size()[2] > 1);
        for (String changed : List.of("row,status,seconds\n1,done,1.5\n", first.replace("1,done,", "one,done,"), first.replace(".", ","))) {
            Files.writeString(temp.resolve("out/results.csv"), changed);
            InProcess after = InProcess.veilgrid(command);
            assertEquals(0, after.exitCode(), "a table that a spreadsheet changed: " + after.err());
            assertTrue(Files.readString(temp.resolve("out/results.csv")).contains("2,done_before,0,0002"));
        }
    }

    private static String table(Path output) throws Exception {
        return Files.readString(output.resolve("results.csv"));
    }

    @Test
    void aFolderThatGrewKeepsTheNumbersOfWhatWasDone() throws Exception {
        copy("mr-brain", temp.resolve("in/b"));
        Object[] command = {"batch", temp.resolve("in"), "--spacing", "5", "--output", temp.resolve("out")};
        assertEquals(0, InProcess.veilgrid(command).exitCode());
        copy("ct-skull", temp.resolve("in/a"));
        InProcess again = InProcess.veilgrid(command);
        assertEquals(0, again.exitCode(), again.err());
        List<String> lines = table(temp.resolve("out")).lines().toList();
        assertTrue(lines.get(1).startsWith("1,done_before,0,0001,37x32x29"), lines.get(1));
        assertTrue(lines.get(2).startsWith("2,done,0,0002,37x42x15"), lines.get(2));
    }

    @Test
    void anEditedTableIsNotAnsweredWithTheResultOfWhatStoodThereBefore() throws Exception {
        Path jobs = temp.resolve("jobs.csv");
        Object[] command = {"batch", jobs, "--output", temp.resolve("out")};
        Files.writeString(jobs, "series,spacing\n" + TestData.sample("mr-brain") + ",5\n");
        assertEquals(0, InProcess.veilgrid(command).exitCode());
        Files.writeString(jobs, "series,spacing\n" + TestData.sample("mr-brain") + ",4\n");
        InProcess edited = InProcess.veilgrid(command);
        assertEquals(2, edited.exitCode(), edited.out());
        assertTrue(edited.out().contains("another job"), edited.out());
        Files.writeString(jobs, "\uFEFFspacing;series\r\n5;" + TestData.sample("mr-brain") + "\r\n");
        assertTrue(InProcess.veilgrid(command).out().contains("done before"), "the same in another order of columns");
    }

    @Test
    void aDamagedFileSpoilsNoMoreThanTheSeriesBesideIt() throws Exception {
        copy("mr-brain", temp.resolve("in/MUSTER MANN, Erika"));
        copy("ct-skull", temp.resolve("in/b"));
        Path damaged = temp.resolve("in/MUSTER MANN, Erika/005.dcm");
        Files.write(damaged, Arrays.copyOf(Files.readAllBytes(damaged), 20_001));
        InProcess batch = InProcess.veilgrid("batch", temp.resolve("in"), "--spacing", "5", "--output",
                temp.resolve("out"));
        assertEquals(3, batch.exitCode(), batch.out() + batch.err());
        List<String> lines = table(temp.resolve("out")).lines().toList();
        assertEquals(3, lines.size());
        assertEquals(1, lines.stream().filter(line -> line.contains(",done,0,")).count(), lines.toString());
        assertEquals(1, lines.stream().filter(line -> line.contains("damaged file")).count(), lines.toString());
        for (String word : List.of("MUSTER", "MANN", "Erika", "005.dcm")) {
            assertFalse(table(temp.resolve("out")).contains(word), table(temp.resolve("out")));
        }
    }

    @Test
    void aNameInThePathOfTheGridDoesNotLeakEither() throws Exception {
        Files.writeString(temp.resolve("jobs.csv"), "series,like\n" + TestData.sample("mr-brain") + ",MUSTER MANN/none\n");
        InProcess batch = InProcess.veilgrid("batch", temp.resolve("jobs.csv"), "--output", temp.resolve("out"));
        assertEquals(3, batch.exitCode(), batch.out());
        assertTrue(table(temp.resolve("out")).contains("does not exist"), table(temp.resolve("out")));
        assertFalse(table(temp.resolve("out")).contains("MUSTER"), table(temp.resolve("out")));
    }

    @Test
    void compareEndsWith5WhereAVoxelIsWrong() throws Exception {
        assertEquals(0, InProcess.veilgrid("run", TestData.sample("mr-brain"), "--spacing", "2", "--output",
                temp.resolve("out")).exitCode());
        assertEquals(0, InProcess.veilgrid("compare", TestData.sample("mr-brain"), temp.resolve("out")).exitCode());
        Path slice = temp.resolve("out/00040.dcm");
        byte[] bytes = Files.readAllBytes(slice);
        bytes[bytes.length - 4002] ^= 8;
        Files.write(slice, bytes);
        InProcess wrong = InProcess.veilgrid("compare", TestData.sample("mr-brain"), temp.resolve("out"));
        assertEquals(5, wrong.exitCode(), wrong.out());
    }
}
