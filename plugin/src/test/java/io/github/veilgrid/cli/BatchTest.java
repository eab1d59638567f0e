package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.PlainVolume;
import io.github.veilgrid.reference.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
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
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
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
