package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exit code of a comparison is its verdict, so that scripts need not read it. */
class CompareCommandTest {

    @TempDir
    private Path temp;

    @Test
    void zeroWhereItHoldsFiveWhereItDoesNot() throws Exception {
        Path scan = TestData.sample("mr-brain");
        Path out = temp.resolve("out");
        assertEquals(0, InProcess.veilgrid("run", scan, "--spacing", "1.3", "-o", out, "--quiet").exitCode());
        InProcess holds = InProcess.veilgrid("compare", scan, out, "--report", temp.resolve("r.html"));
        assertEquals(0, holds.exitCode(), holds.err());
        assertTrue(holds.out().contains("Every voxel is within"), holds.out());
        assertTrue(Files.readString(temp.resolve("r.html")).startsWith("<!DOCTYPE html>"));
        InProcess otherKernel = InProcess.veilgrid("compare", scan, out, "--interpolation", "cubic");
        assertEquals(5, otherKernel.exitCode(), otherKernel.out());
        assertTrue(otherKernel.out().contains("is off by"), otherKernel.out());
    }

    @Test
    void aMissingResultIsNamed() {
        InProcess missing = InProcess.veilgrid("compare", TestData.sample("mr-brain"), temp.resolve("nothing"));
        assertEquals(3, missing.exitCode());
        assertTrue(missing.err().contains("nothing does not exist"), missing.err());
        assertEquals(1, missing.err().lines().filter(line -> line.startsWith("veilgrid:")).count(), missing.err());
    }
}
