package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad requests: one line that says what to do, the right exit code, nothing left behind. */
class RefusalsTest {

    @TempDir
    private Path temp;

    @AfterEach
    void nothingIsLeftBehind() throws Exception {
        try (Stream<Path> files = Files.list(temp)) {
            assertEquals(List.of(), files.filter(file -> !file.endsWith("taken")).toList());
        }
    }

    private InProcess run(Path series, String... more) {
        List<Object> arguments = new ArrayList<>(List.of("run", series, "--output", temp.resolve("out")));
        arguments.addAll(List.of(more));
        return InProcess.veilgrid(arguments.toArray());
    }

    private static void refused(int exitCode, InProcess command, String... words) {
        assertEquals(exitCode, command.exitCode(), command.err());
        assertEquals("", command.out());
        assertEquals(1, command.err().lines().count(), command.err());
        for (String word : words) {
            assertTrue(command.err().contains(word), () -> "'" + word + "' in: " + command.err());
        }
        assertFalse(command.err().contains("Exception"), command.err());
    }

    @Test
    void aMissingSliceIsNamedByItsNeighbours() {
        refused(3, run(TestData.shared("conformance/D04-missing-middle-slice"), "--spacing", "1"), "missing", "IM0005");
    }

    @ParameterizedTest
    @ValueSource(strings = {"D09-variable-spacing", "D13-no-pixel-spacing", "D15-no-position", "D20-one-slice-smaller",
        "D24-one-slice-other-orientation", "D25-one-truncated", "D30-unknown-transfer-syntax", "D42-zero-slope",
        "D51-nonorthogonal-orientation", "D63-enhanced-mixed-orientation", "D65-rgb-series", "R05-dicomdir-dangling"})
    void unsoundSeriesAreRefused(String name) {
        refused(3, run(TestData.shared("conformance/" + name), "--spacing", "1"));
    }

    @Test
    void twoSeriesInOneFolderMustBeChosen() {
        refused(3, run(TestData.shared("conformance/D58-two-series-one-folder"), "--spacing", "1"), "series");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        refused(3, run(temp.resolve("none"), "--spacing", "1"), "none does not exist");
    }

    @Test
    void aFolderWithoutDicomIsRefused() {
        refused(3, run(TestData.project().resolve("he-kernel"), "--spacing", "1"), "he-kernel");
    }

    @Test
    void anImpossibleTargetIsRefusedBeforeAnythingIsEncrypted() {
        refused(3, run(TestData.sample("mr-brain"), "--spacing", "0.0001"), "spacing");
    }

    @Test
    void aGridOfAnotherSpaceIsRefusedUnlessTheUserVouchesForIt() {
        refused(3, run(TestData.sample("ct-skull"), "--like", TestData.sample("mr-brain").toString()), "--same-space");
    }

    @Test
    void nonsenseSpacingIsAUsageError() {
        refused(2, run(TestData.sample("mr-brain"), "--spacing", "1,b"), "1,b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--tolerance=0", "--tolerance=-1", "--tolerance=NaN", "--threads=0", "--volume=-1"})
    void impossibleNumbersAreUsageErrors(String option) {
        refused(2, run(TestData.sample("mr-brain"), "--spacing", "1", option));
    }

    @Test
    void unknownOptionsAndMissingOnesAreUsageErrors() {
        refused(2, run(TestData.sample("mr-brain")), "--spacing");
        refused(2, run(TestData.sample("mr-brain"), "--spacing", "1", "--wrong"), "--wrong");
        refused(2, run(TestData.sample("mr-brain"), "--spacing", "1", "--like", "x"));
        refused(2, InProcess.veilgrid(), "command");
        refused(2, InProcess.veilgrid("nonsense"), "nonsense");
        refused(2, run(TestData.sample("mr-brain"), "--spacing", "1", "--interpolation", "quintic"), "quintic");
    }

    @Test
    void anOutputFolderThatHoldsSomethingIsNeverTouched() throws Exception {
        Path taken = Files.createDirectory(temp.resolve("taken"));
        Files.writeString(taken.resolve("precious"), "data");
        InProcess command = InProcess.veilgrid(
                "run", TestData.sample("mr-brain"), "--spacing", "1", "--output", taken);
        refused(2, command, "not empty");
        assertEquals("data", Files.readString(taken.resolve("precious")));
    }

    @Test
    void aKeyThatIsNotThereIsExplained() throws Exception {
        Path pass = temp.resolve("taken");
        Files.writeString(pass, "p");
        refused(6, InProcess.veilgrid("encrypt", TestData.sample("mr-brain"), "--spacing", "1", "--key",
                temp.resolve("none.key"), "--passphrase-file", pass, "--job", temp.resolve("job")), "keygen");
        refused(6, InProcess.veilgrid("keygen", "--key", temp.resolve("k"), "--passphrase-file", temp.resolve("no")),
                "passphrase file");
    }

    @Test
    void aFolderThatIsNoJobIsNamed() throws Exception {
        Path pass = temp.resolve("taken");
        Files.writeString(pass, "p");
        refused(3, InProcess.veilgrid("decrypt", TestData.sample("mr-brain"), "--key", temp.resolve("k"),
                "--passphrase-file", pass, "--job", TestData.sample("mr-brain"), "--output", temp.resolve("out")),
                "not a job");
        refused(3, InProcess.veilgrid("regrid", TestData.sample("mr-brain"), "--output", temp.resolve("a")), "missing");
    }
}
