package io.github.veilgrid.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Grid;
import io.github.veilgrid.grid.Size;
import io.github.veilgrid.regrid.plan.Fit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetWordsTest {

    private static TargetWords words(String... pairs) {
        Map<String, String> words = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            words.put(pairs[i], pairs[i + 1]);
        }
        return new TargetWords(words, Path.of("base"), true);
    }

    @Test
    void eachWayMeansItsTarget() throws JobFailure {
        assertEquals(Optional.of(new GridTarget.Spacing(1, 2, 3)), words("spacing", "1,2,3").target());
        assertEquals(Optional.of(new GridTarget.Spacing(0, 0, 2.5)), words("slices", "2.5").target());
        assertEquals(Optional.of(new GridTarget.Matrix(256, 256, 0)), words("size", "256x256x0").target());
        assertEquals(Optional.of(new GridTarget.Isotropic()), words("isotropic", "yes").target());
        assertEquals(Optional.of(new GridTarget.LikeSeries(Path.of("base/ct"), Optional.empty(), true)), words("like", "ct").target());
        assertEquals(Optional.of(new GridTarget.Explicit(Optional.of(List.of(1.0, 2.0, 3.0)), Optional.empty(),
                List.of(1.0, 1.0, 2.0), List.of(4, 5, 6))), words("origin", "1,2,3", "spacing", "1,1,2", "size", "4,5,6").target());
    }

    @Test
    void blankCellsAndNoSayNothing() throws JobFailure {
        assertEquals(Optional.empty(), words("spacing", " ", "like", "", "isotropic", "no").target());
        assertEquals(Framing.PLAIN, words("fit", "").framing());
    }

    @Test
    void aFrameAloneKeepsTheSpacing() throws JobFailure {
        TargetWords words = words("orient", "Coronal", "fit", "ITK");
        assertEquals(Optional.of(new GridTarget.Spacing(0, 0, 0)), words.target());
        assertEquals(Fit.ITK, words.framing().fit());
        assertEquals(Optional.of(BodyPlane.CORONAL), words.framing().plane());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"3|3 3 3 3 3 3", "1,2,3|1 1 2 2 3 3", "1,2,3,4,5,6|1 2 3 4 5 6", "6mm|6 6 3 3 2 2",
        "6,0,7 mm|6 6 0 0 2 2", "2.9 mm|3 3 1 1 1 1"})
    void marginsAreVoxelsOrMillimetres(String text, String voxels) {
        Grid grid = Grid.of(new Size(9, 9, 9), new double[3], new double[] {1, 0, 0}, new double[] {0, 2, 0}, new double[] {0, 0, 3});
        int[] expected = Arrays.stream(voxels.split(" ")).mapToInt(Integer::parseInt).toArray();
        assertArrayEquals(expected, Margin.parse(text).voxels(grid));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1,2", "-1", "1.5", "1,2,3,4", "NaN", "1cm", "1,2,3,4,5,6,7", "x", ","})
    void otherMarginsAreRefused(String text) {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Margin.parse(text)).getMessage().contains("margin"));
    }

    @Test
    void outsideHasTwoNamesForTheHull() {
        assertEquals(OutsideRule.parse("fill"), OutsideRule.parse("Hull"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Size = 4 5 6\nSpacing = 1 1 2e0", "size: 4,5,6; spacing: 1,1,2.0", "{\"spacing\":[1,1,2],\n\"size\":[4,5,6]}"})
    void gridFilesAreReadInBothHands(String text) {
        assertEquals(new GridTarget.Explicit(Optional.empty(), Optional.empty(), List.of(1.0, 1.0, 2.0), List.of(4, 5, 6)),
                GridFile.parse(text));
    }

    @TempDir
    private Path temp;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Size = 4 5 Spacing = 1 1 1|has 2 numbers", "Size = 4 5 6|its spacing", "Size=4 5 6 Spacing=1 1 1 Size=1 1 1|twice",
        "hello|does not begin", "Size=4 5 6 Spacing=1 1 1 Colour=1|Colour", "Size=4 5 6.5 Spacing=1 1 1|whole voxels",
        "Size=4 5 6 Spacing=1 1 -1|positive", "Size=4 5 6 Spacing=1 1 1 Direction=1 0 0 0 1 0 0 0 2|right angles"})
    void otherFilesAreRefusedByName(String text, String word) throws Exception {
        Path file = Files.writeString(temp.resolve("grid.txt"), text);
        JobFailure refusal = assertThrows(JobFailure.class, () -> GridFile.read(file));
        assertTrue(refusal.getMessage().contains(word) && refusal.getMessage().contains("grid.txt"), refusal.getMessage());
    }
}
