package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.PlainVolume;
import io.github.veilgrid.reference.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The macros of macros/, as they stand, without a display. */
@Tag("load")
class MacrosTest {

    @TempDir
    private Path temp;

    private static Path macro(String name) {
        return TestData.project().resolve("macros").resolve(name);
    }

    @Test
    void regridOneSeriesOpensACalibratedStack() throws Exception {
        Path output = temp.resolve("ä result");
        Launched run = Launched.veilgrid(temp, "macro", macro("Regrid_One_Series.ijm"),
                TestData.sample("ct-skull") + "," + output);
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("Regridded to 183 x 206 x 71 voxels of 1 x 1 x 1 mm"), run.out());
        assertArrayEquals(new int[] {183, 206, 71}, PlainVolume.read(output).size());
    }

    @ParameterizedTest
    @CsvSource({
        "Regrid_One_Series.ijm,Regridded to 183 x 206 x 71",
        "Isotropic_Voxels.ijm,'Voxels of 1 x 1 x 1 mm, 143 slices'",
        "Compare_With_Plain.ijm,Every voxel is within 1 HU",
        "On_Anothers_Grid.ijm,On the other's grid: voxels of 3 x 2 x 4 mm",
        "Folder_With_Table.ijm,2 series regridded"})
    void everyMacroRunsAsItStandsFromTheProjectsFolder(String name, String words) throws Exception {
        Launched run = Launched.veilgrid(TestData.project(), "-Djava.io.tmpdir=" + temp, "macro", macro(name));
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains(words), run.out());
    }

    @Test
    void thereIsNoMacroWithoutATest() throws Exception {
        try (Stream<Path> files = Files.list(TestData.project().resolve("macros"))) {
            assertEquals(5, files.filter(file -> file.toString().endsWith(".ijm")).count());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3,'input=[none] output=[out]',does not exist",
        "2,'input=[SERIES] output=[full]',is not empty",
        "2,'input=[SERIES] spacing=one output=[out]',is not understood",
        "2,'input=[SERIES] tolerance=little output=[out]',is not a number",
        "2,'output=[out]',DICOM series is missing",
        "3,'input=[SERIES] volume=7 output=[out]',volume"})
    void aMacroEndsWithTheExitCodeAndTheSentenceOfTheCommandThatFailed(int exitCode, String options, String words)
            throws Exception {
        Files.createDirectories(temp.resolve("full/of"));
        Path macro = temp.resolve("fails.ijm");
        Files.writeString(macro, "// a comment\nrun(\"Regrid DICOM Series...\", \""
                + options.replace("SERIES", TestData.sample("ct-skull").toString()) + "\");\nprint(\"went on\");\n");
        Launched run = Launched.veilgrid(temp, "macro", macro);
        assertEquals(exitCode, run.exitCode(), run.err());
        assertTrue(run.complaint().startsWith("veilgrid: " + macro + " stopped in line 2: "), run.err());
        assertTrue(run.complaint().contains(words), run.err());
        assertEquals(1, run.complaint().lines().count(), run.err());
        assertFalse(run.out().contains("went on"), run.out());
    }

    @Test
    void aWrongPassphraseEndsWith6() throws Exception {
        Path macro = temp.resolve("key.ijm");
        Files.writeString(macro, "run(\"Generate Veilgrid Key...\", \"key=[k] passphrase=a passphraseagain=a\");\n"
                + "run(\"Encrypt for Regridding...\", \"input=[" + TestData.sample("ct-skull")
                + "] spacing=3 key=[k] passphrase=b job=[job]\");\n");
        Launched run = Launched.veilgrid(temp, "macro", macro);
        assertEquals(6, run.exitCode(), run.err());
        assertTrue(run.complaint().contains("stopped in line 2"), run.err());
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,''", "UTF-8,\uFEFF", "ISO-8859-1,''"})
    void umlautsInAMacroAreUnderstood(String charset, String mark) throws Exception {
        Path macro = temp.resolve("umlaut.ijm");
        Files.write(macro, (mark + "run(\"Regrid DICOM Series...\", \"input=[" + TestData.sample("mr-brain")
                + "] spacing=6 output=[größe]\");\n").getBytes(charset));
        Launched run = Launched.veilgrid(temp, "macro", macro);
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(Files.isDirectory(temp.resolve("größe")), run.out());
    }

    @Test
    void aMacroErrorIsAnErrorOfTheProcess() throws Exception {
        Path macro = temp.resolve("wrong.ijm");
        Files.writeString(macro, "x = nonsense(1);\n");
        assertEquals(1, Launched.veilgrid(temp, "macro", macro).exitCode());
        assertEquals(3, Launched.veilgrid(temp, "macro", temp.resolve("none.ijm")).exitCode());
    }
}
