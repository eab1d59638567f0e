package io.github.veilgrid.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.veilgrid.grid.Size;
import io.github.veilgrid.he.measure.Figure;
import io.github.veilgrid.regrid.plan.Prices;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RegridBenchTest {

    @Test
    void everyStageStandsBesideWhatThePlanPredicts() throws Exception {
        RegridBench bench = new RegridBench(1, () -> Prices.REFERENCE, line -> { });
        Size size = new Size(48, 40, 12);
        for (RegridBench.Job job : RegridBench.Job.values()) {
            bench.run(job, size, 12);
        }
        bench.privateMap(size);
        bench.speedup(size);
        Set<String> names = bench.figures().stream().map(Figure::name).collect(Collectors.toSet());
        for (String stage : List.of("encrypt", "remote-linear", "decrypt", "encrypt-slices", "remote-slices", "remote-cubic",
                "remote-private")) {
            assertTrue(names.contains(stage) && names.contains("predicted-" + stage), stage + " in " + names);
        }
        assertTrue(names.containsAll(List.of("bits-up-general", "bits-down-slices", "plain-linear", "speedup-2-cores")));
        assertEquals(names.size(), bench.figures().size(), "each figure once");
        for (Figure figure : bench.figures()) {
            assertTrue(figure.value() > 0 && Double.isFinite(figure.value()), figure.toString());
        }
    }
}
