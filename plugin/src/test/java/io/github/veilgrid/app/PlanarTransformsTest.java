package io.github.veilgrid.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transforms of the plane, where ITK's guide says they take the point (7, 4), and the third coordinate as it was. */
class PlanarTransformsTest {

    @TempDir
    private Path temp;

    private double[] moved(String text) throws Exception {
        AffineMap map = AffineMap.read(Files.writeString(temp.resolve("map.tfm"), text));
        return map.frame().position(7, 4, 12.5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "AffineTransform|1 2 0 3 0.5 0.25|1 1|13.5|10.25",
        "TranslationTransform|-2 5||5|9",
        "Euler2DTransform|1.5707963267948966 1 2|5 3|5|7",
        "Similarity2DTransform|2 -1.5707963267948966 1 2|5 3|8|1",
        "MatrixOffsetTransformBase|1 0 0 1 0 0|9 9|7|4"})
    void itkTransformsOfThePlane(String kind, String parameters, String centre, double x, double y) throws Exception {
        assertArrayEquals(new double[] {x, y, 12.5}, moved("#Insight Transform File V1.0\n#Transform 0\nTransform: " + kind
                + "_double_2_2\nParameters: " + parameters + "\nFixedParameters: " + (centre == null ? "" : centre) + "\n"), 1e-12);
    }

    @Test
    void aMatrixOfThePlane() throws Exception {
        assertArrayEquals(new double[] {7 - 0.5 * 4 + 3, 0.5 * 7 + 4 - 1, 12.5}, moved("1 -0.5 3\n0.5 1 -1\n0 0 1\n"), 1e-12);
    }

    @ParameterizedTest
    @CsvSource({"Euler2DTransform, 1 2, 0 0", "AffineTransform, 1 0 0 1 0 0, 0 0 0", "BSplineTransform, 1 2 3, 0 0"})
    void othersAreRefused(String kind, String parameters, String centre) {
        String message = assertThrows(IllegalArgumentException.class, () -> moved("#Insight Transform File V1.0\nTransform: " + kind
                + "_double_2_2\nParameters: " + parameters + "\nFixedParameters: " + centre + "\n")).getMessage();
        assertTrue(message.contains("not understood"), message);
        String matrix = assertThrows(IllegalArgumentException.class, () -> moved("1 0 0\n0 1 0\n0 0 2\n")).getMessage();
        assertTrue(matrix.contains("no affine map"), matrix);
    }
}
