package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.PlainVolume;
import io.github.veilgrid.reference.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The macros of macros/, as they stand, without a display. */
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

    @Test
    void regridOneSeriesRunsAsItStandsFromTheProjectsFolder() throws Exception {
        Launched run = Launched.veilgrid(TestData.project(), "macro", macro("Regrid_One_Series.ijm"));
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.out().contains("Regridded to 183 x 206 x 71"), run.out());
    }

    @Test
    void aFailingCommandFailsTheMacro() throws Exception {
        Path macro = temp.resolve("fails.ijm");
        Files.writeString(macro, "run(\"Regrid DICOM Series...\", \"input=[" + temp.resolve("none")
                + "] output=[" + temp.resolve("out") + "]\");\nprint(\"went on\");\n");
        Launched run = Launched.veilgrid(temp, "macro", macro);
        assertEquals(1, run.exitCode());
        assertTrue(run.err().contains("does not exist"), run.err());
        assertFalse(run.out().contains("went on"), run.out());
    }

    @Test
    void aMacroErrorIsAnErrorOfTheProcess() throws Exception {
        Path macro = temp.resolve("wrong.ijm");
        Files.writeString(macro, "x = nonsense(1);\n");
        assertEquals(1, Launched.veilgrid(temp, "macro", macro).exitCode());
        assertEquals(3, Launched.veilgrid(temp, "macro", temp.resolve("none.ijm")).exitCode());
    }
}
