package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    void aRegisteredResultIsComparedByItsRegistration() throws Exception {
        Path scan = TestData.sample("mr-brain");
        Path out = temp.resolve("out");
        Path affine = Files.writeString(temp.resolve("affine"), "1 0 0 3\n0 1 0 -2.5\n0 0 1 4\n0 0 0 1\n");
        Path grid = Files.writeString(temp.resolve("grid"), "Size = 20 20 12\nSpacing = 5 5 5\nOrigin = -50 -60 -20\n"
                + "Direction = 1 0 0 0 1 0 0 0 1\n");
        InProcess made = InProcess.veilgrid("run", scan, "--grid", grid, "--affine", affine, "-o", out, "-q");
        assertEquals(0, made.exitCode(), made.err());
        InProcess named = InProcess.veilgrid("compare", scan, out, "--affine", affine);
        assertEquals(0, named.exitCode(), named.out() + named.err());
        InProcess unnamed = InProcess.veilgrid("compare", scan, out);
        assertEquals(5, unnamed.exitCode(), unnamed.out());
        assertTrue(unnamed.out().contains("if a registration put it there, name that"), unnamed.out());
    }

    /** Nobody without the map knows what its voxels should be. */
    @ParameterizedTest
    @CsvSource({"out,classic", "out,enhanced", "out.nii,", "out.nii.gz,"})
    void theResultOfAPrivateMapIsRefusedNotFoundWrong(String name, String layout) throws Exception {
        Path map = Files.writeString(temp.resolve("map"), "1 0 2\n0 1 1\n0 0 1\n");
        Path out = temp.resolve(name);
        List<Object> run = new ArrayList<>(List.of("run", TestData.sample("mr-brain"), "--private-size", "20,25", "--private-reach", "3",
                "--private-map", map, "-o", out, "--quiet"));
        if (layout != null) {
            run.addAll(List.of("--layout", layout));
        }
        InProcess made = InProcess.veilgrid(run.toArray());
        assertEquals(0, made.exitCode(), made.err());
        InProcess compared = InProcess.veilgrid("compare", TestData.sample("mr-brain"), out, "--report", temp.resolve("r.html"));
        assertEquals(3, compared.exitCode(), compared.out());
        assertTrue(compared.err().contains("nobody without that map can say"), compared.err());
        assertFalse(Files.exists(temp.resolve("r.html")));
    }

    @Test
    void aMissingResultIsNamed() {
        InProcess missing = InProcess.veilgrid("compare", TestData.sample("mr-brain"), temp.resolve("nothing"));
        assertEquals(3, missing.exitCode());
        assertTrue(missing.err().contains("nothing does not exist"), missing.err());
        assertEquals(1, missing.err().lines().filter(line -> line.startsWith("veilgrid:")).count(), missing.err());
    }
}
