package io.github.veilgrid.he.ckks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class PrecisionReportTest {

    @Test
    void aReportSaysLargestAndMeanErrorAndTheirBits() {
        PrecisionReport report = PrecisionReport.of(new double[] {1, 2, 3, -4}, new double[] {1, 2.25, 3, -4.125});
        assertEquals(0.25, report.largest());
        assertEquals(0.375 / 4, report.mean());
        assertEquals(Math.sqrt((0.0625 + 0.015625) / 4), report.rootMeanSquare());
        assertEquals(2, report.worstBits());
        assertEquals(-Math.log(0.09375) / Math.log(2), report.meanBits());
        assertEquals("4 values: error at most 0.250 (2.0 bits), mean 0.0938 (3.4 bits), rms 0.140", report.toString());
    }

    @Test
    void whatIsNoNumberIsInfinitelyWrong() {
        PrecisionReport report = PrecisionReport.of(new double[] {1, 2}, new double[] {1, Double.NaN});
        assertEquals(Double.POSITIVE_INFINITY, report.largest());
        assertEquals(Double.NEGATIVE_INFINITY, report.worstBits());
        assertEquals(Double.POSITIVE_INFINITY, PrecisionReport.of(new double[] {3}, new double[] {3}).worstBits());
        assertThrows(IllegalArgumentException.class, () -> PrecisionReport.of(new double[2], new double[3]));
        assertThrows(IllegalArgumentException.class, () -> PrecisionReport.of(new double[0], new double[0]));
    }
}
