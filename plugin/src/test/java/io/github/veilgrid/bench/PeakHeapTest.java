package io.github.veilgrid.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class PeakHeapTest {

    @Test
    void bothSidesComeToTheirEndAndSayWhatTheyHeld() throws Exception {
        PeakHeap peak = PeakHeap.measure(8);
        assertTrue(peak.owner() > 1 << 20 && peak.owner() < 1 << 30, peak.toString());
        assertTrue(peak.remote() > 1 << 20 && peak.remote() < 1 << 30, peak.toString());
    }
}
