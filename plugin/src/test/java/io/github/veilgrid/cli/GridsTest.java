package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.PlainNifti;
import io.github.veilgrid.reference.PlainPlaces;
import io.github.veilgrid.reference.TestData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to name a target: each voxel written is the scan at the place that its own file names. */
class GridsTest {

    /** Tolerance and half a stored unit. */
    private static final double ALLOWED = 1.0;

    /** A coarse scan, so that jobs are quick. */
    @TempDir
    private static Path shared;

    private static Path scan;

    @TempDir
    private Path temp;

    @BeforeAll
    static void coarseScan() {
        scan = shared.resolve("scan");
        run(TestData.sample("mr-brain"), scan, "--spacing", "4.1,3.7,5");
    }

    private static InProcess run(Path series, Path out, String... more) {
        List<Object> arguments = new ArrayList<>(List.of("run", series, "--output", out));
        arguments.addAll(List.of(more));
        InProcess command = InProcess.veilgrid(arguments.toArray());
        assertEquals(0, command.exitCode(), command.err());
        return command;
    }

    /** Compares every voxel; returns how many lay outside. */
    private static int compare(Path series, Path result, double reach, double fill) throws Exception {
        PlainPlaces source = PlainPlaces.read(series);
        PlainPlaces target = PlainPlaces.read(result);
        int[] size = target.size();
        int outside = 0;
        for (int k = 0; k < size[2]; k++) {
            for (int j = 0; j < size[1]; j++) {
                for (int i = 0; i < size[0]; i++) {
                    double expected = source.trilinear(source.index(target.place(i, j, k)), reach);
                    outside += Double.isNaN(expected) ? 1 : 0;
                    assertEquals(Double.isNaN(expected) ? fill : expected, target.value(i, j, k), ALLOWED,
                            "voxel " + i + " " + j + " " + k);
                }
            }
        }
        return outside;
    }

    @ParameterizedTest
    @ValueSource(strings = {"--size 40,0,30", "--isotropic", "--slices 2", "--size 33,44,22 --fit itk --outside hull",
        "--spacing 3 --fit box --outside edge", "--orient sagittal", "--orient coronal --spacing 3,3,4.4", "--orient axial --slices 3",
        "--spacing 3.3 --crop 3,4,5", "--spacing 3.3 --crop 10mm --orient coronal", "--crop 1,2,3,4,5,6",
        "--spacing 3,3,3 --size 30,31,32", "--turn 8,-5,20 --spacing 4", "--turn 0,0,30 --outside edge", "--untilt --slices 4"})
    void everyVoxelIsTheScanAtItsPlace(String words) throws Exception {
        Path out = temp.resolve("out");
        run(scan, out, words.split(" "));
        double reach = words.contains("edge") ? 1e9 : words.contains("--fit itk") || words.contains("--fit box") ? 0.5 : 0;
        compare(scan, out, words.contains("hull") ? 0 : reach, 0);
    }

    @Test
    void whatIsPaddedIsFilled() throws Exception {
        run(scan, temp.resolve("out"), "--pad", "2,0,0,0,0,3");
        PlainPlaces source = PlainPlaces.read(scan);
        int[] size = source.size();
        assertArrayEquals(new int[] {size[0] + 2, size[1], size[2] + 3}, PlainPlaces.read(temp.resolve("out")).size());
        int outside = compare(scan, temp.resolve("out"), 0, 0);
        assertEquals((size[0] + 2) * size[1] * (size[2] + 3) - size[0] * size[1] * size[2], outside);
    }

    @ParameterizedTest
    @CsvSource({"axial, 1\\0\\0\\0\\1\\0", "sagittal, 0\\1\\0\\0\\0\\-1", "coronal, 1\\0\\0\\0\\0\\-1"})
    void slicesLieAsAskedAndNoVoxelChanges(String plane, String orientation) throws Exception {
        run(scan, temp.resolve("out"), "--orient", plane);
        PlainPlaces source = PlainPlaces.read(scan);
        PlainPlaces target = PlainPlaces.read(temp.resolve("out"));
        double[] expected = Arrays.stream(orientation.split("\\\\")).mapToDouble(Double::parseDouble).toArray();
        double[] found = target.orientation();
        for (int axis = 0; axis < 2; axis++) {
            double along = 0;
            for (int row = 0; row < 3; row++) {
                along += expected[3 * axis + row] * found[3 * axis + row];
            }
            assertTrue(along > Math.sqrt(0.5), plane + ": " + Arrays.toString(found));
        }
        int[] size = target.size();
        for (int i = 0; i < size[0] * size[1] * size[2]; i++) {
            double[] place = target.place(i % size[0], i / size[0] % size[1], i / size[0] / size[1]);
            double[] index = source.index(place);
            int[] at = Arrays.stream(index).mapToInt(number -> (int) Math.rint(number)).toArray();
            double[] back = source.place(at[0], at[1], at[2]);
            assertArrayEquals(back, place, 1e-6, "positions are exact to a millionth of a millimetre");
            assertEquals(source.value(at[0], at[1], at[2]), target.value(i % size[0], i / size[0] % size[1], i / size[0] / size[1]));
        }
    }

    @Test
    void anotherSeriesMayHaveItsAxesInAnyOrder() throws Exception {
        run(scan, temp.resolve("sagittal"), "--orient", "sagittal", "--spacing", "3,4,5", "--crop", "2");
        run(scan, temp.resolve("like"), "--like", temp.resolve("sagittal").toString());
        PlainPlaces model = PlainPlaces.read(temp.resolve("sagittal"));
        PlainPlaces result = PlainPlaces.read(temp.resolve("like"));
        assertArrayEquals(model.size(), result.size());
        assertArrayEquals(model.orientation(), result.orientation());
        assertArrayEquals(model.place(1, 2, 3), result.place(1, 2, 3), 0);
        compare(scan, temp.resolve("like"), 0, 0);
        assertEquals(0, InProcess.veilgrid("compare", scan, temp.resolve("like")).exitCode());
    }

    @Test
    void anotherSeriesMayLieAcrossTheScan() throws Exception {
        run(scan, temp.resolve("oblique"), "--turn", "10,20,30", "--spacing", "4,4,6", "--crop", "3");
        run(scan, temp.resolve("like"), "--like", temp.resolve("oblique").toString());
        PlainPlaces model = PlainPlaces.read(temp.resolve("oblique"));
        PlainPlaces result = PlainPlaces.read(temp.resolve("like"));
        assertArrayEquals(model.size(), result.size());
        assertArrayEquals(model.orientation(), result.orientation());
        assertEquals(0, InProcess.veilgrid("compare", scan, temp.resolve("like")).exitCode());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aGridMayComeFromAFile(boolean json) throws Exception {
        double[] place = PlainPlaces.read(scan).place(2, 3, 1);
        String origin = place[0] + " " + place[1] + " " + place[2];
        double[] o = PlainPlaces.read(scan).orientation();
        double[] n = {o[1] * o[5] - o[2] * o[4], o[2] * o[3] - o[0] * o[5], o[0] * o[4] - o[1] * o[3]};
        // Rows run along the slices' normal, columns along the old rows: a permutation.
        String direction = String.format(Locale.ROOT, "%s %s %s %s %s %s %s %s %s", n[0], o[0], o[3], n[1], o[1], o[4],
                n[2], o[2], o[5]);
        Path file = temp.resolve("grid." + (json ? "json" : "txt"));
        Files.writeString(file, json
                ? "{\"origin\": [" + origin.replace(" ", ", ") + "],\n \"direction\": [" + direction.replace(" ", ", ")
                    + "],\n\"spacing\": [5.5, 4, 3e0], \"size\": [20, 21, 22]}"
                : "Size = 20 21 22\nSpacing = 5.5 4 3\nOrigin = " + origin + "\nDirection = " + direction + "\n");
        run(scan, temp.resolve("out"), "--grid", file.toString());
        PlainPlaces result = PlainPlaces.read(temp.resolve("out"));
        assertArrayEquals(new int[] {20, 21, 22}, result.size());
        assertArrayEquals(place, result.place(0, 0, 0), 1e-6);
        compare(scan, temp.resolve("out"), 0, 0);
    }

    @Test
    void oneLineSaysThatDetailMayFoldBack() throws Exception {
        assertTrue(InProcess.veilgrid("plan", scan, "--spacing", "8").err().contains("antialias"));
        assertFalse(InProcess.veilgrid("plan", scan, "--spacing", "8", "--antialias", "area").err().contains("antialias"));
        assertFalse(InProcess.veilgrid("plan", scan, "--spacing", "5").err().contains("antialias"));
        assertFalse(InProcess.veilgrid("plan", scan, "--spacing", "8", "--interpolation", "nearest").err().contains("antialias"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--spacing 8 --antialias area", "--spacing 9,9,4 --antialias gaussian", "--spacing 3 --interpolation bspline",
        "--spacing 3 --interpolation bspline --outside itk --fit itk", "--spacing 3,3,9 --interpolation bspline --antialias gaussian",
        "--spacing 8 --turn 10,0,20 --antialias area", "--spacing 9 --turn 10,-5,0 --interpolation cubic --antialias gaussian"})
    void kernelsAreThoseThatCompareFinds(String words) throws Exception {
        run(scan, temp.resolve("out"), words.split(" "));
        List<Object> compare = new ArrayList<>(List.of("compare", scan, temp.resolve("out")));
        String same = words.replaceAll("--(spacing|fit|turn) \\S+", "").strip();
        compare.addAll(List.of(same.split("\\s+")));
        InProcess found = InProcess.veilgrid(compare.toArray());
        assertEquals(0, found.exitCode(), found.err() + found.out());
    }

    @Test
    void valuesAreNeitherRoundedNorClampedWhenFloatIsAsked() throws Exception {
        Path file = temp.resolve("out.nii");
        run(scan, file, "--spacing", "2", "--interpolation", "cubic", "--output-type", "float", "--tolerance", "0.2");
        run(scan, temp.resolve("out"), "--spacing", "2", "--interpolation", "cubic", "--tolerance", "0.2");
        PlainNifti found = PlainNifti.read(file);
        PlainPlaces rounded = PlainPlaces.read(temp.resolve("out"));
        int[] size = rounded.size();
        double lowest = 0;
        boolean fractions = false;
        for (int i = 0; i < size[0] * size[1] * size[2]; i++) {
            double value = found.values()[i];
            double stored = rounded.value(i % size[0], i / size[0] % size[1], i / size[0] / size[1]);
            assertEquals(stored, Math.max(0, value), 0.9, "voxel " + i);
            fractions |= Math.abs(value - Math.rint(value)) > 0.3;
            lowest = Math.min(lowest, value);
        }
        assertTrue(fractions && lowest < -1, "rounded or clamped: lowest " + lowest);
        assertEquals(0, InProcess.veilgrid("compare", scan, file, "--interpolation", "cubic").exitCode());
        InProcess folder = InProcess.veilgrid("run", scan, "--spacing", "2", "--output-type", "float", "-o", temp.resolve("x"));
        assertEquals(2, folder.exitCode());
        assertTrue(folder.err().contains(".nii"), folder.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2|--spacing 1 --like x|one way", "2|--isotropic --slices 2|one way", "2|--origin 1,2,3 --spacing 1|size",
        "2|--size 1.5,2,3|not understood", "2|--spacing 2 --crop -1|margin", "2|--spacing 2 --orient oblique|plane", "2|--spacing 2 --fit loose|fit",
        "2|--spacing 2 --outside away|outside", "2|--spacing 2 --interpolation nearest --antialias area|labels",
        "3|--spacing 2 --crop 1000|along x", "3|--grid nothing.txt|read", "3|--spacing 2 --interpolation bspline --outside edge|mirror",
        "2|--turn 1,2|turn", "2|--turn 1,2,3 --untilt|tilt",
        "2|--turn 1,2,3 --orient axial|plane", "3|--spacing 2 --size 9,9,9 --direction 1,0,0,0,1,0,0,0,1 --untilt|turn"})
    void nonsenseIsRefusedInASentence(int exitCode, String words, String word) {
        List<Object> arguments = new ArrayList<>(List.of("run", scan, "--output", temp.resolve("out")));
        arguments.addAll(List.of(words.split(" ")));
        InProcess command = InProcess.veilgrid(arguments.toArray());
        assertEquals(exitCode, command.exitCode(), command.err());
        assertTrue(command.err().contains(word), command.err());
        assertEquals(1, command.err().lines().count(), command.err());
    }
}
