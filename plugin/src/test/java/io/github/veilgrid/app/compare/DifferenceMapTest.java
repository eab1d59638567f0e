package io.github.veilgrid.app.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the colours promise, without and with the common kinds of colour blindness. */
class DifferenceMapTest {

    /** Full protanopia, deuteranopia, tritanopia on linear RGB: Machado, Oliveira and Fernandes 2009, severity 1. */
    private static final double[][] BLINDNESS = {
        {1, 0, 0, 0, 1, 0, 0, 0, 1},
        {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998},
        {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881},
        {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900}};

    private static double[] linear(int colour) {
        double[] rgb = new double[3];
        for (int i = 0; i < 3; i++) {
            double c = (colour >> 16 - 8 * i & 0xff) / 255.0;
            rgb[i] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
        }
        return rgb;
    }

    private static double[] seen(int colour, double[] blindness) {
        double[] rgb = linear(colour);
        double[] out = new double[3];
        for (int row = 0; row < 3; row++) {
            for (int i = 0; i < 3; i++) {
                out[row] += blindness[3 * row + i] * rgb[i];
            }
        }
        return out;
    }

    private static double luminance(int colour) {
        double[] rgb = linear(colour);
        return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.5, 0.75, 1})
    void aboveAndBelowAreToldApartByEveryone(double part) {
        for (double[] blindness : BLINDNESS) {
            double[] above = seen(DifferenceMap.colour(part, 1), blindness);
            double[] below = seen(DifferenceMap.colour(-part, 1), blindness);
            double distance = Math.hypot(Math.hypot(above[0] - below[0], above[1] - below[1]), above[2] - below[2]);
            assertTrue(distance > 0.15, "distance " + distance);
        }
    }

    @Test
    void largerIsDarkerOnBothSides() {
        for (double part = 0.02; part <= 1; part += 0.02) {
            for (int sign : new int[] {-1, 1}) {
                assertTrue(luminance(DifferenceMap.colour(sign * part, 1))
                        <= luminance(DifferenceMap.colour(sign * (part - 0.02), 1)) + 1e-9);
            }
        }
    }

    @Test
    void zeroIsNeutralBeyondIsBlackPaddingIsGrey() {
        assertEquals(0xf7f7f7, DifferenceMap.colour(0, 2));
        assertEquals(0xb35806, DifferenceMap.colour(2, 2));
        assertEquals(0x542788, DifferenceMap.colour(-2, 2));
        assertEquals(0, DifferenceMap.colour(2.001, 2));
        assertEquals(0, DifferenceMap.colour(-2.001, 2));
        assertEquals(0x808080, DifferenceMap.colour(Double.NaN, 2));
    }
}
