package io.github.veilgrid.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class PeakHeapTest {

    static Stream<double[]> turns() {
        return Stream.of(new double[0], new double[] {45, 0, 0});
    }

    @ParameterizedTest
    @MethodSource("turns")
    void bothSidesComeToTheirEndAndSayWhatTheyHeld(double[] degrees) throws Exception {
        PeakHeap peak = PeakHeap.measure(8, degrees);
        assertTrue(peak.owner() > 1 << 20 && peak.owner() < 1 << 30, peak.toString());
        assertTrue(peak.remote() > 1 << 20 && peak.remote() < 1 << 30, peak.toString());
    }
}
