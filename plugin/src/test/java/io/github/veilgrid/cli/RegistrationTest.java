package io.github.veilgrid.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.reference.TestData;
import io.github.veilgrid.reference.PlainPlaces;
import io.github.veilgrid.reference.PlainSlice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A registration brings a scan onto a grid of another space: every voxel is the scan where the transform says. */
class RegistrationTest {

    private static final double ANGLE = 0.2;
    private static final double[] CENTRE = {3, -20, 12};
    private static final double[] SHIFT = {4.5, -2.25, 3};
    private static final double ALLOWED = 1.01;

    @TempDir
    private static Path shared;

    private static Path scan;
    private static Path model;

    @TempDir
    private Path temp;

    @BeforeAll
    static void scans() {
        scan = shared.resolve("scan");
        model = shared.resolve("model");
        assertEquals(0, InProcess.veilgrid("run", TestData.sample("mr-brain"), "--output", scan, "--spacing", "4.1,3.7,5").exitCode());
        assertEquals(0, InProcess.veilgrid("run", TestData.sample("mr-brain"), "--output", model, "--spacing", "5", "--crop", "3")
                .exitCode());
    }

    /** Where the transform takes a point of the target: turned about L, P or S around a centre, then shifted. */
    private static double[] there(double[] point, int about) {
        int p = (about + 1) % 3;
        int q = (about + 2) % 3;
        double[] moved = new double[3];
        moved[about] = point[about] + SHIFT[about];
        double u = point[p] - CENTRE[p];
        double v = point[q] - CENTRE[q];
        moved[p] = u * Math.cos(ANGLE) - v * Math.sin(ANGLE) + CENTRE[p] + SHIFT[p];
        moved[q] = u * Math.sin(ANGLE) + v * Math.cos(ANGLE) + CENTRE[q] + SHIFT[q];
        return moved;
    }

    private static String text(double... numbers) {
        StringBuilder text = new StringBuilder();
        for (double number : numbers) {
            text.append(String.format(Locale.ROOT, "%.17g ", number));
        }
        return text.toString().strip();
    }

    private static String itk(String kind, double[] parameters) {
        return "#Insight Transform File V1.0\n#Transform 0\nTransform: " + kind + "_double_3_3\nParameters: " + text(parameters)
                + "\nFixedParameters: " + text(CENTRE) + "\n";
    }

    private static String content(String form, int about) {
        double s = Math.sin(ANGLE / 2);
        double[] axis = new double[3];
        axis[about] = 1;
        double[] m = new double[9];
        double[] zero = there(new double[3], about);
        for (int column = 0; column < 3; column++) {
            double[] unit = new double[3];
            unit[column] = 1;
            double[] image = there(unit, about);
            for (int row = 0; row < 3; row++) {
                m[3 * row + column] = image[row] - zero[row];
            }
        }
        return switch (form) {
            case "euler" -> itk("Euler3DTransform", new double[] {axis[0] * ANGLE, axis[1] * ANGLE, axis[2] * ANGLE,
                SHIFT[0], SHIFT[1], SHIFT[2]});
            case "versor" -> itk("VersorRigid3DTransform", new double[] {axis[0] * s, axis[1] * s, axis[2] * s,
                SHIFT[0], SHIFT[1], SHIFT[2]});
            case "affine" -> itk("AffineTransform", new double[] {m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8],
                SHIFT[0], SHIFT[1], SHIFT[2]});
            default -> text(m[0], m[1], m[2], zero[0]) + "\n" + text(m[3], m[4], m[5], zero[1]) + "\n"
                    + text(m[6], m[7], m[8], zero[2]) + "\n0 0 0 1\n";
        };
    }

    @ParameterizedTest
    @CsvSource({"euler, 0", "euler, 1", "versor, 2", "affine, 1", "matrix, 0"})
    void everyVoxelIsTheScanWhereTheTransformSays(String form, int about) throws Exception {
        Path file = Files.writeString(temp.resolve("map.tfm"), content(form, about));
        Path out = temp.resolve("out");
        InProcess command = InProcess.veilgrid("run", scan, "--output", out, "--like", model, "--affine", file, "--outside", "edge");
        assertEquals(0, command.exitCode(), command.err());
        PlainPlaces source = PlainPlaces.read(scan);
        PlainPlaces target = PlainPlaces.read(out);
        int[] size = target.size();
        for (int i = 0; i < size[0] * size[1] * size[2]; i++) {
            int[] at = {i % size[0], i / size[0] % size[1], i / size[0] / size[1]};
            double expected = source.trilinear(source.index(there(target.place(at[0], at[1], at[2]), about)), 1e9);
            assertEquals(expected, target.value(at[0], at[1], at[2]), ALLOWED, form + " voxel " + List.of(at[0], at[1], at[2]));
        }
    }

    /** A registration says that two frames of reference are one space; no vouching is needed, and the result lies in the target's. */
    @Test
    void framesOfReferenceMayDiffer() throws Exception {
        Path file = Files.writeString(temp.resolve("map.txt"), "1 0 0 0\n0 1 0 0\n0 0 1 0\n0 0 0 1\n");
        Path out = temp.resolve("out");
        InProcess command = InProcess.veilgrid("run", TestData.sample("ct-skull"), "--output", out, "--like", model, "--affine", file);
        assertEquals(0, command.exitCode(), command.err());
        assertEquals(frameOfReference(model), frameOfReference(out));
    }

    private static String frameOfReference(Path series) throws Exception {
        try (var files = Files.list(series)) {
            return PlainSlice.read(files.sorted().findFirst().orElseThrow()).text(0x00200052);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1 0 0|no affine map", "x|has a number", "1 0 0 0 0 1 0 0 0 0 0 0 0 0 0 1|flattens",
        "#Insight Transform File V1.0~Transform: BSplineTransform_double_3_3~Parameters: 1~FixedParameters: 0 0 0|not understood",
        "#Insight Transform File V1.0~Transform: AffineTransform_double_3_3~Parameters: 1 2~FixedParameters: 0 0 0|not understood",
        "#Insight Transform File V1.0|0 transforms"})
    void whatIsNoTransformIsRefusedInASentence(String content, String word) throws Exception {
        Path file = Files.writeString(temp.resolve("map.tfm"), content.replace('~', '\n'));
        InProcess command = InProcess.veilgrid("run", scan, "--output", temp.resolve("out"), "--like", model, "--affine", file);
        assertEquals(2, command.exitCode(), command.err());
        assertTrue(command.err().contains(word), command.err());
    }

    @Test
    void aTransformNeedsTheGridThatItLeadsTo() throws Exception {
        Path file = Files.writeString(temp.resolve("map.txt"), content("matrix", 0));
        InProcess command = InProcess.veilgrid("run", scan, "--output", temp.resolve("out"), "--spacing", "3", "--affine", file);
        assertEquals(3, command.exitCode(), command.err());
        assertTrue(command.err().contains("--like"), command.err());
    }
}
